/** What is typed on a terminal, on its way to Erlang, which is given UTF-8 in whole characters whatever the terminal sends. */
const CONTINUATION = 0x80, CONTINUATION_MASK = 0xc0;
const LONGEST_CHARACTER = 4;

/** Bytes of a character that is not complete yet at the end of `bytes`. */
function incomplete(bytes: Uint8Array): number {
  for (let back = 1; back < LONGEST_CHARACTER && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if ((byte & CONTINUATION_MASK) === CONTINUATION) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

const concat = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
};

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

export class TypedText {
  private begun = new Uint8Array(0);

  /**
   * @param terminal whether the terminal sends UTF-8; found not to when it sends what is none
   * @param signals what to do for bytes that are signals
   */
  constructor(
    private readonly terminal: { unicode: boolean },
    private readonly give: (bytes: Uint8Array) => void,
    private readonly signals: ReadonlyMap<number, () => void>,
  ) {}

  push(bytes: Uint8Array): void {
    let from = 0;
    bytes.forEach((byte, at) => {
      const signal = this.signals.get(byte);
      if (signal === undefined) return;
      this.text(bytes.subarray(from, at));
      from = at + 1;
      signal();
    });
    this.text(bytes.subarray(from));
  }

  private text(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const all = concat(this.begun, bytes);
    this.begun = new Uint8Array(0);
    if (this.terminal.unicode) {
      const end = all.length - incomplete(all), whole = all.subarray(0, end);
      if (isUtf8(whole)) {
        this.begun = all.slice(end);
        if (end > 0) this.give(whole);
        return;
      }
      this.terminal.unicode = false;
    }
    this.give(Buffer.from(Buffer.from(all).toString("latin1")));
  }
}
