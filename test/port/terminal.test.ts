import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { openPortBifs } from "../../host/port/bifs.js";
import { Port, atom, charlist, tuple, type ErlTerm } from "../../host/term/index.js";
import { FakeNode, bytes } from "../bif/fake_node.js";

const PUT = 0, MOVE = 1, INSERT = 2, DELETE = 3, BEEP = 4;
const CONTROL = 0x018b0900 + 100;

class Keyboard extends PassThrough {
  readonly isTTY = true;
  raw = false;
  setRawMode(raw: boolean): void { this.raw = raw; }
}

/** A node with a terminal of 10 columns, and its port. */
function terminal(env: Record<string, string> = { TERM: "xterm", LANG: "C.UTF-8" }) {
  const stdin = new Keyboard(), stdout = Object.assign(new PassThrough(), { isTTY: true, columns: 10, rows: 5 });
  const node = new FakeNode({ stdio: { stdin, stdout }, env: new Map(Object.entries(env)) });
  const port = node.call(openPortBifs, "erts_internal:open_port/2", tuple(atom("spawn"), charlist("tty_sl -c -e")), [atom("eof")]);
  const perform = (operation: number, argument: string | number): string => {
    const rest = typeof argument === "string" ? new TextEncoder().encode(argument) : [argument >> 8, argument];
    node.ports.output(1, Uint8Array.of(operation, ...rest));
    return (stdout.read() as Buffer | null)?.toString("latin1") ?? "";
  };
  const control = (operation: number, ...data: number[]): ErlTerm => node.call(openPortBifs, "erts_internal:port_control/3", port, operation, data);
  return { node, stdin, port, perform, control };
}

describe("the terminal's driver", () => {
  it("is there for a terminal that can move its cursor only", () => {
    expect(terminal().port).toEqual(Port.local(1));
    expect(terminal({ TERM: "dumb" }).port).toBe(atom("badarg"));
    expect(terminal({}).port).toBe(atom("badarg"));
    expect(new FakeNode().call(openPortBifs, "erts_internal:open_port/2", tuple(atom("spawn"), charlist("tty_sl")), [])).toBe(atom("badarg"));
  });
  it("is in raw mode until it is closed", () => {
    const { node, stdin } = terminal();
    expect(stdin.raw).toBe(true);
    node.ports.close(1);
    expect(stdin.raw).toBe(false);
  });
  it("tells the window's size, and whether it takes UTF-8", () => {
    const { control } = terminal();
    expect(new Uint32Array(Uint8Array.from(control(CONTROL) as number[]).buffer)).toEqual(Uint32Array.of(10, 5));
    expect(control(CONTROL + 1)).toEqual([1]);
    expect(control(CONTROL + 2, 0)).toEqual([1]);
    expect(control(CONTROL + 1)).toEqual([0]);
    expect(control(99)).toBe(atom("badarg"));
  });
  it("moves over rows", () => {
    const { perform } = terminal();
    expect(perform(PUT, "0123456789abc")).toBe("0123456789abc");
    expect(perform(MOVE, -5)).toBe("\x1b[A\x1b[5C");
    expect(perform(INSERT, "x")).toBe("x89abc\x1b[A\x1b[5C");
    expect(perform(DELETE, -1)).toBe("\b89abc \x1b[A\x1b[4C");
    expect(perform(DELETE, 99)).toBe("     \x1b[A\x1b[5C");
    expect(perform(MOVE, 3)).toBe("");
    expect(perform(BEEP, "")).toBe("\x07");
  });
  it("goes to the next row when one is full, but for a line that ends there", () => {
    const { perform } = terminal();
    expect(perform(PUT, "0123456789")).toBe("0123456789 \b");
    expect(perform(PUT, "\n0123456789\n")).toBe("\r\n0123456789\r\n");
  });
  it("shows what a terminal without UTF-8 cannot", () => {
    const { perform } = terminal({ TERM: "xterm", LANG: "C" });
    expect(perform(PUT, "é→\x01")).toBe("\\351\\x{2192}^A");
    expect(perform(DELETE, -1)).toBe("\b\b  \b\b");
  });
  it("gives UTF-8 in whole characters", async () => {
    const { node, stdin } = terminal();
    stdin.write(Uint8Array.of(0x61, 0xe2, 0x86));
    await node.eventsOf(1, (e) => e.length === 1);
    stdin.write(Uint8Array.of(0x92));
    expect(await node.eventsOf(1, (e) => e.length === 2)).toEqual([{ data: "a" }, { data: "→" }]);
    stdin.write(Uint8Array.of(0xe9, 0x20));
    expect((await node.eventsOf(1, (e) => e.length === 3)).at(-1)).toEqual({ data: "é " });
    stdin.end(bytes("b"));
    expect((await node.eventsOf(1, (e) => e.length === 5)).slice(-2)).toEqual([{ data: "b" }, "eof"]);
  });
});
