/** What lines of HTTP say, as the terms of erlang:decode_packet/3. */
import { allocTuple, tuple2, tuple3, tuple4 } from "../memory/alloc";
import { NONE, Term, boxedPtr, makeSmall } from "../term/tag";
import {
  am_absoluteURI, am_abs_path, am_http, am_http_eoh, am_http_error, am_http_header, am_http_request, am_http_response, am_https, am_op_times,
  am_scheme, am_undefined,
} from "../term/am";
import { MAX_ADJUSTED, adjustedName, headerAtom, methodAtom, wordPlace } from "./http_names";
import { indexOfByte, isBlank } from "./length";
import { pieceOf } from "./piece";

/** Whether texts are binaries; else lists. */
let asBinary: bool = false;
/** The line, and where it is read. */
let start: usize = 0;
let at: usize = 0;
let end: usize = 0;

// @ts-ignore: decorator
@inline function text(p: usize, n: i32): Term { return pieceOf(p, n, asBinary); }
// @ts-ignore: decorator
@inline function isDigit(c: u8): bool { return c >= 0x30 && c <= 0x39; }

/** Characters that end a word (RFC 2616, separators), and whatever is no printable ASCII; DEL passes. */
function endsWord(c: u8): bool {
  if (c <= 0x20 || c >= 0x80) return true;
  switch (c) {
    case 0x22: case 0x28: case 0x29: case 0x2c: case 0x2f: case 0x3a: case 0x3b: case 0x3c: case 0x3d: case 0x3e: case 0x3f: case 0x40:
    case 0x5b: case 0x5c: case 0x5d: case 0x7b: case 0x7d: return true;
    default: return false;
  }
}

/** The number at `at`, of as many digits as there are; it wraps around at 32 bits. */
function number(): i32 {
  let value: i32 = 0;
  for (; at < end && isDigit(load<u8>(at)); at++) value = 10 * value + (load<u8>(at) - 0x30);
  return value;
}
/** Goes past white space; false when there is none. */
function skipBlanks(): bool {
  const from = at;
  while (at < end && isBlank(load<u8>(at))) at++;
  return at != from;
}
/** `major.minor` at `at` as a tuple; NONE when it is not there. */
function version(): Term {
  let from = at;
  const major = number();
  if (at == from || at == end || load<u8>(at) != 0x2e) return NONE;
  from = ++at;
  const minor = number();
  return at == from ? NONE : tuple2(makeSmall(major), makeSmall(minor));
}

const HTTP_SLASH: usize = 5;
/** Does "HTTP/" stand at `p`? */
function isHttp(p: usize): bool { return load<u32>(p) == 0x50545448 && load<u8>(p, 4) == 0x2f; }

/**
 * The term of the line of `n` bytes at `p`, its end included.
 * @param header whether it is a header, and no start line
 */
export function httpTerm(p: usize, n: i32, header: bool, binary: bool): Term {
  asBinary = binary;
  start = at = p;
  end = p + <usize>n;
  if (n >= 2 && load<u8>(end - 2) == 0x0d) end -= 2;
  else if (n >= 1 && load<u8>(end - 1) == 0x0a) end -= 1;
  const term = header ? headerTerm() : end - start >= HTTP_SLASH && isHttp(p) ? response() : request();
  return term != NONE ? term : tuple2(am_http_error, text(p, n));
}

function response(): Term {
  at += HTTP_SLASH;
  const v = version();
  if (v == NONE || !skipBlanks()) return NONE;
  const status = number();
  if (!skipBlanks() && at < end) return NONE;
  return tuple4(am_http_response, v, makeSmall(status), text(at, <i32>(end - at)));
}

const OLDEST_MINOR: i64 = 9;
/** `HTTP/d.d` */
const LEAST_VERSION: usize = 8;

