/** Sets of characters: code points, or bytes of Latin-1. */

/** Characters below this are looked up in a bitmap. */
const SMALL = 256;

/** A set of characters, filled while a pattern is parsed. */
export class CharSet {
  private readonly small = new Uint8Array(SMALL);
  private readonly ranges: (readonly [number, number])[] = [];
  private readonly tests: ((c: number) => boolean)[] = [];
  private negated = false;

  static of(...ranges: (readonly [number, number])[]): CharSet {
    const set = new CharSet();
    for (const [from, to] of ranges) set.add(from, to);
    return set;
  }

  add(from: number, to = from): this {
    for (let c = from; c <= to && c < SMALL; c++) this.small[c] = 1;
    if (to >= SMALL) this.ranges.push([Math.max(from, SMALL), to]);
    return this;
  }
  /** Adds the characters that pass a test. */
  addTest(test: (c: number) => boolean): this {
    for (let c = 0; c < SMALL; c++) if (test(c)) this.small[c] = 1;
    this.tests.push(test);
    return this;
  }
  addSet(other: CharSet): this { return this.addTest((c) => other.has(c)); }
  negate(): this {
    for (let c = 0; c < SMALL; c++) this.small[c] = 1 - this.small[c]!;
    this.negated = !this.negated;
    return this;
  }

  has(c: number): boolean {
    if (c < SMALL) return this.small[c] === 1;
    return (this.ranges.some(([from, to]) => c >= from && c <= to) || this.tests.some((test) => test(c))) !== this.negated;
  }

  /** The set with the other cases of its characters. */
  withOtherCases(unicode: boolean): CharSet {
    return new CharSet().addTest((c) => this.has(c) || otherCases(c, unicode).some((other) => this.has(other)));
  }
}

/** Characters that are `c` but for their case; in Latin-1 only those that are in it too. */
export function otherCases(c: number, unicode: boolean): number[] {
  if (unicode) return (caseFamilies().get(foldKey(c)) ?? []).filter((other) => other !== c);
  if (c >= SMALL) return [];
  const text = String.fromCodePoint(c), others: number[] = [];
  for (const other of [text.toLowerCase(), text.toUpperCase()]) {
    const point = other.codePointAt(0)!;
    if (point !== c && String.fromCodePoint(point) === other && point < SMALL) others.push(point);
  }
  return others;
}

/** A character of another case when that is one character, else the character itself. */
function simple(c: number, change: (text: string) => string): number {
  const text = change(String.fromCodePoint(c)), point = text.codePointAt(0)!;
  return text === String.fromCodePoint(point) ? point : c;
}
/** What all characters of a family have in common: `k`, `K` and the Kelvin sign are all the lower case of the upper case `k`. */
const foldKey = (c: number): number => simple(simple(c, (text) => text.toUpperCase()), (text) => text.toLowerCase());

/** The last character with cases lies below this. */
const CASES_END = 0x1e944;
let families: Map<number, number[]> | undefined;
/** Characters that differ by case only, by their key; made when a Unicode pattern first ignores case. */
function caseFamilies(): ReadonlyMap<number, readonly number[]> {
  if (families !== undefined) return families;
  families = new Map();
  for (let c = 0; c < CASES_END; c++) {
    const key = foldKey(c);
    if (key === c) continue;
    const family = families.get(key);
    if (family === undefined) families.set(key, [key, c]); else family.push(c);
  }
  return families;
}

// --- the classes of OTP's tables, which are those of Latin-1 for characters below 256, in Unicode patterns as well

const latin = (test: RegExp) => (c: number): boolean => c < SMALL && test.test(String.fromCharCode(c));
const unicodeTest = (test: RegExp) => (c: number): boolean => test.test(String.fromCodePoint(c));

const DIGITS = CharSet.of([48, 57]);
const SPACES = CharSet.of([9, 13], [32, 32]);
const WORDS = new CharSet().addTest(latin(/[A-Za-z0-9_\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]/));
export const HORIZONTAL = CharSet.of([9, 9], [32, 32], [0xa0, 0xa0], [0x1680, 0x1680], [0x180e, 0x180e], [0x2000, 0x200a], [0x202f, 0x202f], [0x205f, 0x205f], [0x3000, 0x3000]);
export const VERTICAL = CharSet.of([10, 13], [0x85, 0x85], [0x2028, 0x2029]);

