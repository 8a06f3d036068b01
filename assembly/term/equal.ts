/** Equality of terms: `=:=` (exact) and `==`, which also equates integers and floats of one value. */
import { bumpReductions } from "../memory/cells";
import {
  SUB_EXPORT, SUB_EXTERNAL_PID, SUB_EXTERNAL_PORT, SUB_EXTERNAL_REF, SUB_FLATMAP, SUB_FLOAT, SUB_FUN, SUB_HASHMAP,
  SUB_NEG_BIG, SUB_POS_BIG, SUB_REF, SUB_TUPLE, TAG_IMMEDIATE, TAG_MASK, Term, boxedHeader,
  boxedPtr, boxedSub, floatValue, head, headerArity, headerSub, isBitstring, isBoxed, isCons, isFloat, isInteger, isSmall, tail,
} from "./tag";
import { FLATMAP_KEYS, FUN_ENTRY, FUN_ENV, FUN_FREE, binaryBase, bitOffset, bitSize } from "./boxed";
import { compareBits } from "../binary/bits";
import { findCollision } from "../map/hashmap";
import { nodeBitmap, nodeChild, nodeWidth } from "../map/node";
import { compareIntegerFloat } from "./float";
import { pop, push, stackCut, stackDepth } from "./work_stack";

/** a =:= b. */
export function exactEqual(a: Term, b: Term): bool { return equalTerms(a, b, true); }

/** Words compared for one reduction. */
const WORDS_A_REDUCTION: i32 = 16;
let work: i32 = 0;

/** Whether a and b are equal. Walks with the work stack; charges reductions for what it looked at. */
export function equalTerms(a: Term, b: Term, exact: bool): bool {
  if (a == b) return true;
  if ((a & b & TAG_MASK) == TAG_IMMEDIATE) return false;
  const bottom = stackDepth();
  work = 0;
  let equal = equalParts(a, b, exact);
  while (equal && stackDepth() != bottom) {
    b = pop();
    a = pop();
    work++;
    equal = a == b || equalParts(a, b, exact);
  }
  if (!equal) stackCut(bottom);
  if (work >= WORDS_A_REDUCTION) bumpReductions(work / WORDS_A_REDUCTION);
  return equal;
}
// @ts-ignore: decorator
@inline function equalParts(a: Term, b: Term, exact: bool): bool {
  return isCons(a) ? isCons(b) && equalLists(a, b, exact) : equalObjects(a, b, exact);
}

/** Boxed terms that hold no others: their bit is their subtag. */
const WITHOUT_PARTS: u32 = ~((1 << <u32>(SUB_TUPLE >> 2)) | (1 << <u32>(SUB_FUN >> 2)) | (1 << <u32>(SUB_FLATMAP >> 2)) |
  (1 << <u32>(SUB_HASHMAP >> 2)));
/** Whether a boxed term holds no others, so that comparing it pushes nothing. */
// @ts-ignore: decorator
@inline export function hasNoParts(t: Term): bool { return ((WITHOUT_PARTS >> <u32>(boxedSub(t) >> 2)) & 1) != 0; }

/** Compares two terms that differ as words if that takes no walk, else pushes them; false when they are not equal. */
function equalOrPush(x: Term, y: Term, exact: bool): bool {
  // two immediates that are not the same word are never equal
  if ((x & y & TAG_MASK) == TAG_IMMEDIATE) return false;
  if (isBoxed(x) && isBoxed(y) && hasNoParts(x)) return equalObjects(x, y, exact);
  push(x);
  push(y);
  return true;
}
/** Compares what two lists have at once and pushes what needs a look inside; false when they differ. */
function equalLists(a: Term, b: Term, exact: bool): bool {
  while (true) {
    work++;
    const x = head(a), y = head(b);
    a = tail(a);
    b = tail(b);
    if (x != y) {
      if ((x & y & TAG_MASK) == TAG_IMMEDIATE) return false;
      if (!isBoxed(x) || !isBoxed(y) || !hasNoParts(x)) {
        push(a);
        push(b);
        push(x);
        push(y);
        return true;
      }
      if (!equalObjects(x, y, exact)) return false;
    }
    if (a == b) return true;
    if (!isCons(a) || !isCons(b)) return equalOrPush(a, b, exact);
  }
}

