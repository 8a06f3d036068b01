/**
 * The line that a terminal's cursor is on, which may take several rows of the screen. It knows what stands there, so that
 * moves and deletions, which come in characters, become moves of the cursor:
 *
 *     columns = 8    1 > l i s t s    cells 0 … 7
 *                    : r e v          cells 8 … 11; the cursor, `at` = 12, is on cell 12
 *
 * Each operation returns what to write. Terminals with automatic margins keep the cursor on the last column when that has
 * been filled, until one more character comes; a blank and a backspace make them go to the next row at once.
 */
import { glyphOf, type Glyph } from "./glyph.js";

const ESCAPE = "\x1b";
const WRAP = " \b";
/** A line that grows longer than this is begun anew: moves need not be exact in what is no line any more. */
const LONGEST_LINE = 1 << 16;

/** The cell behind a glyph that comes at `cell`. */
function cellAfter(cell: number, { width, wide }: Glyph, columns: number): number {
  return wide && cell % columns === columns - 1 ? cell + 1 + width : cell + width;
}

/** Moves the cursor from cell to cell. */
function moveCursor(from: number, to: number, columns: number): string {
  const rows = Math.floor(to / columns) - Math.floor(from / columns), across = (to % columns) - (from % columns);
  const step = (count: number, letter: string): string => (count > 0 ? `${ESCAPE}[${count === 1 ? "" : count}${letter}` : "");
  return step(-rows, "A") + step(rows, "B") + step(across, "C") + (across < 0 ? "\b".repeat(-across) : "");
}

export class TerminalLine {
  /** Whether the terminal takes UTF-8. */
  unicode = true;
  private readonly glyphs: Glyph[] = [];
  /** Where the cursor is: an index into `glyphs`. */
  private at = 0;

  /** @param width tells the terminal's present columns */
  constructor(private readonly width: () => number) {}

  /** Writes over what is there. `\n`, `\r` and escape end the line; other control characters are shown. */
  put(text: string): string {
    const rest = this.at > LONGEST_LINE ? this.take("\n", false) : "";
    return rest + this.take(text, false);
  }

  /** Writes before what is there. */
  insert(text: string): string {
    const rest = this.take(text, true), end = this.cellOf(this.glyphs.length);
    return rest + moveCursor(end, this.cellOf(this.at), this.width());
  }

  /** Moves over `count` characters, backwards if it is negative; the ends of the line stop it. */
  move(count: number): string {
    const from = this.at;
    this.at = this.clamp(from + count);
    return moveCursor(this.cellOf(from), this.cellOf(this.at), this.width());
  }

  /** Deletes `count` characters behind the cursor, or before it if it is negative. */
  remove(count: number): string {
    const columns = this.width(), other = this.clamp(this.at + count);
    const from = Math.min(this.at, other), until = Math.max(this.at, other);
    if (from === until) return "";
    const back = moveCursor(this.cellOf(this.at), this.cellOf(from), columns), oldEnd = this.cellOf(this.glyphs.length);
    this.glyphs.splice(from, until - from);
    this.at = from;
    const blanks = " ".repeat(oldEnd - this.cellOf(this.glyphs.length));
    return back + this.text(from, this.glyphs.length) + blanks + (oldEnd % columns === 0 ? WRAP : "")
      + moveCursor(oldEnd, this.cellOf(from), columns);
  }

  private clamp(index: number): number { return Math.max(0, Math.min(index, this.glyphs.length)); }

  private take(text: string, inserting: boolean): string {
    let out = "", begun = this.at;
    for (const character of text) {
      if (character === "\n" || character === "\r" || character === ESCAPE) {
        out += this.text(begun, this.at) + (character === "\n" ? "\r\n" : character);
        this.glyphs.splice(0, this.at);
        this.at = begun = 0;
      } else {
        const glyph = glyphOf(character, character === "\t" ? this.cellOf(this.at) : 0, this.unicode);
        if (inserting) this.glyphs.splice(this.at, 0, glyph); else this.overwrite(glyph);
        this.at++;
      }
    }
    return out + this.write(begun, inserting ? this.glyphs.length : this.at);
  }

  /** Puts a glyph in the place of those that it covers. */
  private overwrite(glyph: Glyph): void {
    let covered = 0, end = this.at;
    while (covered < glyph.width && end < this.glyphs.length) covered += this.glyphs[end++]!.width;
    const blanks = new Array<Glyph>(Math.max(0, end === this.glyphs.length ? 0 : covered - glyph.width)).fill({ text: " ", width: 1, wide: false });
    this.glyphs.splice(this.at, end - this.at, glyph, ...blanks);
  }

  /** The cell at which the glyph of this index is put. */
  private cellOf(index: number): number {
    const columns = this.width();
    let cell = 0;
    for (let i = 0; i < index; i++) cell = cellAfter(cell, this.glyphs[i]!, columns);
    return cell;
  }

  /** Glyphs as text; where one is too wide for the end of a row, a blank stands. */
  private text(from: number, until: number): string {
    const columns = this.width();
    let out = "", cell = this.cellOf(from);
    for (let i = from; i < until; i++) {
      const glyph = this.glyphs[i]!, next = cellAfter(cell, glyph, columns);
      out += " ".repeat(next - cell - glyph.width) + glyph.text;
      cell = next;
    }
    return out;
  }

  /** Writes glyphs with the cursor at the first of them; leaves it behind the last, on the next row if that is full. */
  private write(from: number, until: number): string {
    const text = this.text(from, until);
    if (text === "" || this.cellOf(until) % this.width() !== 0) return text;
    const next = this.glyphs[until];
    return text + (next === undefined ? WRAP : next.text + "\b".repeat(next.width));
  }
}
