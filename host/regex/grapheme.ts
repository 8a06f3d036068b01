/** `\\X`: the extended grapheme cluster of Unicode's annex 29, as PCRE 8 knows it, put together from simpler syntax. */
import { CharSet, propertyClass } from "./char_set.js";
import type { Syntax } from "./syntax.js";

const set = (chars: CharSet): Syntax => ({ kind: "set", set: chars });
const char = (c: number): Syntax => ({ kind: "char", char: c });
const all = (...items: Syntax[]): Syntax => ({ kind: "sequence", items });
const either = (...items: Syntax[]): Syntax => ({ kind: "either", items });
const many = (body: Syntax, min: 0 | 1): Syntax => ({ kind: "repeat", body, min, max: Infinity, quantity: "greedy" });
const maybe = (body: Syntax): Syntax => ({ kind: "repeat", body, min: 0, max: 1, quantity: "greedy" });

/** Hangul syllables: from here to there, those without a final consonant every so many. */
const SYLLABLES = [0xac00, 0xd7a3] as const, FINALS = 28;
const isSyllable = (c: number): boolean => c >= SYLLABLES[0] && c <= SYLLABLES[1];
const isOpen = (c: number): boolean => (c - SYLLABLES[0]) % FINALS === 0;

/** Jamo and syllables: leading consonants, a vowel or an open syllable, more vowels, finals. */
function hangul(): Syntax {
  const leading = set(CharSet.of([0x1100, 0x115f], [0xa960, 0xa97c])), final = set(CharSet.of([0x11a8, 0x11ff], [0xd7cb, 0xd7fb]));
  const vowel = set(CharSet.of([0x1160, 0x11a7], [0xd7b0, 0xd7c6]));
  const open = set(new CharSet().addTest((c) => isSyllable(c) && isOpen(c))), closed = set(new CharSet().addTest((c) => isSyllable(c) && !isOpen(c)));
  const rest = either(all(either(open, vowel), many(vowel, 0), many(final, 0)), all(closed, many(final, 0)));
  return either(all(many(leading, 1), maybe(rest)), rest, many(final, 1));
}

/** A cluster, never given back in part. */
export function grapheme(): Syntax {
  const controls = new CharSet().addSet(propertyClass("Cc")!).addSet(propertyClass("Zl")!).addSet(propertyClass("Zp")!);
  const flags = many(set(CharSet.of([0x1f1e6, 0x1f1ff])), 1), any = set(CharSet.of([0, 0x10ffff]));
  const marked = all(either(hangul(), flags, any), many(set(propertyClass("M")!), 0));
  return { kind: "atomic", body: either(all(char(13), char(10)), set(controls), marked) };
}
