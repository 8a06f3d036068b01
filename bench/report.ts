/** Writes bench/RESULTS.md. */
import { execFileSync } from "node:child_process";
import { cpus, totalmem } from "node:os";
import { writeFileSync } from "node:fs";
import type { Engine } from "../test/conformance/harness/engine.js";
import type { Operation } from "./operations.js";
import { duration, geometricMean } from "./statistics.js";
import type { Boot, Crowd, Plan, Row } from "./workloads.js";

export interface Results {
  readonly plan: Plan;
  readonly rows: readonly Row[];
  /** Names of workloads that did not run, and why. */
  readonly failures: ReadonlyMap<string, string>;
  readonly boots: { readonly erl: Boot; readonly hornbeam: Boot } | undefined;
  /** Idle processes: pairs of the same number on both engines. */
  readonly crowds: readonly { readonly erl: Crowd; readonly hornbeam: Crowd }[];
  readonly operations: readonly Operation[];
}

/** Versions of the engines, without names or paths of the machine. */
export function describeMachine(erl: Engine, hornbeam: Engine): string {
  const otp = execFileSync(
    erl.command, [...erl.prefix, "-noshell", "-eval",
      'io:format("~s erts ~s ~s", [erlang:system_info(otp_release), erlang:system_info(version), erlang:system_info(emu_flavor)]), halt().'],
    { env: erl.env, encoding: "utf8", input: "" });
  const versions = JSON.parse(execFileSync(hornbeam.command, ["-p", "JSON.stringify(process.versions)"], { encoding: "utf8" }));
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores (${cpus()[0]?.model ?? "unknown"}), ${memory} GiB, ${process.platform} ${process.arch}; ` +
    `OTP ${otp}, started with \`+S 1\`; Node ${versions.node}, V8 ${versions.v8}`;
}

const percent = (share: number) => `±${(share * 100).toFixed(0)} %`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map((_, i) => (i === 0 ? "-" : "-:")), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

export function workloadTable(rows: readonly Row[]): string {
  const lines = rows.map((r) => [
    `${r.name}, ${r.unit}`, String(r.size), duration(r.erl), percent(r.erlSpread), duration(r.hornbeam), percent(r.hornbeamSpread),
    (r.hornbeam / r.erl).toFixed(2),
  ]);
  const mean = geometricMean(rows.map((r) => r.hornbeam / r.erl));
  return table(["workload", "size", "erl", "", "Hornbeam", "", "ratio"],
    [...lines, [`geometric mean of ${rows.length}`, "", "", "", "", "", mean.toFixed(2)]]);
}

/** @param file where to write */
export function writeReport(file: string, machine: string, results: Results): void {
  const { plan, rows, failures, boots, crowds, operations } = results;
  const parts = [
    "# Results", "",
    `Made by \`npm run bench${plan.quick ? " -- --quick" : ""}\`. ${machine}.`, "",
    "## Workloads", "",
    `The programs of bench/workloads on \`erl +S 1\` and on Hornbeam, in turn: ${plan.rounds} starts of each, ` +
      `${plan.repetitions} runs a start. Medians an operation, half the range beside them; ratio: Hornbeam's time over erl's. ` +
      "Both engines returned the same result in every run of a row.", "",
  ];
  if (rows.length > 0) parts.push(workloadTable(rows), "");
  for (const [name, why] of failures) parts.push(`- ${name} did not run: ${why.split("\n")[0]}`);
  if (boots !== undefined) {
    parts.push("## Start", "", "`-noshell -eval` of a program that stops at once, caches warm: medians.", "",
      table(["", "erl", "Hornbeam"], [
        ["seconds from start to exit", boots.erl.seconds.toFixed(2), boots.hornbeam.seconds.toFixed(2)],
        ["largest resident memory, MiB", boots.erl.memory.toFixed(0), boots.hornbeam.memory.toFixed(0)],
      ]), "");
  }
  if (crowds.length > 0) {
    parts.push("## Memory", "", "Idle processes, all alive at once: what `erlang:memory(total)` grew by for each, the time to spawn them, and the resident memory of the whole program.", "",
      table(["processes", "erl, bytes each", "Hornbeam", "erl, seconds", "Hornbeam", "erl, MiB resident", "Hornbeam"], crowds.map(({ erl, hornbeam }) => [
        String(erl.processes), String(erl.bytes), String(hornbeam.bytes), erl.seconds.toFixed(2), hornbeam.seconds.toFixed(2), erl.resident.toFixed(0), hornbeam.resident.toFixed(0),
      ])), "");
  }
  if (operations.length > 0) {
    parts.push("## Single operations", "", "tinybench over the public API, in one node.", "",
      table(["operation", "median", "mean", "margin", "samples"], operations.map((o) => [
        o.name, duration(o.median), duration(o.mean), `±${o.margin.toFixed(1)} %`, String(o.samples),
      ])), "");
  }
  writeFileSync(file, parts.join("\n"));
}
