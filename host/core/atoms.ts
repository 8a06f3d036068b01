/** The node's atoms by number and by text, as the host needs them: each text crosses the border once. */
import type { Core } from "./core.js";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class Atoms {
  private readonly names: (string | undefined)[] = [];
  private readonly indices = new Map<string, number>();

  constructor(private readonly core: Core) {}

  /** Numbers of atoms, interned together. Throws RangeError when the atom table is full. */
  intern(names: readonly string[]): number[] {
    const fresh = [...new Set(names)].filter((n) => !this.indices.has(n));
    if (fresh.length > 0) this.enter(fresh);
    return names.map((n) => this.indices.get(n)!);
  }

  /** The number of one atom. */
  index(name: string): number { return this.indices.get(name) ?? this.intern([name])[0]!; }

  /** The text of atom number `index`. */
  name(index: number): string {
    const known = this.names[index];
    if (known !== undefined) return known;
    const { exports } = this.core;
    const at = exports.atomTextAt(index) >>> 0;
    const text = decoder.decode(this.core.bytes.subarray(at, at + exports.atomBytesAt(index)));
    this.names[index] = text;
    this.indices.set(text, index);
    return text;
  }

  private enter(names: string[]): void {
    const texts = names.map((n) => encoder.encode(n));
    const input = texts.reduce((sum, t) => sum + 2 + t.length, 0);
    const { exports } = this.core;
    const ptr = exports.rawAlloc(input + 8 + 4 * names.length) >>> 0;
    const out = (ptr + input + 7) & ~7;
    const { bytes, view } = this.core;
    let at = ptr;
    for (const text of texts) {
      view.setUint16(at, text.length, true);
      bytes.set(text, at + 2);
      at += 2 + text.length;
    }
    const done = exports.internAtoms(ptr, names.length, out);
    const after = this.core.view;
    for (let i = 0; i < done; i++) {
      const index = after.getUint32(out + 4 * i, true);
      this.indices.set(names[i]!, index);
      this.names[index] = names[i]!;
    }
    exports.rawFree(ptr);
    if (done < names.length) throw new RangeError(`system_limit: atom table full or atom too long: ${names[done]}`);
  }
}
