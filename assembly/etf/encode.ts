/**
 * Terms to external format. One walk serves both passes: the first counts bytes, the second writes
 * them. The flags say which of OTP's forms are used; without any they are those of OTP 25's
 * term_to_binary/1.
 *
 * NEW_FUN_EXT:
 *
 *     112 | size: 4, itself included | arity: 1 | module MD5: 16 | index: 4 | free: 4 |
 *         | module atom | index as integer | old uniq as integer | creator pid | free variables |
 */
import { bumpReductions } from "../memory/cells";
import { halloc, rawAlloc, rawFree } from "../memory/alloc";
import {
  SUB_EXPORT, SUB_EXTERNAL_PID, SUB_EXTERNAL_PORT, SUB_EXTERNAL_REF, SUB_FLATMAP, SUB_FLOAT, SUB_FUN, SUB_HASHMAP,
  SUB_NEG_BIG, SUB_POS_BIG, SUB_REF, SUB_TUPLE, Term, boxedHeader, boxedPtr, boxedWord, floatValue, head,
  headerArity, headerSub, isAtom, isBoxed, isCons, isImmediate, isLocalPid, isLocalPort, isNil, isSmall, makeBoxed,
  makeHeader, makeSmall, smallValue, tail,
} from "../term/tag";
import {
  FLATMAP_KEYS, FLATMAP_VALUES, FUN_ARITY, FUN_CREATOR, FUN_ENTRY, FUN_ENV, FUN_FREE, binaryBase, bitOffset, bitSize, flatmapSize,
} from "../term/boxed";
import { EXPORT_ARITY, EXPORT_FUNCTION, EXPORT_MODULE } from "../code/export";
import { FUN_ENTRY_INDEX, FUN_ENTRY_MODULE, FUN_ENTRY_OLD_UNIQ, FUN_ENTRY_UNIQ } from "../code/fun_entry";
import { blockOf } from "../memory/binary";
import { mapSize } from "../map/cursor";
import { nodeChild, nodeWidth } from "../map/node";
import { hasNoParts } from "../term/equal";
import { atomBytes, atomChars, atomText } from "../term/atom";
import { limb } from "../term/limbs";
import { creationOf, nodeOf, pidId, pidSerial, portId, refCount, refWord } from "../term/identity";
import { PAIR_BYTES, copyPairs, sortPairs } from "../term/map_pairs";
import { keepStack, pop, push, restoreStack, stackCut, stackDepth } from "../term/work_stack";
import { hostFormatFloatDigits } from "../host";
import {
  patch32, put32, put64, put8, putBitRun, putBytes, putRoom, putTag16, putTag32, putTag64, putTag8, resumeCounting,
  resumeGrowing, startCounting, startGrowing, startPlaced, written,
} from "./writer";
import {
  ATOM_EXT, ATOM_UTF8_EXT, BINARY_EXT, BIT_BINARY_EXT, BLOCK_EXT, EXPORT_EXT, FLOAT_EXT, FLOAT_TEXT_BYTES, INTEGER_EXT,
  LARGE_BIG_EXT, LARGE_TUPLE_EXT, LIST_EXT, MAP_EXT, MAX_STRING, NEWER_REFERENCE_EXT, NEW_FLOAT_EXT, NEW_FUN_EXT,
  NEW_PID_EXT, NEW_PORT_EXT, NIL_EXT, SMALL_ATOM_UTF8_EXT, SMALL_BIG_EXT, SMALL_INTEGER_EXT, SMALL_TUPLE_EXT,
  STRING_EXT, V4_PORT_EXT, VERSION,
} from "./tags";

/** Every atom in UTF-8 (`{minor_version, 2}`), not only those beyond Latin-1. */
export const ENCODE_UTF8_ATOMS: i32 = 1;
/** Floats as text (`{minor_version, 0}`). */
export const ENCODE_TEXT_FLOATS: i32 = 2;
/** Pairs of all maps in the order of their keys (`deterministic`). */
export const ENCODE_SORTED_MAPS: i32 = 4;
/** Large binaries as BLOCK_EXT, with the address of their bytes and that of the block: for the host, which takes them from there. */
export const ENCODE_BLOCKS: i32 = 8;
/** Bytes from which a binary is large. host/node/bridge.ts has the same. */
const LARGE_BINARY: i64 = 65536;

