/** BIFs of the external term format. */
import { badarg, badargBecause, systemLimit } from "./raise";
import { cons, tuple2 } from "../memory/alloc";
import { NIL, NONE, Term, element, head, isBitstring, isCons, isSmall, isTuple, makeSmall, smallValue, tail, tupleArity } from "../term/tag";
import { newBinary } from "../memory/binary";
import { copyBits } from "../binary/bits";
import { binaryBase, bitOffset, bitSize, wholeBinaryBytes } from "../term/boxed";
import { freeLined, linedUp } from "../term/mix";
import {
  BYTES_A_REDUCTION, ENCODE_SORTED_MAPS, ENCODE_TEXT_FLOATS, ENCODE_UTF8_ATOMS, beginCounting, beginEncoding, continueCounting,
  continueEncoding, encodingState,
} from "../etf/encode";
import {
  DEFLATED_A_REDUCTION, INFLATED_A_REDUCTION, STREAM_ENDED, newDeflation, newInflation, runStream, streamMade, streamTaken,
} from "../etf/compression";
import { COMPRESSED_HEAD, beginCompressed, compressed, decodeOnHeap, decodedBytes, inflatedSize, roomToInflate } from "../etf/external";
import { MAX_BINARY, finishGrowing, growingBytes, putRoom, resumeGrowing, suspendGrowing, takeBack, written } from "../etf/writer";
import {
  STREAM_DAMAGED, STREAM_DONE, beginStream, continueStream, streamPosition, streamState, streamTerm,
} from "../etf/stream";
import { COMPRESSED, VERSION } from "../etf/tags";
import { affordable, badargFor, goOnInternally } from "./suspend";
import { bumpReductions, setX } from "../memory/cells";
import { setOnlyExistingAtoms } from "../etf/reader";
import {
  am_badopt, am_binary_to_term, am_binary_to_term_continue, am_compressed, am_deflate_continue, am_deterministic, am_erlang,
  am_external_size_continue,
  am_inflate_continue, am_minor_version, am_safe,
  am_term_to_binary_continue, am_undefined, am_used,
} from "../term/am";

const ZLIB_DEFAULT_LEVEL: i32 = -1;

let safe: bool = false;
let used: bool = false;
/** Reads binary_to_term's options; false when one is unknown. */
function readDecodeOptions(opts: Term): bool {
  safe = used = false;
  for (; isCons(opts); opts = tail(opts)) {
    const o = head(opts);
    if (o == am_safe) safe = true;
    else if (o == am_used) used = true;
    else return false;
  }
  return opts == NIL;
}
/** Stands for the options of binary_to_term/1, which has none. */
const NO_OPTIONS: Term = am_undefined;

