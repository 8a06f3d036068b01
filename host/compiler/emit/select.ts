/** select_val and select_tuple_arity: jump tables, binary search, or one comparison after the other. */
import type { Operand } from "../../beam/index.js";
import type { Node } from "../graph.js";
import { HEADER, SUB_TUPLE, header } from "../layout.js";
import { Label } from "../wasm/code.js";
import type { Emitter } from "./emitter.js";
import { requireTuple } from "./test.js";

interface Case { readonly value: bigint; readonly to: Label }

/** Up to so many cases are compared one after the other. */
const LINEAR = 4;
/** A jump table may have so many entries for each case. */
const SPARSE = 4;
/** Wasm engines take no bigger jump tables. */
const MOST_ENTRIES = 65000;
/** Terms of one kind differ by multiples of this: small integers above four bits, atoms above six. */
const LEAST_SHIFT = 4n;

export function emitSelectVal(e: Emitter): void {
  const { c } = e, source = e.arg(0), items = e.list(2), otherwise = e.target(e.arg(1))!;
  const t = e.local(source);
  const byValue = new Map<bigint, Label>();
  for (let i = 0; i < items.length; i += 2) {
    const value = e.immediate(items[i]!), to = e.target(items[i + 1]!)!;
    if (value === undefined) compareTerm(e, t, items[i]!, to);
    else if (!byValue.has(value)) byValue.set(value, e.labelOf(to));
  }
  const cases = [...byValue].map(([value, to]): Case => ({ value, to }));
  cases.sort((a, b) => a.value < b.value ? -1 : 1);
  search(e, t, cases);
  e.done(source, t);
  c.br(e.labelOf(otherwise));
}

/** A constant whose term is only known when the code is linked, or lives in memory. */
function compareTerm(e: Emitter, t: number, o: Operand, to: Node): void {
  e.c.get(t);
  e.push(o);
  if (o.kind === "literal") e.runtime("rt_exact_equal");
  else e.c.op("i64_eq");
  e.branchIf(to);
}

/** Branch to the case that the term in a local is equal to, or fall through. `cases` are sorted. */
function search(e: Emitter, t: number, cases: readonly Case[]): void {
  const { c } = e;
  if (cases.length <= LINEAR) {
    for (const k of cases) c.get(t).i64(k.value).op("i64_eq").brIf(k.to);
    return;
  }
  if (jumpTable(e, t, cases)) return;
  const middle = cases.length >> 1;
  c.get(t).i64(cases[middle]!.value).op("i64_lt_s").if();
  search(e, t, cases.slice(0, middle));
  c.else();
  search(e, t, cases.slice(middle));
  c.end();
}

function jumpTable(e: Emitter, t: number, cases: readonly Case[]): boolean {
  const least = cases[0]!.value, shift = cases.every((k) => ((k.value - least) & 63n) === 0n) ? 6n : LEAST_SHIFT;
  const mask = (1n << shift) - 1n;
  if (cases.some((k) => ((k.value - least) & mask) !== 0n)) return false;
  const span = Number((cases[cases.length - 1]!.value - least) >> shift) + 1;
  if (span > SPARSE * cases.length || span > MOST_ENTRIES) return false;
  const { c } = e, none = new Label();
  const byIndex = new Map(cases.map((k) => [Number((k.value - least) >> shift), k.to]));
  c.block(none);
  // A term of another kind leaves a remainder; one out of range is too big as an unsigned number.
  c.get(t).i64(least).op("i64_sub").i64(mask).op("i64_and").op("i64_eqz").op("i32_eqz").brIf(none);
  c.get(t).i64(least).op("i64_sub").i64(shift).op("i64_shr_u").i64(span).op("i64_ge_u").brIf(none);
  c.get(t).i64(least).op("i64_sub").i64(shift).op("i64_shr_u").op("i32_wrap_i64");
  c.brTable(Array.from({ length: span }, (_, i) => byIndex.get(i) ?? none), none);
  c.end();
  return true;
}

export function emitSelectTupleArity(e: Emitter): void {
  const { c } = e, source = e.arg(0), items = e.list(2), otherwise = e.target(e.arg(1))!;
  const t = e.local(source);
  requireTuple(c, t, () => e.branchIf(otherwise));
  for (let i = 0; i < items.length; i += 2) {
    c.get(t).op("i32_wrap_i64").i32Load(HEADER).i32(header((items[i] as { value: number }).value, SUB_TUPLE)).op("i32_eq");
    e.branchIf(e.target(items[i + 1]!)!);
  }
  e.done(source, t);
  c.br(e.labelOf(otherwise));
}