// What is still to be written: frames of two words, both terms, so that the stack can be kept on a heap:
//     | term | small: position << 3, kind |
/** A list's rest, whose header is written. */
const REST: i64 = 0;
/** The words of a tuple or fun from `position` on. */
const WORDS: i64 = 1;
/** Keys and values of a flatmap in turn, from `position` on. */
const PAIRS: i64 = 2;
/** The children of a hashmap's node from `position` on. */
const NODE: i64 = 3;
/** The value of a hashmap's leaf, whose key is written. */
const VALUE: i64 = 4;
/** The fun that began at the offset that the first word is has ended. */
const FUN_END: i64 = 5;
/** The term itself. */
const WHOLE: i64 = 6;
const KIND_MASK: i64 = 7;
const KIND_BITS: i64 = 3;
const FRAME_WORDS: i32 = 2;

/** Bytes encoded for one reduction. */
export const BYTES_A_REDUCTION: i32 = 64;
const MAX_BYTES: i64 = 0x7fffffff;
const MAX_NEW_PORT_ID: u64 = (1 << 28) - 1;

let options: i32 = 0;
/** Funs that are being written: the host keeps those as they are, bytes and all. */
let openFuns: i32 = 0;

/** Bytes that encodeTo will write, the version byte included; -1 when they are more than 2 GiB. */
export function encodedBytes(t: Term, flags: i32): i32 {
  const bytes = 1 + encodedBytesBare(t, flags);
  return bytes > MAX_BYTES ? -1 : <i32>bytes;
}
/** Writes the external form of `t`, version byte first, to `p`; returns the end. */
export function encodeTo(t: Term, p: usize, flags: i32): usize {
  store<u8>(p, VERSION);
  return encodeBare(t, p + 1, flags);
}
/** Bytes without the version byte: for messages of distribution and terms inside others. */
export function encodedBytesBare(t: Term, flags: i32): i64 {
  startCounting();
  walkWhole(t, flags);
  return written();
}
export function encodeBare(t: Term, p: usize, flags: i32): usize {
  startPlaced(p);
  walkWhole(t, flags);
  bumpReductions(<i32>(written() / BYTES_A_REDUCTION));
  return p + <usize>written();
}
function walkWhole(t: Term, flags: i32): void {
  const bottom = stackDepth();
  options = flags;
  openFuns = 0;
  pushFrame(t, WHOLE, 0);
  run(bottom, MAX_BYTES);
  stackCut(bottom);
}

/**
 * Begins to encode `t` with its version byte and goes on for about `most` bytes. Whether it is done; if not,
 * encodingState, suspendGrowing() and written() are what continueEncoding needs.
 */
export function beginEncoding(t: Term, flags: i32, most: i32): bool {
  startGrowing();
  options = flags;
  put8(VERSION);
  pushFrame(t, WHOLE, 0);
  return runStep(stackDepth() - (FRAME_WORDS << 3), most);
}
/** Goes on for about `most` bytes with what was left: `used` bytes in the binary of `held`, and the tuple `state`. */
export function continueEncoding(state: Term, held: Term, used: i32, flags: i32, most: i32): bool {
  resumeGrowing(held, used);
  return resumeStep(state, flags, most);
}
/** As beginEncoding, but bytes are only counted. */
export function beginCounting(t: Term, flags: i32, most: i32): bool {
  startCounting();
  options = flags;
  put8(VERSION);
  pushFrame(t, WHOLE, 0);
  return runStep(stackDepth() - (FRAME_WORDS << 3), most);
}
/** Goes on counting where `counted` bytes had been. */
export function continueCounting(state: Term, counted: i64, flags: i32, most: i32): bool {
  resumeCounting(counted);
  return resumeStep(state, flags, most);
}
function resumeStep(state: Term, flags: i32, most: i32): bool {
  options = flags;
  const bottom = stackDepth();
  restoreStack(state);
  return runStep(bottom, most);
}
function runStep(bottom: usize, most: i32): bool {
  const start = written();
  if (run(bottom, start + <i64>most)) return true;
  encodingState = keepStack(bottom);
  return false;
}
/** What a step that was not the last left to do: a tuple. */
export let encodingState: Term = 0;

