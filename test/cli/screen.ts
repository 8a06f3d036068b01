/** A terminal's screen, as far as line editing needs one: what a person would see of what was written. */

/** Two columns wide: enough for what the tests type. */
const isWide = (character: string): boolean => /[\u3000-\u30ff\u4e00-\u9fff]/u.test(character);

export class Screen {
  private readonly rows: string[][];
  private row = 0;
  private column = 0;
  /** The last column has been filled; the next character goes to the next row. */
  private full = false;
  private escape = "";

  constructor(private readonly columns: number, private readonly height: number) {
    this.rows = Array.from({ length: height }, () => []);
  }

  write(text: string): void { for (const character of text) this.take(character); }

  /** The rows without blanks at their ends, and where the cursor is. */
  text(): string {
    const rows = this.rows.map((row) => Array.from({ length: row.length }, (_, i) => row[i] ?? " ").join("").trimEnd());
    return `${rows.join("\n").trimEnd()}\ncursor ${this.row},${this.column}`;
  }

  private take(character: string): void {
    if (this.escape !== "") {
      this.escape += character;
      // A control sequence ends with its first letter; no others are used here.
      if (/[A-Za-z]/.test(character)) this.sequence();
      return;
    }
    switch (character) {
      case "\x1b": this.escape = character; return;
      case "\r": this.column = 0; break;
      case "\n": this.down(); break;
      case "\b": this.column = Math.max(0, this.column - 1); break;
      case "\x07": return;
      default: this.print(character); return;
    }
    this.full = false;
  }

  private sequence(): void {
    const found = /^\x1b\[(\d*)([A-Za-z])$/.exec(this.escape), text = this.escape;
    this.escape = "";
    const count = Number(found?.[1] || 1);
    switch (found?.[2]) {
      case "A": this.row = Math.max(0, this.row - count); break;
      case "B": this.row = Math.min(this.height - 1, this.row + count); break;
      case "C": this.column = Math.min(this.columns - 1, this.column + count); break;
      case "m": return;
      default: throw new Error(`the screen of the tests does not know ${JSON.stringify(text)}`);
    }
    this.full = false;
  }

  private print(character: string): void {
    const width = isWide(character) ? 2 : 1;
    if (this.full || this.column + width > this.columns) {
      this.column = 0;
      this.down();
    }
    this.rows[this.row]![this.column] = character;
    if (width === 2) this.rows[this.row]![this.column + 1] = "";
    this.column += width;
    this.full = this.column === this.columns;
    if (this.full) this.column--;
  }

  private down(): void {
    if (this.row < this.height - 1) this.row++;
    else {
      this.rows.shift();
      this.rows.push([]);
    }
  }
}
