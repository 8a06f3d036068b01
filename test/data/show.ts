/** A text of a term that is equal for equal terms only: maps sorted, binaries in hexadecimal. */
import { type Core, type Term, NIL, addressOf } from "../memory/core.js";

export function show(core: Core, t: Term): string {
  if (t === 0n) return "NONE";
  if ((t & 15n) === 15n) return String(t >> 4n);
  if ((t & 63n) === 11n) return `'${Buffer.from(core.bytes.slice(core.x.atomText!(t), core.x.atomText!(t) + core.x.atomBytes!(t)))}'`;
  if (t === NIL) return "[]";
  if ((t & 3n) === 3n) return `immediate ${t}`;
  const p = addressOf(t);
  if ((t & 3n) === 1n) {
    const items: string[] = [];
    for (; (t & 3n) === 1n; t = core.word(addressOf(t) + 8)) items.push(show(core, core.word(addressOf(t))));
    return `[${items.join(",")}${t === NIL ? "" : `|${show(core, t)}`}]`;
  }
  const header = core.word(p), sub = Number((header >> 2n) & 15n), arity = Number(header >> 6n);
  const words = Array.from({ length: arity }, (_, i) => core.word(p + 8 + 8 * i));
  switch (sub) {
    case 0: return `{${words.map((w) => show(core, w)).join(",")}}`;
    case 2: case 3: {
      const v = words.reduceRight((n, w) => (n << 64n) | BigInt.asUintN(64, w), 0n);
      return String(sub === 3 ? -v : v);
    }
    case 6: { const v = core.view.getFloat64(p + 8, true); return `float ${Object.is(v, -0) ? "-0" : v}`; }
    case 8: case 9: case 10: return bits(core, t);
    case 11: return pairs(core, words.slice(1).map((v, i) => [core.word(addressOf(words[0]!) + 8 + 8 * i), v]));
    case 15: return pairs(core, leaves(core, t));
    default: return `object ${sub}`;
  }
}

function bits(core: Core, t: Term): string {
  const p = addressOf(t), sub = Number((core.word(p) >> 2n) & 15n);
  const whole = sub === 10 ? core.word(p + 24) : t;
  const size = sub === 10 ? Number(core.word(p + 8)) : Number(core.word(p + 8)) * 8;
  const offset = sub === 10 ? Number(core.word(p + 16)) : 0;
  const w = addressOf(whole);
  const base = Number((core.word(w) >> 2n) & 15n) === 9 ? w + 16 : core.u32(w + 28);
  if (((offset | size) & 7) === 0) return `<<${Buffer.from(core.memory.buffer, base + (offset >> 3), size >> 3).toString("hex")}>>`;
  const memory = core.bytes;
  let text = "", byte = 0;
  for (let i = 0; i < size; i++) {
    byte = (byte << 1) | ((memory[base + ((offset + i) >> 3)]! >> (7 - ((offset + i) & 7))) & 1);
    if ((i & 7) === 7) { text += byte.toString(16).padStart(2, "0"); byte = 0; }
  }
  return `<<${text}${size & 7 ? `/${byte.toString(2).padStart(size & 7, "0")}` : ""}>>`;
}

function leaves(core: Core, node: Term): [Term, Term][] {
  const p = addressOf(node), n = Number(core.word(p) >> 6n) - 1;
  const out: [Term, Term][] = [];
  for (let i = 0; i < n; i++) {
    const child = core.word(p + 16 + 8 * i);
    if ((child & 3n) === 1n) out.push([core.word(addressOf(child)), core.word(addressOf(child) + 8)]);
    else out.push(...leaves(core, child));
  }
  return out;
}
const pairs = (core: Core, list: [Term, Term][]): string =>
  `#{${list.map(([k, v]) => `${show(core, k)}=>${show(core, v)}`).sort().join(",")}}`;
