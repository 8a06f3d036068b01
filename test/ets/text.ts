/** Terms as Erlang text, in and out of a core: what `io:format("~w")` prints. */
import { type Core, NIL, type Term, addressOf, boxed, list as listAt, small } from "../memory/core.js";

const HEADER = { tuple: 0x0, posBig: 0x2, negBig: 0x3, ref: 0x4, float: 0x6, refc: 0x8, heap: 0x9, sub: 0xa, flatmap: 0xb, hashmap: 0xf };

/** Build the term that `text` says on the running process's heap. */
export function build(core: Core, text: string): Term {
  let at = 0;
  const skip = () => { while (/\s/.test(text[at] ?? "")) at++; };
  const take = (s: string) => { skip(); if (text.startsWith(s, at)) { at += s.length; return true; } return false; };
  const need = (s: string) => { if (!take(s)) throw new Error(`expected ${s} at ${text.slice(at, at + 30)}`); };
  const items = (end: string): Term[] => {
    const all: Term[] = [];
    if (take(end)) return all;
    do all.push(term()); while (take(","));
    if (end === "]" && take("|")) all.push(term()); else if (end === "]") all.push(NIL);
    need(end);
    return all;
  };
  const words = (n: number) => core.x.halloc!(n);
  const tuple = (elements: Term[]): Term => {
    const p = words(elements.length + 1);
    core.setWord(p, BigInt(elements.length) << 6n);
    elements.forEach((e, i) => { core.setWord(p + 8 * (i + 1), e); });
    return boxed(p);
  };
  const cons = (head: Term, tail: Term): Term => {
    const p = words(2);
    core.setWord(p, head);
    core.setWord(p + 8, tail);
    return listAt(p);
  };
  const integer = (n: bigint): Term => {
    if (n >= -(1n << 59n) && n < 1n << 59n) return small(n);
    const limbs: bigint[] = [];
    for (let m = n < 0n ? -n : n; m > 0n; m >>= 64n) limbs.push(BigInt.asIntN(64, m));
    const p = words(limbs.length + 1);
    core.setWord(p, (BigInt(limbs.length) << 6n) | BigInt((n < 0n ? HEADER.negBig : HEADER.posBig) << 2));
    limbs.forEach((l, i) => { core.setWord(p + 8 * (i + 1), l); });
    return boxed(p);
  };
  const term = (): Term => {
    skip();
    if (take("#{")) {
      let pairs: Term = NIL;
      if (!take("}")) {
        do { const key = term(); need("=>"); pairs = cons(tuple([key, term()]), pairs); } while (take(","));
        need("}");
      }
      return core.x.maps_from_list_1!(pairs) as unknown as Term;
    }
    if (take("<<")) {
      const bytes: number[] = [];
      while (!take(">>")) { skip(); const m = /^\d+/.exec(text.slice(at))!; at += m[0].length; bytes.push(Number(m[0])); take(","); }
      return core.withBytes(Uint8Array.from(bytes), (ptr) => core.x.binaryFromMemory(ptr, bytes.length));
    }
    if (take("{")) return tuple(items("}"));
    if (take("[")) {
      if (take("]")) return NIL;
      const all = items("]");
      return all.slice(0, -1).reduceRight((tail, head) => cons(head, tail), all.at(-1)!);
    }
    const number = /^-?\d+(\.\d+(e[-+]?\d+)?)?/.exec(text.slice(at));
    if (number) {
      at += number[0].length;
      return number[1] === undefined ? integer(BigInt(number[0])) : core.x.makeFloat(Number(number[0]));
    }
    if (take("'")) {
      const end = text.indexOf("'", at);
      const name = text.slice(at, end);
      at = end + 1;
      return core.atom(name);
    }
    const name = /^[a-z][\w@]*/.exec(text.slice(at));
    if (!name) throw new Error(`no term at ${text.slice(at, at + 30)}`);
    at += name[0].length;
    return core.atom(name[0]);
  };
  const result = term();
  skip();
  if (at !== text.length) throw new Error(`left over: ${text.slice(at)}`);
  return result;
}

const atomText = (core: Core, t: Term): string => {
  const ptr = core.x.atomText!(t as never), bytes = core.x.atomBytes!(t as never);
  return Buffer.from(core.memory.buffer, ptr, bytes).toString();
};
const showAtom = (name: string): string =>
  /^[a-z][\w@]*$/.test(name) && !["and", "or", "not", "div", "rem", "xor", "band", "bor"].includes(name) ? name : `'${name}'`;

/** The text of `t`, maps in the order of their keys' texts. */
export function show(core: Core, t: Term): string {
  const tag = Number(t & 3n);
  if (t === NIL) return "[]";
  if (tag === 3) {
    if ((t & 15n) === 15n) return String(t >> 4n);
    if ((t & 63n) === 11n) return showAtom(atomText(core, t));
    return (t & 15n) === 3n ? "pid" : "port";
  }
  const p = addressOf(t);
  if (tag === 1) {
    const parts: string[] = [];
    let l = t;
    for (; (l & 3n) === 1n; l = core.word(addressOf(l) + 8)) parts.push(show(core, core.word(addressOf(l))));
    return `[${parts.join(",")}${l === NIL ? "" : `|${show(core, l)}`}]`;
  }
  const header = core.word(p);
  const arity = Number(header >> 6n);
  const element = (i: number) => core.word(p + 8 * i);
  switch (Number((header >> 2n) & 15n)) {
    case HEADER.tuple: return `{${Array.from({ length: arity }, (_, i) => show(core, element(i + 1))).join(",")}}`;
    case HEADER.posBig:
    case HEADER.negBig: {
      let n = 0n;
      for (let i = arity; i > 0; i--) n = (n << 64n) | BigInt.asUintN(64, element(i));
      return String(Number((header >> 2n) & 15n) === HEADER.negBig ? -n : n);
    }
    case HEADER.float: {
      const f = core.view.getFloat64(p + 8, true);
      return Number.isInteger(f) ? `${f}.0` : String(f);
    }
    case HEADER.heap: return `<<${[...core.bytes.subarray(p + 16, p + 16 + Number(element(1)))].join(",")}>>`;
    case HEADER.refc: return `<<${[...core.bytes.subarray(core.u32(p + 28), core.u32(p + 28) + Number(element(1)))].join(",")}>>`;
    case HEADER.sub: {
      // Whole bytes only: from a match specification nothing else can come.
      const original = addressOf(element(3)), from = Number(element(2)) / 8;
      const base = Number((core.word(original) >> 2n) & 15n) === HEADER.heap ? original + 16 : core.u32(original + 28);
      return `<<${[...core.bytes.subarray(base + from, base + from + Number(element(1)) / 8)].join(",")}>>`;
    }
    case HEADER.flatmap: {
      const keys = addressOf(element(1));
      const pairs = Array.from({ length: arity - 1 }, (_, i) => `${show(core, core.word(keys + 8 * (i + 1)))}=>${show(core, element(i + 2))}`);
      return `#{${pairs.sort().join(",")}}`;
    }
    case HEADER.ref: return "ref";
    default: return `subtag${(header >> 2n) & 15n}`;
  }
}

/** `text` of a term as show() would write it, whatever order its maps are in. */
export const normal = (core: Core, text: string): string => show(core, build(core, text));