function request(): Term {
  while (at < end && !endsWord(load<u8>(at))) at++;
  const methodBytes = <i32>(at - start);
  if (at == end || methodBytes == 0 || !isBlank(load<u8>(at))) return NONE;
  skipBlanks();
  const uri = at;
  while (at < end && !isBlank(load<u8>(at))) at++;
  const uriBytes = <i32>(at - uri);
  if (uriBytes == 0) return NONE;
  skipBlanks();
  let v: Term;
  if (at == end) v = tuple2(makeSmall(0), makeSmall(OLDEST_MINOR));
  else {
    if (end - at < LEAST_VERSION || !isHttp(at)) return NONE;
    at += HTTP_SLASH;
    v = version();
    if (v == NONE) return NONE;
  }
  const atom = methodAtom(start, methodBytes);
  return tuple4(am_http_request, atom != NONE ? atom : text(start, methodBytes), uriTerm(uri, uriBytes), v);
}

/** Whether `n` bytes at `p` begin with `word`, in letters of any case. */
function beginsWith(p: usize, n: i32, word: string): bool {
  if (n < word.length) return false;
  for (let i = 0; i < word.length; i++) {
    const c = load<u8>(p + <usize>i);
    if (<i32>(c >= 0x41 && c <= 0x5a ? c + 0x20 : c) != <i32>load<u16>(changetype<usize>(word) + (<usize>i << 1))) return false;
  }
  return true;
}

function uriTerm(p: usize, n: i32): Term {
  if (n == 1 && load<u8>(p) == 0x2a) return am_op_times;
  if (n <= 1 || load<u8>(p) == 0x2f) return tuple2(am_abs_path, text(p, n));
  if (beginsWith(p, n, "http://")) return absoluteUri(am_http, p + 7, n - 7);
  if (beginsWith(p, n, "https://")) return absoluteUri(am_https, p + 8, n - 8);
  const colon = indexOfByte(p, 0, n, 0x3a);
  if (colon < 0) return text(p, n);
  return tuple3(am_scheme, text(p, colon), text(p + <usize>(colon + 1), n - colon - 1));
}

/** `host[:port][/path]`; a port that is not all digits, or 0, is none. */
function absoluteUri(scheme: Term, p: usize, n: i32): Term {
  const slash = indexOfByte(p, 0, n, 0x2f);
  const path = slash >= 0 ? text(p + <usize>slash, n - slash) : text(SLASH, 1);
  const hostBytes = slash >= 0 ? slash : n, colon = indexOfByte(p, 0, hostBytes, 0x3a);
  let port = am_undefined;
  if (colon >= 0) {
    let value: i32 = 0, i = colon + 1;
    for (; i < hostBytes && isDigit(load<u8>(p + <usize>i)); i++) value = 10 * value + (load<u8>(p + <usize>i) - 0x30);
    // A port has 16 bits, but whatever was read is told.
    if (i == hostBytes && value != 0) port = makeSmall(value);
  }
  const t = allocTuple(5), words = boxedPtr(t);
  store<i64>(words, am_absoluteURI, 8);
  store<i64>(words, scheme, 16);
  store<i64>(words, text(p, colon >= 0 ? colon : hostBytes), 24);
  store<i64>(words, port, 32);
  store<i64>(words, path, 40);
  return t;
}
const SLASH: usize = memory.data<u8>([0x2f]);

function headerTerm(): Term {
  if (at == end) return am_http_eoh;
  while (!endsWord(load<u8>(at))) if (++at == end) return NONE;
  if (load<u8>(at) != 0x3a) return NONE;
  const n = <i32>(at - start);
  let field: Term = NONE;
  wordNumber = 0;
  if (n <= MAX_ADJUSTED) {
    const name = adjustedName(start, n);
    field = headerAtom(name, n);
    wordNumber = wordPlace;
    if (field == NONE) field = text(name, n);
  } else field = text(start, n);
  at++;
  skipBlanks();
  const value = text(at, <i32>(end - at)), given = text(start, n);
  const t = allocTuple(5), words = boxedPtr(t);
  store<i64>(words, am_http_header, 8);
  store<i64>(words, makeSmall(wordNumber), 16);
  store<i64>(words, field, 24);
  store<i64>(words, given, 32);
  store<i64>(words, value, 40);
  return t;
}
let wordNumber: i32 = 0;