export function erlang_binary_to_term_1(binary: Term): Term {
  readDecodeOptions(NIL);
  return decode(binary, NO_OPTIONS);
}
export function erlang_binary_to_term_2(binary: Term, opts: Term): Term {
  return readDecodeOptions(opts) ? decode(binary, opts) : badargBecause(am_badopt);
}
function decode(binary: Term, opts: Term): Term {
  if (!isBitstring(binary)) return badarg();
  const bits = bitSize(binary);
  if ((bits & 7) != 0) return badarg();
  if ((bits >> 3) > <i64>affordable(BYTES_A_REDUCTION)) return decodeLong(binary, opts);
  const p = linedUp(binaryBase(binary), bitOffset(binary), bits);
  if (inflatedSize(p, <i32>(bits >> 3)) > <u32>affordable(BYTES_A_REDUCTION)) {
    freeLined();
    return decodeLong(binary, opts);
  }
  setOnlyExistingAtoms(safe);
  const t = decodeOnHeap(p, <i32>(bits >> 3));
  setOnlyExistingAtoms(false);
  freeLined();
  if (t == NONE) return badarg();
  return used ? tuple2(t, makeSmall(decodedBytes)) : t;
}
/** The first step of a long one. What is compressed, or starts inside a byte, is copied once. */
function decodeLong(binary: Term, opts: Term): Term {
  let input = binary;
  if ((bitOffset(binary) & 7) != 0) {
    input = newBinary(<i32>(bitSize(binary) >> 3));
    copyBits(binaryBase(binary), bitOffset(binary), wholeBinaryBytes(input), 0, bitSize(binary));
  }
  const p = inputBytes(input);
  if (load<u8>(p) != VERSION) return badarg();
  if (load<u8>(p, 1) == COMPRESSED) {
    const plain = roomToInflate(p, <i32>(bitSize(input) >> 3));
    if (plain == NONE) return badarg();
    return erts_internal_inflate_continue_7(newInflation(), input, makeSmall(COMPRESSED_HEAD), plain, makeSmall(0), binary, opts);
  }
  setOnlyExistingAtoms(safe);
  const outcome = beginStream(inputBytes(input), <i32>(bitSize(input) >> 3), 1, affordable(BYTES_A_REDUCTION));
  return decoded(outcome, input, binary, opts, 0);
}
/**
 * Inflates `input` from `position` on into `plain`, of which `made` bytes are there, and decodes it when it is complete: for
 * binary_to_term of `binary` and `opts`.
 */
export function erts_internal_inflate_continue_7(
  stream: Term, input: Term, position: Term, plain: Term, made: Term, binary: Term, opts: Term,
): Term {
  const from = <i32>smallValue(position), bytes = <i32>(bitSize(input) >> 3) - from, done = <i32>smallValue(made);
  const left = <i32>(bitSize(plain) >> 3) - done, room = min(left, affordable(INFLATED_A_REDUCTION));
  const answer = runStream(stream, inputBytes(input) + <usize>from, bytes, false, inputBytes(plain) + <usize>done, room);
  bumpReductions(streamMade() / INFLATED_A_REDUCTION);
  const taken = from + streamTaken(), complete = done + streamMade();
  if (answer == STREAM_ENDED && streamMade() == left) {
    readDecodeOptions(opts == NO_OPTIONS ? NIL : opts);
    setOnlyExistingAtoms(safe);
    return decoded(beginStream(inputBytes(plain), complete, 0, affordable(BYTES_A_REDUCTION)), plain, binary, opts, taken);
  }
  // More than it said, less, or no zlib data at all. Its end may still follow when all is there.
  if (answer != 0 || (streamMade() == 0 && streamTaken() == 0)) {
    setX(0, binary);
    setX(1, opts);
    return badargFor(am_erlang, am_binary_to_term, opts == NO_OPTIONS ? 1 : 2);
  }
  setX(0, stream);
  setX(1, input);
  setX(2, makeSmall(taken));
  setX(3, plain);
  setX(4, makeSmall(complete));
  setX(5, binary);
  setX(6, opts);
  return goOnInternally(am_inflate_continue, 7);
}
// @ts-ignore: decorator
@inline function inputBytes(input: Term): usize { return binaryBase(input) + <usize>(bitOffset(input) >> 3); }
/**
 * Goes on with `state` at `position` bytes into `input`, for binary_to_term of `binary` and `opts`; `taken` is how many
 * bytes of `binary` were compressed, or 0.
 */
export function erts_internal_binary_to_term_continue_6(
  state: Term, input: Term, position: Term, binary: Term, opts: Term, taken: Term,
): Term {
  readDecodeOptions(opts == NO_OPTIONS ? NIL : opts);
  setOnlyExistingAtoms(safe);
  const outcome = continueStream(
    state, inputBytes(input), <i32>(bitSize(input) >> 3), <i32>smallValue(position), affordable(BYTES_A_REDUCTION));
  return decoded(outcome, input, binary, opts, <i32>smallValue(taken));
}
/** The result after a step, or the next step. */
function decoded(outcome: i32, input: Term, binary: Term, opts: Term, taken: i32): Term {
  setOnlyExistingAtoms(false);
  if (outcome == STREAM_DONE) return used ? tuple2(streamTerm(), makeSmall(taken != 0 ? taken : streamPosition)) : streamTerm();
  if (outcome == STREAM_DAMAGED) {
    setX(0, binary);
    setX(1, opts);
    return badargFor(am_erlang, am_binary_to_term, opts == NO_OPTIONS ? 1 : 2);
  }
  setX(0, streamState);
  setX(1, input);
  setX(2, makeSmall(streamPosition));
  setX(3, binary);
  setX(4, opts);
  setX(5, makeSmall(taken));
  return goOnInternally(am_binary_to_term_continue, 6);
}

