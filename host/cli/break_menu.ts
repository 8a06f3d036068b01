/**
 * What Ctrl-C offers on a terminal. While the menu waits for its answer nothing else runs in this program, as in erl. The
 * answer is read here key by key, so that a second Ctrl-C can end the program as erl ends, by no signal.
 */
import { closeSync, openSync, readSync, writeSync } from "node:fs";

const TERMINAL = "/dev/tty";
const MENU = "\nBREAK: (a)bort (A)bort with dump (c)ontinue (v)ersion\n";
const INTERRUPT = 0x03, END_OF_INPUT = 0x04, BACKSPACE = 0x08, NEWLINE = 0x0a, RETURN = 0x0d, FIRST_PRINTABLE = 0x20, DELETE = 0x7f;

/** What the choices do. Those that return let the node go on. */
export interface BreakActions {
  abort(): void;
  abortWithDump(): void;
  version(): string;
}

/** The first letter of the next line typed; undefined for who wants out: Ctrl-C, Ctrl-D on an empty line, end of input. */
function readChoice(terminal: number): string | undefined {
  const key = new Uint8Array(1);
  let line = "";
  const echo = (text: string): void => { writeSync(terminal, text); };
  while (readSync(terminal, key) === 1) {
    const code = key[0]!;
    if (code === NEWLINE || code === RETURN) {
      echo("\n");
      return line.charAt(0);
    }
    if (code === INTERRUPT || (code === END_OF_INPUT && line === "")) {
      if (code === INTERRUPT) echo("^C");
      return undefined;
    }
    if (code === BACKSPACE || code === DELETE) {
      if (line !== "") echo("\b \b");
      line = line.slice(0, -1);
    } else if (code >= FIRST_PRINTABLE && code < DELETE) {
      line += String.fromCharCode(code);
      echo(line.at(-1)!);
    }
  }
  return undefined;
}

function choose(terminal: number, actions: BreakActions): void {
  const say = (text: string): void => { writeSync(terminal, text); };
  say(MENU);
  for (;;) {
    const choice = readChoice(terminal);
    switch (choice) {
      case "a": case undefined:
        actions.abort();
        return;
      case "A":
        actions.abortWithDump();
        return;
      case "c": return;
      case "v":
        say(`${actions.version()}\n`);
        return;
      case "": break;
      default: say(`Invalid option '${choice}'. Please enter one of the following:${MENU}`);
    }
  }
}

/**
 * Shows the menu and does what is chosen. Standard input must be a terminal.
 * @returns false where there is no terminal to show it on
 */
export function breakMenu(actions: BreakActions): boolean {
  let terminal: number;
  try { terminal = openSync(TERMINAL, "r+"); } catch { return false; }
  const { stdin } = process, raw = stdin.isRaw;
  stdin.setRawMode(true);
  try {
    choose(terminal, actions);
  } finally {
    stdin.setRawMode(raw);
    closeSync(terminal);
  }
  return true;
}