// @ts-ignore: decorator
@inline function pushFrame(t: Term, kind: i64, position: i64): void {
  push(t);
  push(makeSmall((position << KIND_BITS) | kind));
}
/** Writes until nothing is left above `bottom`, or `most` bytes are there: false. */
function run(bottom: usize, most: i64): bool {
  while (stackDepth() != bottom) {
    if (written() >= most) return false;
    const frame = smallValue(pop()), t = pop(), position = frame >> KIND_BITS;
    switch (<i32>(frame & KIND_MASK)) {
      case <i32>REST: putRest(t, most); break;
      case <i32>WORDS: putWords(t, <i32>position, most); break;
      case <i32>PAIRS: putPairs(t, <i32>position); break;
      case <i32>NODE: putNode(t, <i32>position); break;
      case <i32>VALUE: put(tail(t)); break;
      case <i32>FUN_END:
        patch32(smallValue(t), <u32>(written() - smallValue(t)));
        openFuns--;
        break;
      default: put(t);
    }
  }
  return true;
}
/** Whether writing `t` leaves no frame behind. */
// @ts-ignore: decorator
@inline function isLeaf(t: Term): bool { return isImmediate(t) || (isBoxed(t) && hasNoParts(t)); }
function putRest(t: Term, most: i64): void {
  while (isCons(t)) {
    const x = head(t);
    t = tail(t);
    if (isLeaf(x)) {
      put(x);
      if (written() < most) continue;
      pushFrame(t, REST, 0);
      return;
    }
    pushFrame(t, REST, 0);
    put(x);
    return;
  }
  put(t);
}
function putWords(t: Term, i: i32, most: i64): void {
  for (const n = headerArity(boxedHeader(t)); i <= n; i++) {
    const x = boxedWord(t, i), leaf = isLeaf(x);
    if (leaf) put(x);
    if (leaf && written() < most) continue;
    if (i < n) pushFrame(t, WORDS, i + 1);
    if (!leaf) put(x);
    return;
  }
}
function putPairs(t: Term, i: i32): void {
  const p = boxedPtr(t), at = <usize>(i >> 1) << 3;
  if (i + 1 < flatmapSize(t) << 1) pushFrame(t, PAIRS, i + 1);
  put((i & 1) == 0 ? load<i64>(boxedPtr(load<i64>(p, FLATMAP_KEYS)) + 8 + at) : load<i64>(p + at, FLATMAP_VALUES));
}
function putNode(t: Term, i: i32): void {
  const p = boxedPtr(t), child = nodeChild(p, i);
  if (i + 1 < nodeWidth(p)) pushFrame(t, NODE, i + 1);
  if (isCons(child)) {
    pushFrame(child, VALUE, 0);
    put(head(child));
  } else pushFrame(child, NODE, 0);
}
function put(t: Term): void {
  if (isSmall(t)) putInteger(smallValue(t));
  else if (isAtom(t)) putAtom(t);
  else if (isCons(t)) putList(t);
  else if (isBoxed(t)) putObject(t);
  else if (isLocalPid(t)) putPid(t);
  else if (isLocalPort(t)) putPort(t);
  else put8(NIL_EXT);
}

