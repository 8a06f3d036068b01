/** Sessions typed into erl and into Hornbeam, each on a pseudo terminal: the screens must be equal after each step. */
import { execFileSync, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { realErlang, root } from "../erlang.js";
import { Screen } from "./screen.js";

/** A session is typed once more where it failed: what is on a screen depends on when keys come. */
const AGAIN = { retry: 1, timeout: 300_000 };
const COLUMNS = 60, ROWS = 60;
const BOOT_MS = 60_000, STEP_MS = 60_000, QUIET_MS = 150, NO_ANSWER_MS = 1000;
const UP = "\x1b[A", DOWN = "\x1b[B", LEFT = "\x1b[D", RIGHT = "\x1b[C";
const control = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) & 0x1f);

const scratch = mkdtempSync(join(tmpdir(), "hornbeam-terminal-"));
afterAll(() => rmSync(scratch, { recursive: true }));

/** util-linux's `script`, which runs a command on a pseudo terminal of its own; every Debian has it. */
const script = spawnSync("script", ["--version"], { encoding: "utf8" }).stdout?.includes("util-linux") === true;
if (!script) console.error("\n*** terminal.test.ts: NOTHING OF THE TERMINAL IS TESTED: there is no `script` of util-linux ***\n");

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  running.clear();
});

/** A program on a terminal. */
class Session {
  private readonly child: ChildProcess;
  private readonly screen = new Screen(COLUMNS, ROWS);
  /** Whether something has come since keys were typed, and when it was. */
  private answered = true;
  private typed = Date.now();
  private lastOutput = Date.now();
  private ended = false;

  constructor(command: string, env: Readonly<Record<string, string>>) {
    // A plain shell, the same on every machine, which outlives the Ctrl-C that its whole process group gets.
    this.child = spawn("script", ["-qfc", `trap : INT; stty cols ${COLUMNS} rows ${ROWS}; ${command}; echo "exit $?"; stty -a | grep -o -e "-*icanon"`, "/dev/null"],
      { cwd: scratch, env: { ...process.env, ...env, SHELL: "/bin/sh", TERM: "xterm", LC_ALL: "C.UTF-8" }, stdio: ["pipe", "pipe", "inherit"] });
    running.add(this.child);
    this.child.stdout!.setEncoding("utf8").on("data", (text: string) => {
      this.answered = true;
      this.lastOutput = Date.now();
      this.screen.write(text);
    });
    this.child.once("close", () => {
      running.delete(this.child);
      this.ended = true;
    });
  }

  type(keys: string): void {
    this.answered = keys === "";
    this.typed = Date.now();
    this.child.stdin!.write(keys);
  }

  /** Whether it has answered what was typed, or seems to have no answer, and no more comes. */
  get quiet(): boolean {
    const now = Date.now();
    return this.ended || ((this.answered || now - this.typed >= NO_ANSWER_MS) && now - this.lastOutput >= QUIET_MS);
  }

  /** What is to be seen below the banner, which tells of the emulator's own properties. */
  get text(): string {
    const text = this.screen.text(), at = text.indexOf("Eshell");
    return at < 0 ? text : text.slice(at);
  }
}