let level: i32 = 0;
let flags: i32 = 0;
/** Reads options into `level` and `flags`; false when one is unknown. */
function readOptions(opts: Term, sizeOnly: bool): bool {
  level = 0;
  flags = 0;
  for (; isCons(opts); opts = tail(opts)) {
    const o = head(opts);
    if (o == am_compressed && !sizeOnly) level = ZLIB_DEFAULT_LEVEL;
    else if (o == am_deterministic && !sizeOnly) flags |= ENCODE_SORTED_MAPS;
    else if (!isTuple(o) || tupleArity(o) != 2 || !isSmall(element(o, 2))) return false;
    else if (!readPair(element(o, 1), smallValue(element(o, 2)), sizeOnly)) return false;
  }
  return opts == NIL;
}
function readPair(name: Term, value: i64, sizeOnly: bool): bool {
  // The size is told for the two versions that had been when it came to take options.
  if (name == am_minor_version && value >= 0 && value <= (sizeOnly ? 1 : 2)) {
    flags &= ~(ENCODE_TEXT_FLOATS | ENCODE_UTF8_ATOMS);
    if (value == 0) flags |= ENCODE_TEXT_FLOATS;
    if (value == 2) flags |= ENCODE_UTF8_ATOMS;
    return true;
  }
  level = <i32>value;
  return name == am_compressed && !sizeOnly && value >= 0 && value <= 9;
}

export function erlang_term_to_binary_1(t: Term): Term { return encode(t, 0, 0, false); }
export function erlang_term_to_binary_2(t: Term, opts: Term): Term {
  return readOptions(opts, false) ? encode(t, flags, level, false) : badarg();
}
// One binary is a list of binaries too: nothing here is gained by cutting.
export function erlang_term_to_iovec_1(t: Term): Term { return encode(t, 0, 0, true); }
export function erlang_term_to_iovec_2(t: Term, opts: Term): Term {
  return readOptions(opts, false) ? encode(t, flags, level, true) : badarg();
}

/** Bytes that are compressed without a stream. */
const DEFLATED_AT_ONCE: i64 = 0x4000;
/** Bytes of output that a stream is given room for at a time. */
const DEFLATE_ROOM: i32 = 0x4000;

/** What the last step is charged for at most. */
const STEP_BYTES: i32 = 0x40000;
// How a term is encoded, in one small: | listed:1 | level + 1: 8 | flags: 8 |
const HOW_LEVEL: i64 = 8;
const HOW_LISTED: i64 = 16;

