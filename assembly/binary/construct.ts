/**
 * Construction of bitstrings: bs_create_bin of OTP 25 and later, and the instructions of older code.
 */
import {
  Term, NONE, isBig, isBitstring, isNumber, isSmall, makeSmall, smallValue, boxedSub, SUB_NEG_BIG,
} from "../term/tag";
import { bitSize } from "../term/boxed";
import { EXC_INFO, arg } from "../memory/cells";
import { badarg, error, systemLimit } from "../bif/raise";
import {
  am_all, am_badarg, am_binary, am_float, am_integer, am_invalid, am_no_float, am_short, am_size, am_system_limit,
  am_type, am_unit, am_utf16, am_utf32, am_utf8,
} from "../term/am";
import { roomFor, tuple4 } from "../memory/alloc";
import { MAX_BINARY, appendInteger, appendTo, emptyWritable } from "./append";
import {
  newBitstring, putSmall, rt_bs_put_binary, rt_bs_put_binary_all, rt_bs_put_float, rt_bs_put_integer, rt_bs_put_string,
  rt_bs_put_utf16, rt_bs_put_utf32, rt_bs_put_utf8,
} from "./builder";
import { isFloatSize } from "./float";
import { isCodePointTerm, utf8Length } from "./utf";
import { isMultiple, rt_bs_size } from "./match";
import {
  SEGMENT_APPEND, SEGMENT_BINARY, SEGMENT_FLOAT, SEGMENT_INTEGER, SEGMENT_PRIVATE_APPEND, SEGMENT_STRING, SEGMENT_UTF16, SEGMENT_UTF32, SEGMENT_UTF8,
  flagsOf, numberOf, typeOf, unitOf,
} from "./segment";

/** Sizes up to this many units are multiplied without a look at the result. */
const SMALL_SIZE: u64 = 0xffffff;
const MAX_BITS: i64 = MAX_BINARY << 3;

/** Raise badarg or system_limit with OTP's cause {Number, Type, What, Value} for the shell's explanation. */
function fail(descriptor: i64, reason: Term, what: Term, value: Term): Term {
  let type = am_binary;
  switch (typeOf(descriptor)) {
    case SEGMENT_INTEGER: type = am_integer; break;
    case SEGMENT_FLOAT: type = am_float; break;
    case SEGMENT_UTF8: type = am_utf8; break;
    case SEGMENT_UTF16: type = am_utf16; break;
    case SEGMENT_UTF32: type = am_utf32; break;
  }
  error(reason);
  store<i64>(EXC_INFO, tuple4(makeSmall(numberOf(descriptor)), type, what, value));
  return NONE;
}

/** Bits of a segment; -1 when it raised. A code point that is none counts as 0 bits, and fails afterwards. */
function segmentBits(descriptor: i64, value: i64, size: i64): i64 {
  // what most segments are: a size that is small, and not for a code point
  if (isSmall(size) && typeOf(descriptor) < SEGMENT_STRING && <u64>smallValue(size) <= SMALL_SIZE) {
    return smallValue(size) * <i64>unitOf(descriptor);
  }
  switch (typeOf(descriptor)) {
    case SEGMENT_STRING: return size << 3;
    case SEGMENT_UTF8: return isCodePointTerm(value) ? <i64>utf8Length(<i32>smallValue(value)) << 3 : 0;
    case SEGMENT_UTF16: return isCodePointTerm(value) && smallValue(value) >= 0x10000 ? 32 : 16;
    case SEGMENT_UTF32: return 32;
  }
  if (size == am_all) {
    if (isBitstring(value)) return bitSize(value);
    fail(descriptor, am_badarg, am_type, value);
    return -1;
  }
  const bits = rt_bs_size(size, unitOf(descriptor));
  if (bits >= 0) return bits;
  fail(descriptor, isTooLarge(size) ? am_system_limit : am_badarg, am_size, size);
  return -1;
}
/** Too large is another error than no size at all. */
function isTooLarge(size: Term): bool {
  return isBig(size) ? boxedSub(size) != SUB_NEG_BIG : isSmall(size) && smallValue(size) >= 0;
}

/** 1, or 0 when it raised. */
function putSegment(descriptor: i64, value: i64, size: i64): i32 {
  if (typeOf(descriptor) == SEGMENT_INTEGER && isSmall(value)) {
    putSmall(smallValue(value), smallValue(size) * <i64>unitOf(descriptor), flagsOf(descriptor));
    return 1;
  }
  return putOther(descriptor, value, size);
}
function putOther(descriptor: i64, value: i64, size: i64): i32 {
  const unit = unitOf(descriptor);
  const flags = flagsOf(descriptor);
  let done = 0;
  let what = am_type;
  switch (typeOf(descriptor)) {
    case SEGMENT_INTEGER: done = rt_bs_put_integer(value, rt_bs_size(size, unit), flags); break;
    case SEGMENT_FLOAT: {
      const bits = rt_bs_size(size, unit);
      done = rt_bs_put_float(value, bits, flags);
      if (done != 0) return 1;
      if (!isFloatSize(bits)) {
        what = am_invalid;
        value = makeSmall(bits);
      } else if (isNumber(value)) what = am_no_float;
      break;
    }
    case SEGMENT_STRING: rt_bs_put_string(<i32>value, <i32>size); return 1;
    case SEGMENT_UTF8: done = rt_bs_put_utf8(value); break;
    case SEGMENT_UTF16: done = rt_bs_put_utf16(value, flags); break;
    case SEGMENT_UTF32: done = rt_bs_put_utf32(value, flags); break;
    case SEGMENT_BINARY:
    default: {
      done = size == am_all ? rt_bs_put_binary_all(value, unit) : rt_bs_put_binary(value, rt_bs_size(size, unit), flags);
      if (isBitstring(value)) what = size == am_all ? am_unit : am_short;
    }
  }
  if (done == 0) fail(descriptor, am_badarg, what, value);
  return done;
}

