/**
 * Walking an ordered set in order, in either direction, with a stack instead of a search per step.
 *
 * One walk at a time, and only within one BIF call: the stack names nodes, so it is valid until the tree
 * changes. Whoever removes a node in mid-walk places the walk again with `walkFrom`.
 *
 * The stack holds the nodes still to be visited whose near side was visited: the next node is on top.
 */
import { Term } from "../term/tag";
import { compareTerms } from "../term/compare";
import { Table } from "./table";
import { comparePrefix } from "./key_analysis";
import { keyOf, leftOf, rightOf } from "./tree_index";

const MAX_DEPTH: i32 = 64;
const STACK: usize = memory.data(MAX_DEPTH << 2);
let depth: i32 = 0;
let backwards: bool = false;

// @ts-ignore: decorator
@inline function push(node: usize): void { store<u32>(STACK + (<usize>(depth++) << 2), <u32>node); }

function descend(node: usize): void {
  while (node != 0) {
    push(node);
    node = backwards ? rightOf(node) : leftOf(node);
  }
}

/** Walk the whole tree: from its smallest key upwards, or from its largest downwards. */
export function walkAll(t: Table, reverse: bool): void {
  depth = 0;
  backwards = reverse;
  descend(t.root);
}

/** Walk from `key` on; the node of `key` itself is visited only if `inclusive`. */
export function walkFrom(t: Table, key: Term, reverse: bool, inclusive: bool): void {
  depth = 0;
  backwards = reverse;
  let node = t.root;
  while (node != 0) {
    let o = compareTerms(keyOf(t, node), key, false);
    if (reverse) o = -o;
    if (o > 0 || (o == 0 && inclusive)) {
      push(node);
      node = reverse ? rightOf(node) : leftOf(node);
    } else {
      node = reverse ? leftOf(node) : rightOf(node);
    }
  }
}

/** The next node, or 0 at the end. */
export function walkNext(): usize {
  if (depth == 0) return 0;
  const node = <usize>load<u32>(STACK + (<usize>(--depth) << 2));
  descend(backwards ? leftOf(node) : rightOf(node));
  return node;
}

/** The node that walkNext would return, without going there. */
export function walkPeek(): usize {
  return depth == 0 ? 0 : <usize>load<u32>(STACK + (<usize>(depth - 1) << 2));
}

/** Walk the nodes whose keys begin as `prefix` does (key_analysis.ts); the walk does not stop behind them. */
export function walkFromPrefix(t: Table, prefix: Term, reverse: bool): void {
  depth = 0;
  backwards = reverse;
  let node = t.root;
  while (node != 0) {
    let o = comparePrefix(keyOf(t, node), prefix);
    if (reverse) o = -o;
    if (o >= 0) {
      push(node);
      node = reverse ? rightOf(node) : leftOf(node);
    } else {
      node = reverse ? leftOf(node) : rightOf(node);
    }
  }
}
