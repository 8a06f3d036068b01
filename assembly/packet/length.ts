/**
 * Where packets end, for each way of packing that sockets and erlang:decode_packet/3 know. With their headers drawn in bytes:
 *
 *     1, 2, 4    | length | data …                       sunrm    as 4, whose highest bit marks the last fragment
 *     tpkt       | 3 | 0 | length:2, of all | data …     fcgi     | 1 | · | ·:2 | length:2 | padding | · | data … | padding … |
 *     cdr        | "GIOP" | · | · | flags | · | length:4 | data …              bit 0 of flags: little-endian
 *     asn1       | tag … | length, or 0x80 + its bytes | data …
 *     ssl_tls    | type | version:2 | length:2 | data …  or SSL 2's | 0x8000 + length:2 | 1 | version:2 | data …
 */

export const PACKET_RAW: i32 = 0;
export const PACKET_1: i32 = 1;
export const PACKET_2: i32 = 2;
export const PACKET_4: i32 = 4;
export const PACKET_ASN1: i32 = 5;
export const PACKET_SUNRM: i32 = 6;
export const PACKET_CDR: i32 = 7;
export const PACKET_FCGI: i32 = 8;
export const PACKET_LINE: i32 = 9;
export const PACKET_TPKT: i32 = 10;
/** A start line of HTTP, which is never continued. */
export const PACKET_HTTP: i32 = 11;
/** A header of HTTP, which goes on in the next line when that begins with white space. */
export const PACKET_HTTP_HEADER: i32 = 12;
export const PACKET_SSL_TLS: i32 = 13;

/** Answers of packetLength besides a length. */
export const NEED_MORE: i64 = 0;
export const INVALID: i64 = -1;

const MAX_LENGTH: u32 = 0x7fffffff;
const GIOP: u32 = 0x504f4947; // "GIOP", first byte lowest
const CDR_HEADER: u32 = 12, FCGI_HEADER: u32 = 8, TPKT_HEADER: u32 = 4, TLS_HEADER: u32 = 5;
const CDR_FLAGS: usize = 6, CDR_LENGTH: usize = 8;
const FCGI_VERSION: u8 = 1, TPKT_VERSION: u8 = 3;
const FCGI_LENGTH: usize = 4, FCGI_PADDING: usize = 6;
const CLIENT_HELLO: u8 = 1;

// @ts-ignore: decorator
@inline function get16(p: usize): u32 { return <u32>bswap<u16>(load<u16>(p)); }
// @ts-ignore: decorator
@inline function get32(p: usize): u32 { return bswap<u32>(load<u32>(p)); }
// @ts-ignore: decorator
@inline export function isBlank(c: u8): bool { return c == 0x20 || c == 0x09; }
/** Is there SSL 2's greeting at `p`, of 3 bytes at least? */
// @ts-ignore: decorator
@inline export function isOldHello(p: usize): bool { return (load<u8>(p) & 0x80) != 0 && load<u8>(p, 2) == CLIENT_HELLO; }

/** Offset of byte `c` in [from, n) at `p`; -1 when it is not there. */
export function indexOfByte(p: usize, from: i32, n: i32, c: u8): i32 {
  for (let i = from; i < n; i++) if (load<u8>(p + <usize>i) == c) return i;
  return -1;
}

/** A header of `header` bytes and `body` bytes behind it, or too many of them. A `body` below 0 counts as very many. */
function whole(header: u32, body: u32, most: u32): i64 {
  const limit = most == 0 ? MAX_LENGTH - header : most;
  return body > limit ? INVALID : <i64>header + <i64>body;
}

/**
 * Length of the packet that the `n` bytes at `p` begin with, header included; it may be more than there is. NEED_MORE: not to be
 * told yet; INVALID: no such packet.
 * @param most bytes that a packet may have (without its header, where that tells the length); 0: any number
 * @param line bytes after which a line is cut; 0: none is
 */