function putInteger(v: i64): void {
  if (<u64>v < 256) { putTag8(SMALL_INTEGER_EXT, <u32>v); return; }
  if (v == <i64><i32>v) { putTag32(INTEGER_EXT, <u32>v); return; }
  let m = <u64>abs(v);
  putTag8(SMALL_BIG_EXT, (71 - <u32>clz(m)) >> 3);
  put8(u32(v < 0));
  for (; m != 0; m >>= 8) put8(<u32>m & 0xff);
}
function putBig(t: Term): void {
  const n = headerArity(boxedHeader(t)), p = boxedPtr(t) + 8;
  const bytes = (<i64>n << 3) - <i64>(clz(limb(p, n - 1)) >> 3);
  if (bytes < 256) putTag8(SMALL_BIG_EXT, <u32>bytes);
  else putTag32(LARGE_BIG_EXT, <u32>bytes);
  put8(u32(headerSub(boxedHeader(t)) == SUB_NEG_BIG));
  putBytes(p, <usize>bytes);
}
function putFloat(v: f64): void {
  if ((options & ENCODE_TEXT_FLOATS) == 0) {
    putTag64(NEW_FLOAT_EXT, reinterpret<u64>(v));
    return;
  }
  put8(FLOAT_EXT);
  const p = putRoom(FLOAT_TEXT_BYTES);
  if (p == 0) return;
  memory.fill(p, 0, FLOAT_TEXT_BYTES);
  hostFormatFloatDigits(v, 20, 1, p);
}
function putAtom(t: Term): void {
  const bytes = atomBytes(t), chars = atomChars(t), p = atomText(t);
  if ((options & ENCODE_UTF8_ATOMS) == 0 && (chars == bytes || isLatin1(p, bytes))) {
    putTag16(ATOM_EXT, chars);
    if (chars == bytes) putBytes(p, bytes);
    else putLatin1(p, bytes);
    return;
  }
  if (bytes < 256) putTag8(SMALL_ATOM_UTF8_EXT, bytes);
  else putTag16(ATOM_UTF8_EXT, bytes);
  putBytes(p, bytes);
}
/** Whether all characters of the UTF-8 text are below 256: lead bytes up to 0xc3. */
function isLatin1(p: usize, bytes: i32): bool {
  for (let i: usize = 0; i < <usize>bytes; i++) if (load<u8>(p + i) > 0xc3) return false;
  return true;
}
function putLatin1(p: usize, bytes: i32): void {
  for (const end = p + <usize>bytes; p < end; p++) {
    const c = <u32>load<u8>(p);
    if (c < 0x80) put8(c);
    else { p++; put8(((c & 3) << 6) | (<u32>load<u8>(p) & 0x3f)); }
  }
}
function putPid(t: Term): void {
  put8(NEW_PID_EXT);
  putAtom(nodeOf(t));
  put32(pidId(t));
  put32(pidSerial(t));
  put32(creationOf(t));
}
function putPort(t: Term): void {
  const id = portId(t), small = id <= MAX_NEW_PORT_ID;
  put8(small ? NEW_PORT_EXT : V4_PORT_EXT);
  putAtom(nodeOf(t));
  if (small) put32(<u32>id);
  else put64(id);
  put32(creationOf(t));
}
function putRef(t: Term): void {
  const words = refCount(t);
  putTag16(NEWER_REFERENCE_EXT, words);
  putAtom(nodeOf(t));
  put32(creationOf(t));
  for (let i = 0; i < words; i++) put32(refWord(t, i));
}

function putList(t: Term): void {
  let length = 0, bytes = true, rest = t;
  for (; isCons(rest); rest = tail(rest), length++) {
    const x = head(rest);
    bytes = bytes && isSmall(x) && <u64>smallValue(x) < 256;
  }
  if (bytes && length <= MAX_STRING && isNil(rest)) {
    putTag16(STRING_EXT, length);
    let p = putRoom(length);
    if (p != 0) for (; isCons(t); t = tail(t)) store<u8>(p++, <u8>smallValue(head(t)));
    return;
  }
  putTag32(LIST_EXT, length);
  pushFrame(t, REST, 0);
}

