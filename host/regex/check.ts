/** What PCRE refuses of a pattern that is written well: calls that would never end, and more code than it has room for. */
import type { Call, Syntax } from "./syntax.js";

/** Parts of an item that stand for what it may match. */
function parts(node: Syntax): readonly Syntax[] {
  switch (node.kind) {
    case "sequence": case "either": return node.items;
    case "group": case "atomic": case "repeat": case "look": return [node.body];
    case "conditional": return node.condition.kind === "look" ? [node.condition.look, node.yes, node.no] : [node.yes, node.no];
    default: return [];
  }
}

/** Whether an item can match nothing. A call is not followed: it may lead back to where it stands. */
function mayBeEmpty(node: Syntax): boolean {
  switch (node.kind) {
    case "set": case "char": case "dot": case "call": return false;
    case "sequence": return node.items.every(mayBeEmpty);
    case "either": return node.items.some(mayBeEmpty);
    case "group": case "atomic": return mayBeEmpty(node.body);
    case "repeat": return node.min === 0 || mayBeEmpty(node.body);
    case "conditional": return mayBeEmpty(node.yes) || mayBeEmpty(node.no);
    default: return true;
  }
}

/**
 * A call of a group that it stands in, with nothing before it there that takes a character: it would call itself for ever.
 * @param open the groups around `node` in which nothing has been taken yet
 */
function callAtStart(node: Syntax, open: ReadonlySet<number>): Call | undefined {
  if (node.kind === "call") return open.has(node.group) ? node : undefined;
  if (node.kind === "sequence") {
    let left = open;
    for (const item of node.items) {
      const call = callAtStart(item, left);
      if (call !== undefined) return call;
      if (!mayBeEmpty(item)) left = new Set();
    }
    return undefined;
  }
  const inside = node.kind === "group" ? new Set([...open, node.index]) : open;
  for (const part of parts(node)) {
    const call = callAtStart(part, inside);
    if (call !== undefined) return call;
  }
  return undefined;
}
/** A call in the pattern that would never end; undefined when there is none. */
export const endlessCall = (root: Syntax): Call | undefined => callAtStart(root, new Set([0]));

/** Bytes of code that a pattern of PCRE 8 can have, with links of two bytes as in OTP. */
export const MOST_CODE = 1 << 16;
const LINK = 2, COUNT = 2, OPCODE = 1;
/** Of a pair of parentheses, whatever they are for. */
export const BRACKET_CODE = 2 * (OPCODE + LINK);
const isOne = (node: Syntax): boolean => node.kind === "char" || node.kind === "set" || node.kind === "dot";

/**
 * Bytes of code that PCRE makes of an item without its parentheses, or fewer: sets may be one byte or many. Repeated groups
 * are copied.
 */
export function codeSize(node: Syntax): number {
  switch (node.kind) {
    case "char": return OPCODE + 1;
    case "back": case "call": return OPCODE + LINK;
    case "either": return (node.items.length - 1) * (OPCODE + LINK) + total(node.items);
    case "group": return COUNT + codeSize(node.body);
    case "repeat": {
      const body = codeSize(node.body);
      if (isOne(node.body)) return body + (node.max === Infinity && node.min < 2 ? 0 : COUNT);
      return body * Math.max(1, node.max === Infinity ? node.min : node.max);
    }
    case "sequence": return total(node.items);
    default: return OPCODE + total(parts(node));
  }
}
const total = (nodes: readonly Syntax[]): number => nodes.reduce((sum, node) => sum + codeSize(node), 0);
