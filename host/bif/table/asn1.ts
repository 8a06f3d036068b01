/** asn1rt_nif: host/bif/asn1. */
import { nifs, type Bif } from "../table.js";

export const asn1Bifs: Bif[] = nifs("asn1rt_nif", "asn1rt_nif", ["encode_per_complete/1", "decode_ber_tlv_raw/1", "encode_ber_tlv/1"]);
