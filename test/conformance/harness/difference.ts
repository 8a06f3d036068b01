/** The first line in which two outputs differ, with the line before it. */

/** Longest part of a line that is shown. */
const WIDTH = 400;

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
