/** What is wrong with a program's outcome: the first line in which two outputs differ, with the line before it. */
import type { Outcome } from "./run.js";

/** Longest part of a line that is shown. */
const WIDTH = 400;

/**
 * Compares what a program did on the real erl and on Hornbeam. One that did not come to its end on the real erl is wrong
 * itself, even when Hornbeam agrees.
 * @returns text for the report, empty when all is well
 */
export function complaint(expected: Outcome, got: Outcome): string {
  if (expected.trouble !== "") return `    the program itself is wrong, on erl:\n${indent(expected.trouble)}`;
  if (expected.output === got.output) return "";
  return `${firstDifference(expected.output, got.output)}\n${indent(got.trouble)}`.trimEnd();
}

/** The end of a text that may be long. */
const indent = (text: string) => text.trimEnd().split("\n").slice(-15).join("\n").replaceAll(/^/gm, "    ");

/**
 * A long line is cut around the first character that differs.
 * @returns text for the report, indented
 */
export function firstDifference(expected: string, got: string): string {
  const want = expected.split("\n"), have = got.split("\n");
  let line = 0;
  while (line < want.length && line < have.length && want[line] === have[line]) line++;
  const a = want[line], b = have[line];
  let column = 0;
  if (a !== undefined && b !== undefined) while (column < a.length && a[column] === b[column]) column++;
  const from = Math.max(0, column - WIDTH / 2);
  const cut = (text: string | undefined) =>
    text === undefined ? "(nothing more)" : `${from > 0 ? "…" : ""}${text.slice(from, from + WIDTH)}`;
  const before = line > 0 ? `    line ${line}:    ${cut(want[line - 1])}\n` : "";
  return `${before}    line ${line + 1}, column ${column + 1}\n      erl:      ${cut(a)}\n      hornbeam: ${cut(b)}`;
}