function putObject(t: Term): void {
  const header = boxedHeader(t), p = boxedPtr(t), n = headerArity(header);
  switch (<i32>(headerSub(header) >> 2)) {
    case <i32>(SUB_TUPLE >> 2):
      if (n < 256) putTag8(SMALL_TUPLE_EXT, n);
      else putTag32(LARGE_TUPLE_EXT, n);
      if (n > 0) pushFrame(t, WORDS, 1);
      break;
    case <i32>(SUB_POS_BIG >> 2):
    case <i32>(SUB_NEG_BIG >> 2): putBig(t); break;
    case <i32>(SUB_FLOAT >> 2): putFloat(floatValue(t)); break;
    case <i32>(SUB_FLATMAP >> 2):
    case <i32>(SUB_HASHMAP >> 2): putMap(t); break;
    case <i32>(SUB_FUN >> 2): putFun(t); break;
    case <i32>(SUB_EXPORT >> 2): putExport(<usize>load<u32>(p, FUN_ENTRY)); break;
    case <i32>(SUB_EXTERNAL_PID >> 2): putPid(t); break;
    case <i32>(SUB_EXTERNAL_PORT >> 2): putPort(t); break;
    case <i32>(SUB_REF >> 2):
    case <i32>(SUB_EXTERNAL_REF >> 2): putRef(t); break;
    default: putBits(t);
  }
}
function putMap(t: Term): void {
  const n = mapSize(t);
  putTag32(MAP_EXT, n);
  if (n == 0) return;
  if (headerSub(boxedHeader(t)) == SUB_FLATMAP) pushFrame(t, PAIRS, 0); // sorted already
  else if ((options & ENCODE_SORTED_MAPS) == 0) pushFrame(t, NODE, 0);
  else pushFrame(sortedTuple(t, n), WORDS, 1);
}
/** Keys and values in turn, in the order of the keys. */
function sortedTuple(t: Term, n: i32): Term {
  const block = rawAlloc(<usize>n * PAIR_BYTES), p = halloc(n * 2 + 1);
  copyPairs(t, block);
  sortPairs(block, n);
  store<i64>(p, makeHeader(n * 2, SUB_TUPLE));
  memory.copy(p + 8, block, <usize>n * PAIR_BYTES);
  rawFree(block);
  return makeBoxed(p);
}
function putBits(t: Term): void {
  const bits = bitSize(t), rest = <u32>bits & 7;
  if ((options & ENCODE_BLOCKS) != 0 && openFuns == 0 && bits >> 3 >= LARGE_BINARY && ((bits | bitOffset(t)) & 7) == 0) {
    putTag32(BLOCK_EXT, <u32>(bits >> 3));
    put32(<u32>(binaryBase(t) + <usize>(bitOffset(t) >> 3)));
    put32(<u32>blockOf(t));
    return;
  }
  putTag32(rest == 0 ? BINARY_EXT : BIT_BINARY_EXT, <u32>((bits + 7) >> 3));
  if (rest != 0) put8(rest);
  putBitRun(binaryBase(t), bitOffset(t), bits);
}
function putExport(entry: usize): void {
  put8(EXPORT_EXT);
  putAtom(load<i64>(entry, EXPORT_MODULE));
  putAtom(load<i64>(entry, EXPORT_FUNCTION));
  putInteger(load<i32>(entry, EXPORT_ARITY));
}
function putFun(t: Term): void {
  const p = boxedPtr(t), entry = <usize>load<u32>(p, FUN_ENTRY), free = load<i32>(p, FUN_FREE);
  put8(NEW_FUN_EXT);
  pushFrame(makeSmall(written()), FUN_END, 0);
  openFuns++;
  put32(0); // its size, when FUN_END is reached
  put8(load<u8>(p, FUN_ARITY));
  putBytes(entry + FUN_ENTRY_UNIQ, 16);
  put32(load<u32>(entry, FUN_ENTRY_INDEX));
  put32(free);
  putAtom(load<i64>(entry, FUN_ENTRY_MODULE));
  putInteger(load<i32>(entry, FUN_ENTRY_INDEX));
  putInteger(load<i32>(entry, FUN_ENTRY_OLD_UNIQ));
  putPid(load<i64>(p, FUN_CREATOR));
  if (free > 0) pushFrame(t, WORDS, FUN_ENV >> 3);
}