/** @param listed whether the result is a list of binaries */
function encode(t: Term, flags: i32, level: i32, listed: bool): Term {
  const how = <i64>flags | (<i64>(level + 1) << HOW_LEVEL) | (<i64>listed << HOW_LISTED);
  return encoded(beginEncoding(t, flags, affordable(BYTES_A_REDUCTION)), how);
}
/** Goes on with `state`: `used` bytes of the binary that `held` holds are written. */
export function erts_internal_term_to_binary_continue_4(state: Term, held: Term, used: Term, how: Term): Term {
  const flags = <i32>smallValue(how) & 0xff;
  return encoded(continueEncoding(state, held, <i32>smallValue(used), flags, affordable(BYTES_A_REDUCTION)), smallValue(how));
}
/** The result after a step, or the next step. */
function encoded(done: bool, how: i64): Term {
  const bytes = written();
  if (bytes > <i64>MAX_BINARY) return systemLimit();
  if (!done) {
    setX(0, encodingState);
    setX(1, suspendGrowing());
    setX(2, makeSmall(bytes));
    setX(3, makeSmall(how));
    return goOnInternally(am_term_to_binary_continue, 4);
  }
  bumpReductions(min(<i32>bytes, STEP_BYTES) / BYTES_A_REDUCTION);
  const level = (<i32>(how >> HOW_LEVEL) & 0xff) - 1;
  if (level == 0) return result(finishGrowing(), how);
  if (bytes <= DEFLATED_AT_ONCE) return result(compressed(growingBytes(), <i32>bytes, level), how);
  const plain = finishGrowing();
  beginCompressed(<i32>bytes);
  return erts_internal_deflate_continue_6(
    newDeflation(level), plain, makeSmall(1), suspendGrowing(), makeSmall(written()), makeSmall(how));
}
// @ts-ignore: decorator
@inline function result(binary: Term, how: i64): Term { return (how >> HOW_LISTED) != 0 ? cons(binary, NIL) : binary; }
/**
 * Compresses the external term `plain` from `position` on: `used` bytes of the binary that `held` holds are written. When that
 * comes to be no shorter, `plain` is the result.
 */
export function erts_internal_deflate_continue_6(stream: Term, plain: Term, position: Term, held: Term, used: Term, how: Term): Term {
  resumeGrowing(held, <i32>smallValue(used));
  const size = <i32>(bitSize(plain) >> 3);
  let from = <i32>smallValue(position);
  const end = <i32>min<i64>(size, <i64>from + affordable(DEFLATED_A_REDUCTION));
  bumpReductions((end - from) / DEFLATED_A_REDUCTION);
  while (true) {
    const room = putRoom(DEFLATE_ROOM);
    if (room == 0) return result(plain, smallValue(how));
    const answer = runStream(stream, inputBytes(plain) + <usize>from, end - from, end == size, room, DEFLATE_ROOM);
    takeBack(DEFLATE_ROOM - streamMade());
    from += streamTaken();
    if (written() >= <i64>size) return result(plain, smallValue(how));
    if (answer == STREAM_ENDED) return result(finishGrowing(), smallValue(how));
    if (from == end && streamMade() < DEFLATE_ROOM) break;
  }
  setX(0, stream);
  setX(1, plain);
  setX(2, makeSmall(from));
  setX(3, suspendGrowing());
  setX(4, makeSmall(written()));
  setX(5, how);
  return goOnInternally(am_deflate_continue, 6);
}

export function erlang_external_size_1(t: Term): Term { return sizeTerm(t, 0); }
export function erlang_external_size_2(t: Term, opts: Term): Term { return readOptions(opts, true) ? sizeTerm(t, flags) : badarg(); }
function sizeTerm(t: Term, flags: i32): Term {
  return sized(beginCounting(t, flags, affordable(BYTES_A_REDUCTION)), flags);
}
/** Goes on with `state` behind the `counted` bytes before it. */
export function erts_internal_external_size_continue_3(state: Term, counted: Term, flags: Term): Term {
  const how = <i32>smallValue(flags);
  return sized(continueCounting(state, smallValue(counted), how, affordable(BYTES_A_REDUCTION)), how);
}
/** The result after a step, or the next step. */
function sized(done: bool, flags: i32): Term {
  const bytes = written();
  if (bytes > <i64>MAX_BINARY) return systemLimit();
  if (done) {
    bumpReductions(min(<i32>bytes, STEP_BYTES) / BYTES_A_REDUCTION);
    return makeSmall(bytes);
  }
  setX(0, encodingState);
  setX(1, makeSmall(bytes));
  setX(2, makeSmall(flags));
  return goOnInternally(am_external_size_continue, 3);
}
