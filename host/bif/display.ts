/** erlang:display/1 and its kin: terms as the emulator prints them, past OTP's I/O system. */
import { type Atom, Tuple, charlist, displayAtom, displayTerm, type ErlTerm } from "../term/index.js";
import { expectText } from "./arguments.js";
import type { HostBifs } from "./registry.js";

/** The terminal's line end, which the emulator writes to whatever its streams are. */
const LINE_END = "\r\n";

const address = (point: number): string => `0x${point.toString(16).padStart(16, "0")}`;
const BOTTOM = "(<terminate process normally>)";

/** `{M, F, A, Point}` of assembly/process/backtrace.ts: points take the place of code addresses. */
function place(where: ErlTerm): { readonly at: string; readonly name: string } {
  if (!(where instanceof Tuple)) return { at: address(0), name: BOTTOM };
  const [module, name, arity, point] = where.elements as [Atom, Atom, number, number];
  return { at: address(point), name: `(${displayAtom(module.name)}:${displayAtom(name.name)}/${arity} + 0)` };
}

/** The text of process_info(_, backtrace), of the frames that assembly/process/backtrace.ts lists. */
function backtraceText(frames: ErlTerm): string {
  const lines: string[] = [];
  (frames as Tuple[]).forEach(({ elements: [where, ys] }, i) => {
    const { at, name } = place(where!);
    lines.push(i === 0 ? `Program counter: ${at} ${name}` : `${address(i)} Return addr ${at} ${name}`);
    (ys as (ErlTerm[] | Tuple)[]).forEach((y, k) => {
      if (y instanceof Tuple) {
        const handler = place(y);
        lines.push(`y(${k})     Catch ${handler.at} ${handler.name}`);
      } else lines.push(`y(${k})     ${displayTerm(y[0]!)}`);
    });
    lines.push("");
  });
  return `${lines.join("\n")}\n`;
}

export const displayBifs: HostBifs = {
  "erts_internal:backtrace_text/1": (_, frames) => new TextEncoder().encode(backtraceText(frames)),
  "erlang:display/1": ({ node }, term) => {
    node.world.stdio.stdout?.write(displayTerm(term) + LINE_END);
    return true;
  },
  "erts_debug:display/1": ({ node }, term) => {
    const text = displayTerm(term);
    node.world.stdio.stdout?.write(text + LINE_END);
    return charlist(`${text}\n`);
  },
  "erlang:display_string/1": ({ node }, text) => {
    node.world.stdio.stderr?.write(expectText(text).replaceAll("\n", LINE_END));
    return true;
  },
  "erlang:display_nl/0": ({ node }) => {
    node.world.stdio.stderr?.write(LINE_END);
    return true;
  },
};