/** Waits until `done`; what comes of too long a wait is for the caller to find. */
async function waitFor(done: () => boolean, limit: number): Promise<void> {
  const deadline = Date.now() + limit;
  while (!done() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Keys, and what is to be seen when they were taken; without that, some answer will do. */
type Step = string | readonly [keys: string, seen: RegExp];

/** Types into all sessions and waits each time until all show the same. Returns the last screen. */
async function type(sessions: readonly Session[], steps: readonly Step[]): Promise<string> {
  const [first, ...others] = sessions;
  const booted = (session: Session): boolean => session.quiet && /1>/.test(session.text);
  await waitFor(() => sessions.every(booted), BOOT_MS);
  for (const [i, step] of [["", /1>/] as const, ...steps].entries()) {
    const [keys, seen] = typeof step === "string" ? [step, undefined] : step;
    for (const session of sessions) session.type(keys);
    const alike = (): boolean => others.every(({ text }) => text === first!.text) && (seen === undefined || seen.test(first!.text));
    await waitFor(() => alike() && sessions.every(({ quiet }) => quiet), STEP_MS);
    const where = `after step ${i}, ${JSON.stringify(keys)}`;
    for (const { text } of others) expect(text, where).toBe(first!.text);
    if (seen !== undefined) expect(first!.text, where).toMatch(seen);
  }
  return first!.text;
}

const erlang = script ? realErlang() : undefined;
if (script && erlang === undefined) console.error("\n*** terminal.test.ts: the terminal is NOT COMPARED with erl: there is none ***\n");
const hornbeam = `'${process.execPath}' '${join(root, "bin/hornbeam.js")}' erl`;

/** Types into erl and Hornbeam, whose screens must be equal. */
const same = (...steps: Step[]): Promise<string> =>
  type([new Session(`'${join(erlang!.bin, "erlexec")}'`, erlang!.env), new Session(hornbeam, {})], steps);
/** Types into Hornbeam alone. */
const ours = (command: string, ...steps: Step[]): Promise<string> => type([new Session(command, {})], steps);

describe.skipIf(!script || erlang === undefined)("the shell on a terminal, beside erl", AGAIN, () => {
  it("edits lines", () => same(
    "A = 1.\r", "lists:rev", "\t", ["[1,2]).\r", /^\[2,1\]\n3>/m], UP + UP, control("a") + "B = ", control("e") + LEFT + LEFT + "0",
    ["\r", /syntax error before: 0\n3>/], "abc def ghi" + LEFT + LEFT, control("w"), control("k"), control("u"), control("y") + RIGHT, control("t"), control("a") + control("k"),
    ["ok.\r", /^ok\n4>/m], UP + UP + DOWN + control("p"), control("d")));
  it("keeps lines that are longer than the screen is wide", () => same(
    "[aaaaaaaaaaaaaaaaaa,bbbbbbbbbbbbbbbbb,ccccccccccccccccccc,ddddddddddddddddd,eeeee]", control("a") + "X = ", control("e") + "\x7f\x7f", "].\r",
    UP + control("a"), control("d") + control("d"), RIGHT.repeat(COLUMNS), control("k"), "\x7f\x7f\x7f\x7f\x7f\x7f", control("a") + control("k"),
    `"${"x".repeat(COLUMNS - 6)}"`, "\x7f\".", ["\r", /3>/], `io:format("~s~n", [lists:duplicate(${COLUMNS}, $y)]).\r`,
    [`io:format("~s", [lists:duplicate(${COLUMNS}, $y)]).\r`, /5>/], UP + control("a") + control("k"), control("y")));
  it("shows wide, coloured and control characters", () => same(
    "\"日本語日本語\".", LEFT + LEFT + LEFT + "\x7f", ["é\r", /2>/], ["io:format(\"a\\tb~n\\e[1mbold\\e[0m~c~n\",[1]).\r", /bold\^A\nok/]));
  it("takes input of several lines, and shows errors", () => same(
    "case 1/1 of\r", ["1.0 -> yes end.\r", /^yes\n2>/m], "1/0.\r", ["foo(.\r", /syntax error/], ["lists:\t\t", /zipwith3/]));
  it("prints above the line that is being typed", () => same(
    "spawn(fun() -> timer:sleep(500), io:format(\"hello~n\") end), ok.\r", ["abc" + LEFT, /^hello\n/m], "\x7f"));
  it("changes jobs", () => same(
    "X = 5.\r", control("g"), "h\r", "s\r", ["j\r", /2\* \{shell,start,/], "c 2\r", ["X.\r", /unbound/], control("g"), "c 1\r", ["X + 1.\r", /^6\n3>/m]));
  it("ends by q(), and leaves the terminal as it was", () => same(["q().\r", /exit 0\nicanon/]));
});

describe.skipIf(!script)("the terminal under hornbeam erl", AGAIN, () => {
  it("shows the break menu at Ctrl-C, goes on, and ends at a second Ctrl-C", () => ours(hornbeam,
    "X = 7.\r", [control("c"), /BREAK: /], "c\r", ["X + 1.\r", /^8\n3>/m], control("c"), ["v\r", /emulator version/],
    ["X + 2.\r", /^9\n4>/m], control("c"), ["z\r", /Invalid option 'z'/], [control("c"), /exit 0\nicanon/]));
  it("shows the menu without a shell, too", () => ours(`${hornbeam} -noshell -eval 'io:format("1> ")'`,
    [control("c"), /BREAK: /], ["a\r", /exit 0\nicanon/]));
  it("keeps its old shell where it is asked for, or the terminal cannot do more", async () => {
    await ours(`${hornbeam} -oldshell`, ["X = 7.\r", /^7\n2>/m]);
    await ours(`TERM=dumb ${hornbeam}`, ["X = 7.\r", /^7\n2>/m]);
    expect(execFileSync(process.execPath, [join(root, "bin/hornbeam.js"), "erl"], { input: "X = 7.\nhalt().\n", encoding: "utf8" })).toContain("1> 7\n2> ");
  });
  it("stands back at Ctrl-Z and takes the terminal again", () => ours(
    `bash --norc -ic "${hornbeam.replaceAll("'", "")}; stty -a | grep -o -e -*icanon; fg; echo back"`,
    ["X = 7", /X = 7/], [control("z"), /Stopped[\s\S]*\nicanon/], [" + 1.\r", /^8\n2>/m], ["q().\r", /back\nexit 0/]));
});
