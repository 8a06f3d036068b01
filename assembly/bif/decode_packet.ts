/** erlang:decode_packet/3: the first packet of a binary. */
import {
  INVALID, NEED_MORE, PACKET_1, PACKET_2, PACKET_4, PACKET_ASN1, PACKET_CDR, PACKET_FCGI, PACKET_HTTP, PACKET_HTTP_HEADER, PACKET_LINE,
  PACKET_RAW, PACKET_SSL_TLS, PACKET_SUNRM, PACKET_TPKT, isOldHello, packetLength, packetPadding,
} from "../packet/length";
import { httpTerm } from "../packet/http";
import { startPieces } from "../packet/piece";
import { flatBytes } from "../binary/flat";
import { allocTuple, tuple2, tuple3 } from "../memory/alloc";
import { bumpReductions } from "../memory/cells";
import { binaryFromMemory, newBinary, newSubBinary } from "../memory/binary";
import { bitSize, wholeBinaryBytes } from "../term/boxed";
import { integerLow64, isNegativeInteger, fitsI64, makeInteger } from "../term/big";
import {
  NIL, Term, boxedPtr, element, head, isBitstring, isCons, isInteger, isNil, isSmall, isTuple, makeSmall, smallValue, tail, tupleArity,
} from "../term/tag";
import {
  am_asn1, am_badopt, am_cdr, am_error, am_fcgi, am_http, am_http_bin, am_httph, am_httph_bin, am_invalid, am_line, am_line_delimiter,
  am_line_length, am_more, am_ok, am_packet_size, am_raw, am_ssl_tls, am_sunrm, am_tpkt, am_undefined,
} from "../term/am";
import { badarg, badargBecause } from "./raise";

const UNKNOWN: i32 = -1;
const NEWLINE: u8 = 0x0a;
const MAX_OPTION: i64 = 0xffffffff;
const HANDSHAKE: i64 = 22;
/** Length of the header of a record, and of what is left of SSL 2's before its version. */
const TLS_HEADER: i32 = 5, OLD_HEADER: i32 = 3;
const TYPE_BYTES: i32 = 1;
/** Bytes that a search for an end of line goes over for one reduction. */
const SEARCHED_A_REDUCTION: i32 = 64;

function packetType(t: Term): i32 {
  if (isSmall(t)) {
    const n = smallValue(t);
    return n == 0 ? PACKET_RAW : n == 1 ? PACKET_1 : n == 2 ? PACKET_2 : n == 4 ? PACKET_4 : UNKNOWN;
  }
  if (t == am_raw) return PACKET_RAW;
  if (t == am_line) return PACKET_LINE;
  if (t == am_http || t == am_http_bin) return PACKET_HTTP;
  if (t == am_httph || t == am_httph_bin) return PACKET_HTTP_HEADER;
  if (t == am_asn1) return PACKET_ASN1;
  if (t == am_sunrm) return PACKET_SUNRM;
  if (t == am_cdr) return PACKET_CDR;
  if (t == am_fcgi) return PACKET_FCGI;
  if (t == am_tpkt) return PACKET_TPKT;
  return t == am_ssl_tls ? PACKET_SSL_TLS : UNKNOWN;
}

// The options.
let most: u32 = 0;
let line: u32 = 0;
let delimiter: u8 = NEWLINE;

function readOptions(options: Term, type: i32): bool {
  most = line = 0;
  delimiter = NEWLINE;
  for (; isCons(options); options = tail(options)) {
    const option = head(options);
    if (!isTuple(option) || tupleArity(option) != 2) return false;
    const name = element(option, 1), value = element(option, 2);
    if (!isInteger(value) || isNegativeInteger(value) || !fitsI64(value) || integerLow64(value) > MAX_OPTION) return false;
    const n = <u32>integerLow64(value);
    if (name == am_packet_size) most = n;
    else if (name == am_line_length) line = n;
    else if (name == am_line_delimiter && type == PACKET_LINE && n <= 255) delimiter = <u8>n;
    else return false;
  }
  return isNil(options);
}

export function erlang_decode_packet_3(kind: Term, t: Term, options: Term): Term {
  if (!isBitstring(t) || (!isCons(options) && !isNil(options))) return badarg();
  const type = packetType(kind);
  if (type == UNKNOWN) return badargBecause(am_badopt);
  if (!readOptions(options, type)) return badarg();
  const bytes = <i32>(bitSize(t) >> 3), p = flatBytes(t);
  const length = packetLength(type, p, bytes, most, line, delimiter);
  if (type == PACKET_LINE || type == PACKET_HTTP || type == PACKET_HTTP_HEADER) bumpReductions((length > 0 ? <i32>length : bytes) / SEARCHED_A_REDUCTION);
  if (length == INVALID) return tuple2(am_error, am_invalid);
  if (length == NEED_MORE) return tuple2(am_more, am_undefined);
  if (length > bytes) return tuple2(am_more, makeInteger(length));
  startPieces(t, p, bytes);
  const packet = packetTerm(type, kind, t, p, <i32>length);
  return tuple3(am_ok, packet, newSubBinary(t, length << 3, bitSize(t) - (length << 3)));
}

function packetTerm(type: i32, kind: Term, t: Term, p: usize, length: i32): Term {
  if (type == PACKET_HTTP || type == PACKET_HTTP_HEADER)
    return httpTerm(p, length, type == PACKET_HTTP_HEADER, kind == am_http_bin || kind == am_httph_bin);
  if (type == PACKET_SSL_TLS) return recordTerm(p, length);
  const header = type == PACKET_1 || type == PACKET_2 || type == PACKET_4 ? type : 0;
  return newSubBinary(t, <i64>header << 3, <i64>(length - header - packetPadding(type, p)) << 3);
}

/** {ssl_tls, [], Type, {Major, Minor}, Data}; SSL 2's greeting as the handshake message that it is. */
function recordTerm(p: usize, length: i32): Term {
  const old = isOldHello(p), version = p + <usize>(old ? OLD_HEADER : TYPE_BYTES);
  let data: Term;
  if (old) {
    const n = length - OLD_HEADER;
    data = newBinary(n + 4);
    store<u32>(wholeBinaryBytes(data), bswap<u32>(<u32>n | (1 << 24)));
    memory.copy(wholeBinaryBytes(data) + 4, p + <usize>OLD_HEADER, <usize>n);
  } else data = binaryFromMemory(p + <usize>TLS_HEADER, length - TLS_HEADER);
  const v = tuple2(makeSmall(load<u8>(version)), makeSmall(load<u8>(version, 1)));
  const t = allocTuple(5), words = boxedPtr(t);
  store<i64>(words, am_ssl_tls, 8);
  store<i64>(words, NIL, 16);
  store<i64>(words, makeSmall(old ? HANDSHAKE : <i64>load<u8>(p)), 24);
  store<i64>(words, v, 32);
  store<i64>(words, data, 40);
  return t;
}
