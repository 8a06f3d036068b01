/**
 * The index of ordered sets: an AVL tree whose nodes are the objects (object.ts), ordered by `==` on keys,
 * so that 1 and 1.0 are one key. Each node says which of its sides is one level deeper.
 *
 * Links: a link is the address of the cell that holds a node (the table's root, or a node's left or right).
 * An operation remembers the links on its way down in PATH; a tree of 2^32 nodes is at most 46 deep.
 */
import { Term } from "../term/tag";
import { compareTerms } from "../term/compare";
import { Table, tableAddress } from "./table";
import { countIn, countOut } from "./hash_index";
import {
  freeObject, objectElement, OBJECT_BALANCE, OBJECT_LEFT, OBJECT_LEFT_HEAVY, OBJECT_RIGHT, OBJECT_RIGHT_HEAVY,
  OBJECT_SIZE,
} from "./object";

const MAX_DEPTH: i32 = 64;
const PATH: usize = memory.data(MAX_DEPTH << 2);

// @ts-ignore: decorator
@inline function path(i: i32): usize { return <usize>load<u32>(PATH + (<usize>i << 2)); }
// @ts-ignore: decorator
@inline function setPath(i: i32, link: usize): void { store<u32>(PATH + (<usize>i << 2), <u32>link); }
// @ts-ignore: decorator
@inline export function leftOf(node: usize): usize { return <usize>load<u32>(node, OBJECT_LEFT); }
// @ts-ignore: decorator
@inline export function rightOf(node: usize): usize { return <usize>load<u32>(node, OBJECT_RIGHT); }
// @ts-ignore: decorator
@inline function balance(node: usize): u32 { return load<u32>(node, OBJECT_SIZE) & OBJECT_BALANCE; }
// @ts-ignore: decorator
@inline function setBalance(node: usize, b: u32): void {
  store<u32>(node, (load<u32>(node, OBJECT_SIZE) & ~OBJECT_BALANCE) | b, OBJECT_SIZE);
}
// @ts-ignore: decorator
@inline function rootLink(t: Table): usize { return tableAddress(t) + offsetof<Table>("root"); }
// @ts-ignore: decorator
@inline export function keyOf(t: Table, node: usize): Term { return objectElement(node, t.keyPosition); }

/** Order of two keys. */
// @ts-ignore: decorator
@inline function order(a: Term, b: Term): i32 { return a == b ? 0 : compareTerms(a, b, false); }

/** The object of `key`, or 0. */
export function treeFind(t: Table, key: Term): usize {
  let node = t.root;
  while (node != 0) {
    const o = order(key, keyOf(t, node));
    if (o == 0) return node;
    node = o < 0 ? leftOf(node) : rightOf(node);
  }
  return 0;
}

/** The side across: a side is the offset of its link in a node. */
// @ts-ignore: decorator
@inline function across(side: usize): usize { return OBJECT_LEFT + OBJECT_RIGHT - side; }
/** The balance of a node whose `side` is one level deeper. */
// @ts-ignore: decorator
@inline function heavyOn(side: usize): u32 { return side == OBJECT_LEFT ? OBJECT_LEFT_HEAVY : OBJECT_RIGHT_HEAVY; }
// @ts-ignore: decorator
@inline function child(node: usize, side: usize): usize { return <usize>load<u32>(node + side); }
// @ts-ignore: decorator
@inline function setChild(node: usize, side: usize, below: usize): void { store<u32>(node + side, <u32>below); }

/** Rotate the child on `side` up; returns it, the new top. */
function rotate(node: usize, side: usize): usize {
  const top = child(node, side);
  setChild(node, side, child(top, across(side)));
  setChild(top, across(side), node);
  return top;
}

/** The `side` of `node` is two levels deeper: rotate. Returns the new top. */
function fix(node: usize, side: usize): usize {
  const deep = child(node, side), b = balance(deep);
  if (b != heavyOn(across(side))) {
    const top = rotate(node, side);
    // An even child occurs only when a node was removed: then the depth stays as it was.
    setBalance(node, b == 0 ? heavyOn(side) : 0);
    setBalance(top, b == 0 ? heavyOn(across(side)) : 0);
    return top;
  }
  setChild(node, side, rotate(deep, across(side)));
  const top = rotate(node, side), t = balance(top);
  setBalance(deep, t == heavyOn(across(side)) ? heavyOn(side) : 0);
  setBalance(node, t == heavyOn(side) ? heavyOn(across(side)) : 0);
  setBalance(top, 0);
  return top;
}

/**
 * Insert `object` under its key. When the key is there already, its object is replaced (and freed) if
 * `replace`, and left alone otherwise. Returns whether `object` is in the tree now.
 */
