/**
 * The driver `tty_sl`: the terminal, as OTP's user_drv and its line editor use it. A command is an operation and its
 * argument; input comes as it is typed. The driver is there only when the node's input and output are a terminal; else
 * OTP starts its old shell over `{fd, 0, 1}`.
 */
import type { Readable, Writable } from "node:stream";
import { endianness } from "node:os";
import { atom, tuple } from "../term/index.js";
import type { NodeContext } from "../bif/world.js";
import { PortError, type Driver, type PortLink } from "./driver.js";
import { TerminalLine } from "./terminal_line.js";
import { TypedText } from "./typed_text.js";

const PUT = 0, MOVE = 1, INSERT = 2, DELETE = 3, BEEP = 4, PUT_SYNC = 5;
/** Numbers of port_control begin here (user_drv's magic number, and a hundred). */
const CONTROL = 0x018b0900 + 100;
const WINDOW_SIZE = CONTROL, GET_UNICODE = CONTROL + 1, SET_UNICODE = CONTROL + 2;
const DEFAULT_COLUMNS = 80, DEFAULT_ROWS = 24;
/** With more bytes than this on their way, whoever writes in step has to wait. */
const MOST_QUEUED = 16 * 1024;
const LITTLE_ENDIAN = endianness() === "LE";

/** Terminals that cannot move their cursor. */
const NO_TERMINALS: ReadonlySet<string> = new Set(["", "dumb", "unknown"]);

/** What is needed of tty.ReadStream. */
type Keyboard = Readable & { readonly isTTY: true; setRawMode(raw: boolean): unknown };
/** What is needed of tty.WriteStream. */
type Screen = Writable & { readonly isTTY: true; readonly columns?: number; readonly rows?: number };

const isKeyboard = (stream: Readable | undefined): stream is Keyboard =>
  stream !== undefined && (stream as Partial<Keyboard>).isTTY === true && typeof (stream as Partial<Keyboard>).setRawMode === "function";
const isScreen = (stream: Writable | undefined): stream is Screen => stream !== undefined && (stream as Partial<Screen>).isTTY === true;

/** Whether the locale in the environment is one of UTF-8. */
function localeIsUnicode(env: ReadonlyMap<string, string>): boolean {
  const locale = ["LC_ALL", "LC_CTYPE", "LANG"].map((name) => env.get(name)).find((value) => value !== undefined && value !== "");
  return /utf-?8/i.test(locale ?? "");
}

/**
 * Raw mode takes from the terminal what it does with these keys; a program of the machine gets its signals all the same.
 * Stopping concerns all of the terminal's foreground programs (0), so that the shell which started them takes notice.
 */
function signalsOf(keyboard: Keyboard): ReadonlyMap<number, () => void> {
  return new Map([
    [0x03, () => { process.kill(process.pid, "SIGINT"); }],
    [0x1a, () => {
      keyboard.setRawMode(false);
      process.kill(0, "SIGTSTP");
    }],
    [0x1c, () => { process.kill(process.pid, "SIGQUIT"); }],
  ]);
}

class Terminal implements Driver {
  private readonly line: TerminalLine;
  private readonly typed: TypedText;
  /** A writer waits to hear that its output is on its way. */
  private waiting = false;
  private readonly undo: (() => void)[] = [];

  constructor(private readonly link: PortLink, node: NodeContext, private readonly keyboard: Keyboard, private readonly screen: Screen) {
    this.line = new TerminalLine(() => this.columns);
    this.line.unicode = localeIsUnicode(node.world.env);
    // With `+Bc`, Ctrl-C is a key like others, which OTP's shell takes as the wish to interrupt what runs.
    const signals = new Map(node.world.machine ? signalsOf(keyboard) : []);
    if (node.release.emulatorArguments.includes("-Bc")) signals.delete(0x03);
    this.typed = new TypedText(this.line, (bytes) => link.data(bytes), signals);
    keyboard.setRawMode(true);
    this.listen(keyboard, "data", (chunk) => this.typed.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk as Uint8Array));
    this.listen(keyboard, "end", () => link.eof());
    this.listen(keyboard, "error", () => link.eof());
    this.listen(screen, "error", () => link.exit("eio"));
    this.listen(screen, "drain", () => this.answer());
    // However the program ends, the terminal is left as it was.
    this.listen(process, "exit", () => keyboard.setRawMode(false));
    // The shell has had the terminal meanwhile. Switched off first, since a mode that is on already is not set again.
    if (node.world.machine) this.listen(process, "SIGCONT", () => { keyboard.setRawMode(false); keyboard.setRawMode(true); });
    keyboard.resume();
  }

  output(bytes: Uint8Array): void {
    const operation = bytes[0], rest = bytes.subarray(1);
    this.write(this.perform(operation, rest));
    if (operation !== PUT_SYNC) return;
    this.waiting = true;
    if (this.screen.writableLength <= MOST_QUEUED) this.answer();
  }

  control(operation: number, data: Uint8Array): Uint8Array | undefined {
    const unicode = Uint8Array.of(this.line.unicode ? 1 : 0);
    switch (operation) {
      case WINDOW_SIZE: {
        const size = new DataView(new ArrayBuffer(8));
        size.setUint32(0, this.columns, LITTLE_ENDIAN);
        size.setUint32(4, this.screen.rows || DEFAULT_ROWS, LITTLE_ENDIAN);
        return new Uint8Array(size.buffer);
      }
      case GET_UNICODE: return unicode;
      case SET_UNICODE:
        if (data.length === 0) return undefined;
        this.line.unicode = data[0] !== 0;
        return unicode;
      default: return undefined;
    }
  }

  queued(): number { return this.screen.writableLength; }

  flushed(): Promise<void> {
    if (this.screen.writableLength === 0 || this.screen.destroyed) return Promise.resolve();
    return new Promise((resolve) => { this.screen.write("", () => resolve()); });
  }

  close(): void {
    for (const run of this.undo.splice(0)) run();
    this.keyboard.setRawMode(false);
    this.keyboard.pause();
  }

  private get columns(): number { return this.screen.columns || DEFAULT_COLUMNS; }

  private perform(operation: number | undefined, rest: Uint8Array): string {
    const text = (): string => new TextDecoder("utf-8", { ignoreBOM: true }).decode(rest);
    const count = (): number => (rest.length < 2 ? 0 : new DataView(rest.buffer, rest.byteOffset).getInt16(0));
    switch (operation) {
      case PUT: case PUT_SYNC: return this.line.put(text());
      case MOVE: return this.line.move(count());
      case INSERT: return this.line.insert(text());
      case DELETE: return this.line.remove(count());
      case BEEP: return "\x07";
      default: return "";
    }
  }

  private write(text: string): void {
    if (text !== "" && !this.screen.destroyed) this.screen.write(text, this.line.unicode ? "utf8" : "latin1");
  }

  private answer(): void {
    if (!this.waiting) return;
    this.waiting = false;
    this.link.send(tuple(this.link.port, atom("ok")));
  }

  private listen(from: NodeJS.EventEmitter, event: string, run: (value: unknown) => void): void {
    from.on(event, run);
    this.undo.push(() => from.off(event, run));
  }
}

/** Opens the terminal that the node was given. @throws PortError `badarg` where it was given none, or one that cannot do this */
export function openTerminal(link: PortLink): Driver {
  const { stdio, env } = link.node.world;
  if (!isKeyboard(stdio.stdin) || !isScreen(stdio.stdout) || NO_TERMINALS.has(env.get("TERM") ?? "")) throw new PortError("badarg");
  return new Terminal(link, link.node, stdio.stdin, stdio.stdout);
}