/** a and b differ as words. Pushes the parts that are still to be compared. */
function equalObjects(a: Term, b: Term, exact: bool): bool {
  if (!isBoxed(a)) return !exact && isSmall(a) && isFloat(b) && compareIntegerFloat(a, floatValue(b)) == 0;
  if (!isBoxed(b)) return !exact && isFloat(a) && isSmall(b) && compareIntegerFloat(b, floatValue(a)) == 0;
  const header = boxedHeader(a), other = boxedHeader(b), p = boxedPtr(a), q = boxedPtr(b);
  const sub = headerSub(header);
  switch (<i32>(sub >> 2)) {
    case <i32>(SUB_TUPLE >> 2):
      return header == other && equalWords(p + 8, q + 8, headerArity(header), exact);
    case <i32>(SUB_FLOAT >> 2):
      if (header == other) return floatValue(a) == floatValue(b); // 0.0 =:= -0.0 on OTP 25
      return !exact && isInteger(b) && compareIntegerFloat(b, floatValue(a)) == 0;
    case <i32>(SUB_POS_BIG >> 2):
    case <i32>(SUB_NEG_BIG >> 2):
      if (header == other) return memory.compare(p + 8, q + 8, <usize>headerArity(header) << 3) == 0;
      return !exact && isFloat(b) && compareIntegerFloat(a, floatValue(b)) == 0;
    case <i32>(SUB_FLATMAP >> 2): {
      if (header != other) return false;
      const keys = load<i64>(p, FLATMAP_KEYS), otherKeys = load<i64>(q, FLATMAP_KEYS);
      // keys are equal only exactly; below an exact comparison everything is exact, so this does not nest
      if (keys != otherKeys) {
        if (exact) pushPair(keys, otherKeys);
        else if (!equalTerms(keys, otherKeys, true)) return false;
      }
      return equalWords(p + FLATMAP_KEYS + 8, q + FLATMAP_KEYS + 8, headerArity(header) - 1, exact);
    }
    case <i32>(SUB_HASHMAP >> 2):
      return headerSub(other) == SUB_HASHMAP && equalNodes(p, q, exact);
    case <i32>(SUB_REF >> 2):
      return headerSub(other) == SUB_REF && load<i64>(p, 8) == load<i64>(q, 8) && load<u32>(p, 16) == load<u32>(q, 16);
    case <i32>(SUB_FUN >> 2):
      return header == other && load<u32>(p, FUN_ENTRY) == load<u32>(q, FUN_ENTRY) &&
        equalWords(p + FUN_ENV, q + FUN_ENV, load<i32>(p, FUN_FREE), exact);
    case <i32>(SUB_EXPORT >> 2):
      return header == other && load<u32>(p, 8) == load<u32>(q, 8);
    case <i32>(SUB_EXTERNAL_PID >> 2):
    case <i32>(SUB_EXTERNAL_PORT >> 2):
    case <i32>(SUB_EXTERNAL_REF >> 2):
      return header == other && memory.compare(p + 8, q + 8, <usize>headerArity(header) << 3) == 0;
    default:
      return isBitstring(b) && bitSize(a) == bitSize(b) && equalBits(a, b);
  }
}
/** Nodes of hashmaps (map/node.ts): the trie of a set of keys has one form but for collision nodes. */
function equalNodes(p: usize, q: usize, exact: bool): bool {
  if (load<i64>(p) != load<i64>(q) || load<i64>(p, 8) != load<i64>(q, 8)) return false; // width; count and bitmap
  const width = nodeWidth(p), collisions = nodeBitmap(p) == 0;
  for (let i = 0; i < width; i++) {
    const x = nodeChild(p, i);
    if (collisions) {
      const at = findCollision(q, head(x));
      if (at < 0) return false;
      pushPair(tail(x), tail(nodeChild(q, at)));
      continue;
    }
    const y = nodeChild(q, i);
    if (x == y) continue;
    if (isCons(x) != isCons(y)) return false;
    if (!isCons(x)) pushPair(x, y);
    else {
      pushPair(tail(x), tail(y));
      if (exact) pushPair(head(x), head(y));
      else if (!equalTerms(head(x), head(y), true)) return false;
    }
  }
  work += width;
  return true;
}
function equalBits(a: Term, b: Term): bool {
  const n = bitSize(a);
  work += <i32>(n >> 8);
  return compareBits(binaryBase(a), bitOffset(a), binaryBase(b), bitOffset(b), n) == 0;
}
// @ts-ignore: decorator
@inline function pushPair(a: Term, b: Term): void { push(a); push(b); }
/** Compares n words each as far as that takes no walk and pushes the other pairs, the first on top; false when two are not equal. */
function equalWords(p: usize, q: usize, n: i32, exact: bool): bool {
  for (let i = n - 1; i >= 0; i--) {
    const x = load<i64>(p + (<usize>i << 3)), y = load<i64>(q + (<usize>i << 3));
    if (x != y && !equalOrPush(x, y, exact)) return false;
  }
  work += n;
  return true;
}