/** The set of `\d`, `\s` or `\w`; `ucp`: by Unicode's properties. */
export function escapeClass(letter: "d" | "s" | "w", ucp: boolean): CharSet {
  if (!ucp) return letter === "d" ? DIGITS : letter === "s" ? SPACES : WORDS;
  return new CharSet().addTest(unicodeTest(letter === "d" ? /\p{Nd}/u : letter === "s" ? /[\p{Z}\t-\r\u0085\u180e]/u : /[\p{L}\p{N}_]/u));
}

const LATIN_POSIX: Readonly<Record<string, RegExp>> = {
  alpha: /[A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]/, digit: /[0-9]/,
  alnum: /[A-Za-z0-9\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]/,
  upper: /[A-Z\u00c0-\u00d6\u00d8-\u00de]/, lower: /[a-z\u00aa\u00b5\u00ba\u00df-\u00f6\u00f8-\u00ff]/, space: /[\t-\r ]/, blank: /[\t ]/,
  cntrl: /[\u0000-\u001f\u007f-\u009f]/, punct: /[!-/:-@[-`{-~\u00a0-\u00bf\u00d7\u00f7]/, xdigit: /[0-9A-Fa-f]/,
  graph: /[!-~\u00a0-\u00ff]/, print: /[ -~\u00a0-\u00ff]/, word: /[A-Za-z0-9_\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]/,
  ascii: /[\u0000-\u007f]/,
};
const UNICODE_POSIX: Readonly<Record<string, RegExp>> = {
  alpha: /\p{L}/u, digit: /\p{Nd}/u, alnum: /[\p{L}\p{N}]/u, upper: /\p{Lu}/u, lower: /\p{Ll}/u, space: /[\p{Z}\t-\r\u0085]/u,
  blank: /[\p{Zs}\t]/u, word: /[\p{L}\p{N}_]/u, punct: /[\p{P}$+<=>^`|~]/u,
  // Assigned characters, formatting ones but for those that turn the direction of text.
  graph: /(?![\p{Z}\u061c\u180e\u2066-\u2069])[\p{Cf}\P{C}]/u, print: /(?![\p{Zl}\p{Zp}\u061c\u2066-\u2069])[\p{Cf}\P{C}]/u,
};

/** The set of a POSIX class, undefined for an unknown name. */
export function posixClass(name: string, ucp: boolean): CharSet | undefined {
  const unicode = ucp ? UNICODE_POSIX[name] : undefined;
  if (unicode !== undefined) return new CharSet().addTest(unicodeTest(unicode));
  const test = Object.hasOwn(LATIN_POSIX, name) ? LATIN_POSIX[name] : undefined;
  return test === undefined ? undefined : new CharSet().addTest(latin(test));
}

/** PCRE's own properties. */
const OWN_PROPERTIES: Readonly<Record<string, RegExp>> = {
  Any: /./su, "L&": /[\p{Lu}\p{Ll}\p{Lt}]/u, Xan: /[\p{L}\p{N}]/u, Xsp: /[\p{Z}\t-\r]/u, Xps: /[\p{Z}\t-\r]/u, Xwd: /[\p{L}\p{N}_]/u,
  // Also what is not assigned.
  Common: /[\p{Script=Common}\p{Cn}]/u,
  Xuc: /[$@`\u00a0-\ud7ff\ue000-\u{10ffff}]/u,
};

/** The set of a Unicode property: a general category or a script; undefined for an unknown one. */
export function propertyClass(name: string): CharSet | undefined {
  const own = Object.hasOwn(OWN_PROPERTIES, name) ? OWN_PROPERTIES[name] : undefined;
  if (own !== undefined) return new CharSet().addTest(unicodeTest(own));
  if (!/^[A-Z][A-Za-z_]*$/.test(name)) return undefined;
  for (const property of [`\\p{${name}}`, `\\p{Script=${name}}`]) {
    if (name.length > 2 && !property.includes("Script")) continue;
    try { return new CharSet().addTest(unicodeTest(new RegExp(property, "u"))); } catch { /* the other kind, or none */ }
  }
  return undefined;
}