export function packetLength(type: i32, p: usize, n: u32, most: u32, line: u32, delimiter: u8): i64 {
  switch (type) {
    case PACKET_RAW: return n;
    case PACKET_1: return n < 1 ? NEED_MORE : whole(1, load<u8>(p), most);
    case PACKET_2: return n < 2 ? NEED_MORE : whole(2, get16(p), most);
    case PACKET_4: return n < 4 ? NEED_MORE : whole(4, get32(p), most);
    case PACKET_SUNRM: return n < 4 ? NEED_MORE : whole(4, get32(p) & MAX_LENGTH, most);
    case PACKET_LINE: return lineLength(p, n, most, line, delimiter);
    case PACKET_ASN1: return asn1Length(p, n, most);
    case PACKET_CDR:
      if (n < CDR_HEADER) return NEED_MORE;
      if (load<u32>(p) != GIOP) return INVALID;
      return whole(CDR_HEADER, (load<u8>(p, CDR_FLAGS) & 1) != 0 ? load<u32>(p, CDR_LENGTH) : get32(p + CDR_LENGTH), most);
    case PACKET_FCGI:
      if (n < FCGI_HEADER) return NEED_MORE;
      if (load<u8>(p) != FCGI_VERSION) return INVALID;
      return whole(FCGI_HEADER, get16(p + FCGI_LENGTH) + load<u8>(p, FCGI_PADDING), most);
    case PACKET_TPKT:
      if (n < TPKT_HEADER) return NEED_MORE;
      return load<u8>(p) == TPKT_VERSION ? whole(TPKT_HEADER, get16(p + 2) - TPKT_HEADER, most) : INVALID;
    case PACKET_SSL_TLS:
      if (n < TLS_HEADER) return NEED_MORE;
      return whole(TLS_HEADER, isOldHello(p) ? (get16(p) & 0x7fff) - 3 : get16(p + 3), most);
    default: return httpLength(p, n, most == 0 ? line : most, type == PACKET_HTTP_HEADER);
  }
}

/** Bytes at the end of a packet that are not given out. */
export function packetPadding(type: i32, p: usize): i32 { return type == PACKET_FCGI ? load<u8>(p, FCGI_PADDING) : 0; }

function lineLength(p: usize, n: u32, most: u32, line: u32, delimiter: u8): i64 {
  const at = indexOfByte(p, 0, n, delimiter);
  if (at < 0) {
    if (n > most && most != 0) return INVALID;
    return n >= line && line != 0 ? line : NEED_MORE;
  }
  const length = <u32>at + 1;
  if (length > most && most != 0) return INVALID;
  return length > line && line != 0 ? line : length;
}

const LONG_TAG: u8 = 0x1f;

function asn1Length(p: usize, n: u32, most: u32): i64 {
  if (n < 2) return NEED_MORE;
  let at: u32 = 1;
  if ((load<u8>(p) & LONG_TAG) == LONG_TAG) {
    while (at < n && (load<u8>(p + at) & 0x80) != 0) at++;
    if (n - at < 2) return NEED_MORE;
    at++;
  }
  const first = load<u8>(p + at++);
  if ((first & 0x80) == 0) return whole(at, first, most);
  const bytes = <u32>(first & 0x7f);
  if (n - at < bytes) return NEED_MORE;
  if (bytes > 4) return INVALID;
  let length: u32 = 0;
  for (const end = at + bytes; at < end; at++) length = (length << 8) | load<u8>(p + at);
  return whole(at, length, most);
}

/** @param continues whether a line that begins with white space belongs to the one before */
function httpLength(p: usize, n: u32, most: u32, continues: bool): i64 {
  if (n == 1 && load<u8>(p) == 0x0a) return 1;
  if (n == 2 && load<u8>(p) == 0x0d && load<u8>(p, 1) == 0x0a) return 2;
  let from: i32 = 0;
  while (true) {
    const at = indexOfByte(p, from, n, 0x0a);
    if (at < 0) return most != 0 && n >= most ? INVALID : NEED_MORE;
    const length = <u32>at + 1, tooLong = most != 0 && length > most;
    if (!continues) return tooLong ? INVALID : length;
    if (length >= n) return tooLong ? INVALID : NEED_MORE;
    if (!isBlank(load<u8>(p + length)) || length <= 2) return tooLong ? INVALID : length;
    from = <i32>length;
  }
}