/** Raise for the first of the segments from `from` on that wants a code point and has none. */
function checkCodePoints(from: i32, segments: i32): bool {
  for (let i = from; i < segments; i++) {
    const type = typeOf(arg(3 * i));
    if (type < SEGMENT_UTF8 || isCodePointTerm(arg(3 * i + 1))) continue;
    fail(arg(3 * i), am_badarg, am_type, arg(3 * i + 1));
    return false;
  }
  return true;
}

/**
 * The bitstring of `segments` segments, three words each in the ARGS cells: descriptor, value, size.
 * Raises badarg, or system_limit for a size beyond any binary. As in OTP sizes are looked at first,
 * then code points, and the other values as they are written.
 */
export function rt_bs_create_bin(segments: i32, allocUnit: i32): Term {
  const type = typeOf(arg(0));
  const appends = segments > 0 && (type == SEGMENT_APPEND || type == SEGMENT_PRIVATE_APPEND);
  if (appends && segments == 2) {
    const appended = appendInteger();
    if (appended != NONE) return appended;
  }
  const first = appends ? 1 : 0;
  let bits: i64 = 0, wantsCodePoints = false;
  for (let i = first; i < segments; i++) {
    const n = segmentBits(arg(3 * i), arg(3 * i + 1), arg(3 * i + 2));
    if (n < 0) return NONE;
    if (typeOf(arg(3 * i)) >= SEGMENT_UTF8) wantsCodePoints = true;
    bits += n;
    if (bits > MAX_BITS) return systemLimit();
  }
  if (wantsCodePoints && !checkCodePoints(first, segments)) return NONE;
  let result: Term;
  if (appends) {
    const t = arg(1);
    if (!isBitstring(t)) return fail(arg(0), am_badarg, am_type, t);
    if (!isMultiple(bitSize(t), unitOf(arg(0)))) return fail(arg(0), am_badarg, am_unit, t);
    result = rt_bs_append(t, bits, 1);
    if (result == NONE) return NONE;
  } else {
    if (!roomFor(bits >> 3)) return systemLimit();
    result = newBitstring(bits);
  }
  for (let i = first; i < segments; i++) {
    if (putSegment(arg(3 * i), arg(3 * i + 1), arg(3 * i + 2)) == 0) return NONE;
  }
  return result;
}

/** A new bitstring of `bits` bits for the put functions. Raises system_limit. */
export function rt_bs_init(bits: i64): Term {
  return bits < 0 ? badarg() : bits > MAX_BITS || !roomFor(bits >> 3) ? systemLimit() : newBitstring(bits);
}

/** Bitstring `t`, whose size must be a multiple of `unit`, with room for `bits` more. Raises badarg, system_limit. */
export function rt_bs_append(t: Term, bits: i64, unit: i32): Term {
  if (!isBitstring(t) || bits < 0 || !isMultiple(bitSize(t), unit)) return badarg();
  if (bits > MAX_BITS || bitSize(t) + bits > MAX_BITS) return systemLimit();
  return appendTo(t, bits);
}

/**
 * The same: what the compiler knows here (nobody else refers to `t`) is what append finds out at the
 * cost of two comparisons.
 */
export function rt_bs_private_append(t: Term, bits: i64, unit: i32): Term { return rt_bs_append(t, bits, unit); }

/** Capacity of bs_init_writable when the compiler's guess is no size, as in OTP. */
const WRITABLE_DEFAULT: i32 = 1024;
const WRITABLE_MAX: i64 = 1 << 24;

/** An empty binary to append to; `size` is the compiler's guess of the result's bytes. */
export function rt_bs_init_writable(size: Term): Term {
  const n: i64 = isSmall(size) ? smallValue(size) : -1;
  return emptyWritable(n < 0 ? WRITABLE_DEFAULT : <i32>min<i64>(n, WRITABLE_MAX));
}

/** Bytes of a code point in UTF-8 and in UTF-16, 0 when `v` is none. */
export function rt_bs_utf8_size(v: Term): Term {
  return isCodePointTerm(v) ? makeSmall(utf8Length(<i32>smallValue(v))) : NONE;
}
export function rt_bs_utf16_size(v: Term): Term {
  return isCodePointTerm(v) ? makeSmall(smallValue(v) >= 0x10000 ? 4 : 2) : NONE;
}

/** Raise badarg, or system_limit, for what rt_bs_size refused. */
export function rt_bs_no_size(size: Term): Term { return isTooLarge(size) ? systemLimit() : badarg(); }

/** a + b · unit of sizes. Raises badarg, system_limit. */
export function rt_bs_add(a: Term, b: Term, unit: i32): Term {
  const x = rt_bs_size(a, 1), y = rt_bs_size(b, unit);
  if (x < 0) return rt_bs_no_size(a);
  return y < 0 ? rt_bs_no_size(b) : makeSmall(x + y);
}