export function treeInsert(t: Table, object: usize, replace: bool): bool {
  const key = keyOf(t, object);
  let link = rootLink(t);
  let depth = 0;
  let node = <usize>load<u32>(link);
  while (node != 0) {
    const o = order(key, keyOf(t, node));
    if (o == 0) {
      if (replace) treeReplace(t, link, object);
      return replace;
    }
    setPath(depth++, link);
    link = node + (o < 0 ? OBJECT_LEFT : OBJECT_RIGHT);
    node = <usize>load<u32>(link);
  }
  store<u64>(object, 0);
  setBalance(object, 0);
  store<u32>(link, <u32>object);
  countIn(t, object);
  t.version++;
  let below = link;
  while (depth > 0) {
    const above = path(--depth);
    const parent = <usize>load<u32>(above);
    const side = below - parent, b = balance(parent);
    if (b == 0) {
      setBalance(parent, heavyOn(side));
      below = above;
      continue;
    }
    if (b == heavyOn(side)) store<u32>(above, <u32>fix(parent, side));
    else setBalance(parent, 0);
    break;
  }
  return true;
}

/** Put `object` where the node of `link` stands, which has an equal key, and free that one. */
function treeReplace(t: Table, link: usize, object: usize): void {
  const old = <usize>load<u32>(link);
  store<u64>(object, load<u64>(old));
  setBalance(object, balance(old));
  store<u32>(link, <u32>object);
  countOut(t, old);
  countIn(t, object);
  t.version++;
  freeObject(old);
}

/** Replace the node of `object`'s key, which is there, by `object`. */
export function treeUpdate(t: Table, object: usize): void { treeInsert(t, object, true); }

/** Remove the object of `key` and return it, to be freed by the caller; 0 when there is none. */
export function treeRemove(t: Table, key: Term): usize {
  let link = rootLink(t);
  let depth = 0;
  let node = <usize>load<u32>(link);
  while (node != 0) {
    const o = order(key, keyOf(t, node));
    setPath(depth++, link);
    if (o == 0) break;
    link = node + (o < 0 ? OBJECT_LEFT : OBJECT_RIGHT);
    node = <usize>load<u32>(link);
  }
  if (node == 0) return 0;
  const at = depth - 1;
  let below: usize;
  if (leftOf(node) != 0 && rightOf(node) != 0) {
    // The next larger node takes this one's place; the tree loses that one's old place instead.
    let next = node + OBJECT_RIGHT;
    while (leftOf(<usize>load<u32>(next)) != 0) {
      setPath(depth++, next);
      next = <usize>load<u32>(next) + OBJECT_LEFT;
    }
    const successor = <usize>load<u32>(next);
    store<u32>(next, <u32>rightOf(successor));
    store<u64>(successor, load<u64>(node));
    setBalance(successor, balance(node));
    store<u32>(path(at), <u32>successor);
    if (depth > at + 1) {
      setPath(at + 1, successor + OBJECT_RIGHT);
      below = next;
    } else {
      below = successor + OBJECT_RIGHT;
    }
  } else {
    below = path(at);
    store<u32>(below, <u32>(leftOf(node) != 0 ? leftOf(node) : rightOf(node)));
    depth--;
  }
  shrinkPath(depth, below);
  countOut(t, node);
  t.version++;
  return node;
}

/** The subtree at link `below` became one level less deep: rebalance what is above it, PATH[0, depth). */
function shrinkPath(depth: i32, below: usize): void {
  while (depth > 0) {
    const above = path(--depth);
    const parent = <usize>load<u32>(above);
    const side = below - parent, b = balance(parent);
    if (b == 0) {
      setBalance(parent, heavyOn(across(side)));
      return;
    }
    if (b == heavyOn(side)) {
      setBalance(parent, 0);
    } else {
      const top = fix(parent, across(side));
      store<u32>(above, <u32>top);
      if (balance(top) != 0) return;
    }
    below = above;
  }
}

/** Smallest and largest node, or 0. */
export function treeFirst(t: Table): usize {
  let node = t.root;
  if (node != 0) while (leftOf(node) != 0) node = leftOf(node);
  return node;
}
export function treeLast(t: Table): usize {
  let node = t.root;
  if (node != 0) while (rightOf(node) != 0) node = rightOf(node);
  return node;
}

/** The node with the smallest key above `key`, or 0. `key` need not be in the tree. */
export function treeNext(t: Table, key: Term): usize {
  let node = t.root, best: usize = 0;
  while (node != 0) {
    if (order(key, keyOf(t, node)) < 0) { best = node; node = leftOf(node); }
    else node = rightOf(node);
  }
  return best;
}
/** The node with the largest key below `key`, or 0. */
export function treePrevious(t: Table, key: Term): usize {
  let node = t.root, best: usize = 0;
  while (node != 0) {
    if (order(key, keyOf(t, node)) > 0) { best = node; node = rightOf(node); }
    else node = leftOf(node);
  }
  return best;
}
