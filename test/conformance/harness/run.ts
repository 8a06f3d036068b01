/** Runs programs on an engine: many in one boot where they may share a node, the others one by one. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Engine } from "./engine.js";
import type { Program } from "./program.js";

/** What one program did on one engine. */
export interface Outcome {
  readonly program: Program;
  /** All that it printed; of a program in a node of its own also what stands on stderr, and the exit code. */
  readonly output: string;
  /** Set when the program did not come to its end, or the engine stopped or hung: how, and what it said on stderr. */
  readonly trouble: string;
  /** Wall-clock milliseconds, for a shared node from one marker to the next. */
  readonly ms: number;
}

/** conformance_run prints these around each program's output. */
const BEGIN = "\x1ebegin ", END = "\x1eend\n";
/** What conformance_run says of a program that crashed or took too long. */
const CUT_SHORT = /^\*\*\* (?:main ended with|no end after) [\s\S]*/m;
/** A node that prints nothing for so long after a program's time ran out is taken for dead. */
const GRACE_MS = 15_000;
/** Boots are slow on a busy machine. */
const BOOT_MS = 60_000;

/** No program wants the reports of the crashes that it provokes, unless it turns them on itself. */
const QUIET = ["-kernel", "logger_level", "none"];

/** Folders of .beam files for the code path. */
export interface Paths {
  /** The compiled programs. */
  readonly programs: string;
  /** Elixir's; undefined where there is none and no Elixir program is run. */
  readonly elixir: readonly string[] | undefined;
}

/** Arguments for erl that come before those that say what to run. */
function settings(program: Program, paths: Paths): string[] {
  const elixir = program.language === "elixir" ? ["-elixir", "ansi_enabled", "false", "-pa", ...paths.elixir ?? []] : [];
  return ["-noshell", "-pa", paths.programs, ...QUIET, ...elixir];
}

/** How conformance_run is told what to run: a module, or a script. */
const nameForRun = (program: Program) => (program.language === "elixir" ? program.file : program.module);

interface Ended { readonly code: number | null; readonly timedOut: boolean; readonly stderr: string }

/**
 * Starts the engine in an empty folder of its own.
 * @param deadline called before each wait: milliseconds until the engine counts as hanging
 */
function start(
  engine: Engine, args: readonly string[], stdin: string, deadline: () => number, onText: (text: string) => void,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const cwd = mkdtempSync(join(tmpdir(), "conformance-"));
    const child = spawn(engine.command, [...engine.prefix, ...args], {
      cwd, env: { ...engine.env, HOME: cwd }, stdio: ["pipe", "pipe", "pipe"],
    });
    let timedOut = false, stderr = "";
    const expire = () => { timedOut = true; child.kill("SIGKILL"); };
    let timer = setTimeout(expire, deadline());
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      onText(text);
      clearTimeout(timer);
      timer = setTimeout(expire, deadline());
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => { stderr += text; });
    child.stdin.on("error", () => { /* the program ended without reading it */ });
    child.stdin.end(stdin);
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      rmSync(cwd, { recursive: true, force: true });
      resolve({ code, timedOut, stderr });
    });
  });
}

/** Runs one program in nodes of its own, one for each of its command lines. */
export async function runAlone(engine: Engine, program: Program, paths: Paths): Promise<Outcome> {
  const started = Date.now(), limit = program.timeout * (engine.patience ?? 1);
  let output = "", trouble = "";
  for (const command of program.commands) {
    const { code, timedOut, stderr } = await start(
      engine, [...settings(program, paths), ...command], program.stdin,
      () => limit + BOOT_MS, (text) => { output += text; });
    if (stderr !== "") output += `[stderr]\n${stderr}`;
    output += `[exit ${timedOut ? "never" : code}]\n`;
    if (timedOut) trouble += `no end after ${(limit + BOOT_MS) / 1000} s\n`;
  }
  return { program, output, trouble, ms: Date.now() - started };
}

/**
 * Runs programs of one language one after the other in one node. When the node dies or hangs in the middle, the program that
 * it was running gets the blame and the rest runs in a new node.
 */
export async function runShared(
  engine: Engine, programs: readonly Program[], paths: Paths, onOutcome: (outcome: Outcome) => void,
): Promise<void> {
  let left = [...programs];
  while (left.length > 0) {
    const seconds = Math.max(...left.map((p) => p.timeout)) * (engine.patience ?? 1) / 1000;
    let text = "", begun = Date.now(), done = 0, current: Program | undefined;
    const scan = () => {
      for (;;) {
        const next = left[done];
        if (next === undefined) return;
        const opening = `${BEGIN}${next.module}\n`;
        const from = text.indexOf(opening);
        if (from < 0) return;
        if (current !== next) { current = next; begun = Date.now(); }
        const to = text.indexOf(END, from);
        if (to < 0) return;
        const output = text.slice(from + opening.length, to), trouble = CUT_SHORT.exec(output)?.[0] ?? "";
        onOutcome({ program: next, output, trouble, ms: Date.now() - begun });
        text = text.slice(to + END.length);
        begun = Date.now();
        done++;
      }
    };
    const { code, timedOut, stderr } = await start(
      engine,
      [...settings(left[0]!, paths), "-run", "conformance_run", "main", String(seconds), ...left.map(nameForRun)],
      "", () => (current === undefined ? BOOT_MS : current.timeout * (engine.patience ?? 1)) + GRACE_MS, (more) => { text += more; scan(); });
    const culprit = left[done];
    if (culprit !== undefined) {
      const how = timedOut ? "the node hung and was killed" : `the node stopped with exit code ${code}`;
      const from = text.indexOf(`${BEGIN}${culprit.module}\n`);
      const output = from < 0 ? text : text.slice(from + BEGIN.length + culprit.module.length + 1);
      onOutcome({ program: culprit, output, trouble: `${how}\n${stderr}`, ms: Date.now() - begun });
      done++;
    }
    left = left.slice(done);
  }
}
