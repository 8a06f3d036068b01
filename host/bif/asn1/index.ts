/** The NIFs of OTP's asn1rt_nif, on which the code that asn1ct generates for BER and PER rests. */
import { atom, tuple } from "../../term/index.js";
import { expectIodata } from "../arguments.js";
import type { HostBifs } from "../registry.js";
import { BerError, decodeBer, encodeBer } from "./ber.js";
import { PerError, completePer } from "./per.js";

/** The number that OTP's library gives for every damaged command: the character 1. */
const PER_FAULT = 49;
const BER_FAULT = -1;
const BYTES_PER_REDUCTION = 10;

const error = atom("error");

export const asn1Bifs: HostBifs = {
  "asn1rt_nif:decode_ber_tlv_raw/1": (context, data) => {
    const bytes = expectIodata(data!);
    context.charge(Math.ceil(bytes.length / BYTES_PER_REDUCTION));
    try { return decodeBer(bytes); } catch (e) {
      if (e instanceof BerError) return tuple(error, tuple(atom(e.fault), e.position));
      throw e;
    }
  },
  "asn1rt_nif:encode_ber_tlv/1": (context, term) => {
    const bytes = encodeBer(term!);
    if (bytes === undefined) return tuple(error, BER_FAULT);
    context.charge(Math.ceil(bytes.length / BYTES_PER_REDUCTION));
    return bytes;
  },
  "asn1rt_nif:encode_per_complete/1": (context, data) => {
    const bytes = expectIodata(data!);
    context.charge(Math.ceil(bytes.length / BYTES_PER_REDUCTION));
    try { return completePer(bytes); } catch (e) {
      if (e instanceof PerError) return tuple(error, PER_FAULT);
      throw e;
    }
  },
};
