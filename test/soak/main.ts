/**
 * `npm run soak -- [options] [load …]`: docs/soak.md says what it looks at and how to read what it prints.
 *
 *   --minutes N    how long, 30 unless told
 *   --seed N       of all that is random, 1 unless told
 *   --shallow N    divides the depths of soak_deep
 *   --leak N       keeps N KiB more with each round: such a soak must end in a fault
 *
 * Exit code 0 when nothing was lost and memory came back, else 1.
 */
import { parseArgs } from "node:util";
import { LOADS, soak } from "./soak.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: "string", default: "30" }, seed: { type: "string", default: "1" }, shallow: { type: "string", default: "1" }, leak: { type: "string" } },
});
const number = (name: keyof typeof values): number => {
  const n = Number(values[name]);
  if (!(n > 0)) throw new Error(`--${name} takes a number above 0`);
  return n;
};
const loads = positionals.length === 0 ? LOADS : LOADS.filter((load) => positionals.some((part) => load.includes(part)));
if (loads.length === 0) throw new Error(`no load is called so; there are ${LOADS.join(", ")}`);

const PROGRESS_SECONDS = 10;
const { rounds, counts, faults } = await soak({
  seconds: number("minutes") * 60, seed: number("seed"), shallower: number("shallow"), loads, every: PROGRESS_SECONDS,
  ...(values.leak === undefined ? {} : { leak: number("leak") * 1024 }),
  say: (line) => { console.log(line); },
});
console.log(`\n${rounds} rounds:`);
for (const [what, n] of Object.entries(counts).sort()) console.log(`  ${what}: ${n}`);
for (const fault of faults) console.log(`FAULT  ${fault}`);
console.log(faults.length === 0 ? "Nothing was lost, and all memory came back." : `${faults.length} faults.`);
process.exitCode = faults.length === 0 ? 0 : 1;
