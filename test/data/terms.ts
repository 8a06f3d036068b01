/** Terms in a test process from Erlang's external format, as far as the cases use it. */
import { type Term, type TestProcess, NIL, small } from "../memory/core.js";

/** Decode `etf` (with its version byte) onto the heap of `process`. */
export function decode(process: TestProcess, etf: Uint8Array): Term {
  const view = new DataView(etf.buffer, etf.byteOffset, etf.byteLength);
  let at = 1;
  const u8 = () => view.getUint8(at++);
  const u16 = () => { at += 2; return view.getUint16(at - 2); };
  const u32 = () => { at += 4; return view.getUint32(at - 4); };
  const bytes = (n: number) => { at += n; return etf.subarray(at - n, at); };
  const many = (n: number) => Array.from({ length: n }, () => term());
  const atom = (n: number) => process.core.atom(Buffer.from(bytes(n)).toString());
  const big = (n: number) => {
    const negative = u8() !== 0;
    let v = 0n;
    bytes(n).forEach((b, i) => { v |= BigInt(b) << BigInt(8 * i); });
    if (negative) v = -v;
    return integer(process, v);
  };
  const term = (): Term => {
    const tag = u8();
    switch (tag) {
      case 97: return small(u8());
      case 98: return small(u32() | 0);
      case 70: at += 8; return process.core.x.makeFloat(view.getFloat64(at - 8));
      case 100: return latin1(u16());
      case 118: return atom(u16());
      case 119: return atom(u8());
      case 104: return process.tuple(...many(u8()));
      case 105: return process.tuple(...many(u32()));
      case 106: return NIL;
      case 107: return process.list(...[...bytes(u16())].map(small));
      case 108: {
        const items = many(u32());
        return items.reduceRight((t, h) => process.cons(h, t), term());
      }
      case 109: return process.binary(bytes(u32()));
      case 77: {
        const n = u32(), last = u8();
        return process.core.x.newSubBinary!(process.binary(bytes(n)), 0n, BigInt(8 * (n - 1) + last));
      }
      case 110: return big(u8());
      case 111: return big(u32());
      case 116: return map(process, many(2 * u32()));
      default: throw new Error(`external tag ${tag} at ${at}`);
    }
  };
  const latin1 = (n: number) => {
    const text = Buffer.from(bytes(n)).toString("latin1");
    return process.core.atom(text);
  };
  return term();
}

export function integer(process: TestProcess, v: bigint): Term {
  if (BigInt.asIntN(60, v) === v) return small(v);
  const limbs: bigint[] = [];
  for (let rest = v < 0n ? -v : v; rest > 0n; rest >>= 64n) limbs.push(BigInt.asIntN(64, rest));
  return process.object((BigInt(limbs.length) << 6n) | ((v < 0n ? 3n : 2n) << 2n), limbs);
}

/** A map of keys and values in turn, of any size. */
export function map(process: TestProcess, words: readonly Term[]): Term {
  const { core } = process;
  const none = process.tuple();
  let t = process.object((1n << 6n) | (0xbn << 2n), [none]);
  const ARGS = 9216;
  for (let i = 0; i < words.length; i += 2) {
    core.setWord(ARGS, words[i]!);
    core.setWord(ARGS + 8, words[i + 1]!);
    t = core.x.rt_map_put_assoc!(t, 2) as unknown as Term;
  }
  return t;
}

/** Elements of a proper list. */
export function listOf(process: TestProcess, t: Term): Term[] {
  const out: Term[] = [];
  for (; t !== NIL; t = process.core.word(Number(t) + 15)) out.push(process.core.word(Number(t) + 7));
  return out;
}
/** Elements of a tuple. */
export function elements(process: TestProcess, t: Term): Term[] {
  const p = Number(t) + 6;
  const n = Number(process.core.word(p) >> 6n);
  return Array.from({ length: n }, (_, i) => process.core.word(p + 8 + 8 * i));
}
