/**
 * Whether memory stays on a plateau (docs/soak.md, "The plateau"). Nothing here is a matter of time: growth is counted by
 * rounds, and what is compared was taken after a full collection, so that it does not tell how busy the machine was.
 */
import { type Sample, mib } from "./measure.js";

const KIB = 1024, MIB = 1024 * KIB;

/** A plateau is looked for in soaks of at least this length. */
export const PLATEAU_SECONDS = 300;
/** The part of a soak during which nobody collects but the engine itself; then come the looks, the last at the end. */
const LEFT_ALONE = 0.45;
/** Looks at collected memory. */
const LOOKS = 12;
/** With fewer of them nothing is said of a plateau. */
const FEWEST_LOOKS = 5;

/** Whether it is time for look `taken`, this part of the soak being over. */
export const lookIsDue = (part: number, taken: number): boolean => part >= LEFT_ALONE + (1 - LEFT_ALONE) * taken / (LOOKS - 1);

interface Kind {
  readonly what: string;
  of(s: Sample): number;
  /** How much the trend may add from the first look to the last, in bytes. */
  readonly allowed: number;
}

/** What JavaScript holds is told exactly; pages that the program has differ by what the engine and malloc keep for later, in steps of 10 MiB and more. */
const KINDS: readonly Kind[] = [
  { what: "what JavaScript holds", of: (s) => s.heap + s.buffers, allowed: 3 * MIB },
  { what: "resident memory beside the core's", of: (s) => s.resident - s.wasm, allowed: 20 * MIB },
  { what: "the WebAssembly memory", of: (s) => s.wasm, allowed: 16 * MIB },
];

function median(of: readonly number[]): number {
  const sorted = [...of].sort((a, b) => a - b), half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** Bytes a round, the median over all pairs (Theil and Sen): a few readings that are off do not bend it. */
function trend(looks: readonly Sample[], of: (s: Sample) => number): number {
  return median(looks.flatMap((a, i) => looks.slice(i + 1).filter((b) => b.round > a.round).map((b) => (of(b) - of(a)) / (b.round - a.round))));
}

/** Before it collects, the engine lets its heap grow to this many times what lives in it; young generations and the like come to it. */
const HEAP_GROWTH = 4, YOUNG = 96 * MIB;

export interface Verdict { readonly faults: readonly string[]; readonly lines: readonly string[] }

/**
 * @param alone readings between rounds before the first look
 * @param looks readings after a full collection, in order
 */
export function plateau(alone: readonly Sample[], looks: readonly Sample[]): Verdict {
  const faults: string[] = [], lines: string[] = [];
  const first = looks[0], last = looks.at(-1);
  if (looks.length < FEWEST_LOOKS || first === undefined || last === undefined || alone.length === 0) {
    return { faults, lines: [`no plateau was looked for: ${looks.length} looks at collected memory, it takes ${FEWEST_LOOKS}`] };
  }
  const rounds = last.round - first.round;
  for (const { what, of, allowed } of KINDS) {
    const slope = trend(looks, of), grown = slope * rounds;
    const told = `${what}: ${(slope / KIB).toFixed(0)} KiB a round, ${mib(grown)} in ${rounds} rounds (allowed: ${mib(allowed)}); ` +
      `collected ${mib(Math.min(...looks.map(of)))} to ${mib(Math.max(...looks.map(of)))}`;
    lines.push(told);
    if (grown > allowed) faults.push(`no plateau of ${told}`);
  }
  const beside = (s: Sample): number => s.resident - s.wasm;
  const garbage = Math.max(...alone.map(beside)) - beside(first), most = first.heap * HEAP_GROWTH + YOUNG;
  const told = `garbage that waited for the engine in the ${first.round - alone[0]!.round + 1} rounds before: at most ${mib(garbage)} (allowed: ${mib(most)})`;
  lines.push(told);
  if (garbage > most) faults.push(told);
  return { faults, lines };
}
