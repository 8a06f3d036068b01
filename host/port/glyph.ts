/** How characters look on a terminal: what is written for each, and how many columns that takes. */

/** A character of a line, as it stands on the screen. */
export interface Glyph {
  readonly text: string;
  /** Columns; 0 for a mark that goes over the character before it. */
  readonly width: number;
  /** One character of two columns, which a terminal never parts: it goes to the next row as a whole. */
  readonly wide: boolean;
}

const TAB_STOP = 8;
const DELETE = 0x7f, FIRST_PRINTABLE = 0x20;
/** What turns a control character into the letter that names it: ^A for 1. */
const CONTROL_LETTER = 0x40;
/** The last character shown by three octal digits. */
const LAST_OCTAL = 0o777;

/** Wide and Fullwidth of Unicode's EastAsianWidth.txt, first and last of each range; unassigned gaps are taken in. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f], [0x231a, 0x231b], [0x2329, 0x232a], [0x23e9, 0x23ec], [0x23f0, 0x23f0], [0x23f3, 0x23f3], [0x25fd, 0x25fe],
  [0x2614, 0x2615], [0x2648, 0x2653], [0x267f, 0x267f], [0x2693, 0x2693], [0x26a1, 0x26a1], [0x26aa, 0x26ab], [0x26bd, 0x26be],
  [0x26c4, 0x26c5], [0x26ce, 0x26ce], [0x26d4, 0x26d4], [0x26ea, 0x26ea], [0x26f2, 0x26f3], [0x26f5, 0x26f5], [0x26fa, 0x26fa],
  [0x26fd, 0x26fd], [0x2705, 0x2705], [0x270a, 0x270b], [0x2728, 0x2728], [0x274c, 0x274c], [0x274e, 0x274e], [0x2753, 0x2755],
  [0x2757, 0x2757], [0x2795, 0x2797], [0x27b0, 0x27b0], [0x27bf, 0x27bf], [0x2b1b, 0x2b1c], [0x2b50, 0x2b50], [0x2b55, 0x2b55],
  [0x2e80, 0x303e], [0x3041, 0x3247], [0x3250, 0x4dbf], [0x4e00, 0xa4c6], [0xa960, 0xa97c], [0xac00, 0xd7a3], [0xf900, 0xfaff],
  [0xfe10, 0xfe19], [0xfe30, 0xfe6b], [0xff01, 0xff60], [0xffe0, 0xffe6], [0x16fe0, 0x18cff], [0x1aff0, 0x1b2fb], [0x1f004, 0x1f004],
  [0x1f0cf, 0x1f0cf], [0x1f18e, 0x1f18e], [0x1f191, 0x1f19a], [0x1f200, 0x1f320], [0x1f32d, 0x1f335], [0x1f337, 0x1f37c],
  [0x1f37e, 0x1f393], [0x1f3a0, 0x1f3ca], [0x1f3cf, 0x1f3d3], [0x1f3e0, 0x1f3f0], [0x1f3f4, 0x1f3f4], [0x1f3f8, 0x1f43e],
  [0x1f440, 0x1f440], [0x1f442, 0x1f4fc], [0x1f4ff, 0x1f53d], [0x1f54b, 0x1f54e], [0x1f550, 0x1f567], [0x1f57a, 0x1f57a],
  [0x1f595, 0x1f596], [0x1f5a4, 0x1f5a4], [0x1f5fb, 0x1f64f], [0x1f680, 0x1f6c5], [0x1f6cc, 0x1f6cc], [0x1f6d0, 0x1f6d2],
  [0x1f6d5, 0x1f6d7], [0x1f6dc, 0x1f6df], [0x1f6eb, 0x1f6ec], [0x1f6f4, 0x1f6fc], [0x1f7e0, 0x1f7f0], [0x1f90c, 0x1f93a],
  [0x1f93c, 0x1f945], [0x1f947, 0x1f9ff], [0x1fa70, 0x1faff], [0x20000, 0x3fffd],
];

const MARK = /^[\p{Mn}\p{Me}\u200b-\u200f]$/u;

function isWide(code: number): boolean {
  let low = 0, high = WIDE.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1, [first, last] = WIDE[middle]!;
    if (code < first) high = middle - 1;
    else if (code > last) low = middle + 1;
    else return true;
  }
  return false;
}

const narrow = (text: string): Glyph => ({ text, width: text.length, wide: false });

/**
 * The glyph of a character that stands `column` columns behind the start of its line.
 * @param unicode whether the terminal takes UTF-8; if not, what is not ASCII is shown by its number
 */
export function glyphOf(character: string, column: number, unicode: boolean): Glyph {
  const code = character.codePointAt(0)!;
  if (code === 0x09) return narrow(" ".repeat(TAB_STOP - (column % TAB_STOP)));
  if (code < FIRST_PRINTABLE || code === DELETE) return narrow(`^${String.fromCharCode(code ^ CONTROL_LETTER)}`);
  if (code < DELETE) return { text: character, width: 1, wide: false };
  if (!unicode)
    return narrow(code <= LAST_OCTAL ? `\\${code.toString(8).padStart(3, "0")}` : `\\x{${code.toString(16).toUpperCase()}}`);
  if (isWide(code)) return { text: character, width: 2, wide: true };
  return { text: character, width: MARK.test(character) ? 0 : 1, wide: false };
}
