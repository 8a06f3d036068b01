/**
 * `npm run bench -- [options] [workload …]`: single operations over the public API, and the workloads on erl and
 * Hornbeam in turn; the tables go to bench/RESULTS.md when everything was measured in full.
 *
 *   --quick                  small sizes, few runs; for a look during development
 *   --only operations|workloads|start|memory
 *   --node BIN               the JavaScript engine for the workloads
 *   --out FILE               where to write the report
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { hornbeam as hornbeamOn, oracle, root } from "../test/conformance/harness/engine.js";
import { type Operation, measureOperations } from "./operations.js";
import { describeMachine, workloadTable, writeReport } from "./report.js";
import { duration } from "./statistics.js";
import { type Boot, type Crowd, type Plan, type Row, compare, compileWorkloads, measureBoot, measureCrowd, workloads } from "./workloads.js";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false }, only: { type: "string" }, node: { type: "string" }, out: { type: "string" },
  },
});
const wanted = (part: string) => options.only === undefined || options.only === part;
const plan: Plan = options.quick ? { quick: true, rounds: 1, repetitions: 3 } : { quick: false, rounds: 3, repetitions: 9 };

const { erl, erlc } = oracle();
const hornbeam = hornbeamOn(options.node === undefined ? {} : { node: options.node });
const folder = compileWorkloads(erlc);

const rows: Row[] = [];
const failures = new Map<string, string>();
if (wanted("workloads")) {
  const chosen = workloads.filter((w) => positionals.length === 0 || positionals.includes(w.name));
  for (const [i, workload] of chosen.entries()) {
    process.stdout.write(`[${i + 1}/${chosen.length}] ${workload.name} … `);
    try {
      const row = compare(workload, erl, hornbeam, folder, plan);
      rows.push(row);
      console.log(`erl ${duration(row.erl)}, Hornbeam ${duration(row.hornbeam)}, ratio ${(row.hornbeam / row.erl).toFixed(2)}`);
    } catch (error) {
      failures.set(workload.name, (error as Error).message);
      console.log(`FAILED\n${(error as Error).message}`);
    }
  }
  if (rows.length > 0) console.log(`\n${workloadTable(rows)}\n`);
}

let boots: { erl: Boot; hornbeam: Boot } | undefined;
if (wanted("start") && positionals.length === 0) {
  console.log("start …");
  boots = { erl: measureBoot(erl, plan.quick ? 2 : 5), hornbeam: measureBoot(hornbeam, plan.quick ? 2 : 5) };
  console.log(`erl ${boots.erl.seconds.toFixed(2)} s, Hornbeam ${boots.hornbeam.seconds.toFixed(2)} s`);
}

const crowds: { erl: Crowd; hornbeam: Crowd }[] = [];
if (wanted("memory") && positionals.length === 0)
  for (const processes of plan.quick ? [10_000] : [100_000, 1_000_000]) {
    process.stdout.write(`${processes} idle processes … `);
    const crowd = { erl: measureCrowd(erl, folder, processes), hornbeam: measureCrowd(hornbeam, folder, processes) };
    crowds.push(crowd);
    console.log(`erl ${crowd.erl.bytes} bytes each, Hornbeam ${crowd.hornbeam.bytes}`);
  }

let operations: readonly Operation[] = [];
if (wanted("operations") && positionals.length === 0) {
  console.log("single operations …");
  operations = await measureOperations(folder, plan.quick, (operation) =>
    console.log(`${operation.name}: ${duration(operation.median)}`));
}

const complete = !options.quick && options.only === undefined && positionals.length === 0;
const file = options.out ?? (complete ? join(root, "bench/RESULTS.md") : undefined);
if (file !== undefined) {
  writeReport(file, describeMachine(erl, hornbeam), { plan, rows, failures, boots, crowds, operations });
  console.log("the report is written");
}
process.exitCode = failures.size === 0 ? 0 : 1;
