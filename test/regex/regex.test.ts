import { describe, expect, it } from "vitest";
import { LimitReached, search } from "../../host/regex/match.js";
import { parsePattern } from "../../host/regex/parse.js";
import { compilePattern, type Program } from "../../host/regex/program.js";
import { PatternError, type PatternOptions } from "../../host/regex/syntax.js";

const PLAIN: PatternOptions = {
  unicode: false, ucp: false, caseless: false, multiline: false, dotall: false, extended: false, ungreedy: false, dupnames: false,
  anchored: false, dollarEndonly: false, firstline: false, noAutoCapture: false, newline: "lf", bsrAnycrlf: false,
};
const compile = (source: string, options: Partial<PatternOptions> = {}): Program =>
  compilePattern(parsePattern(Array.from(source), { ...PLAIN, ...options }));

/** What a pattern matches in a text: the match and its groups, undefined for groups that took no part. */
function run(source: string, text: string, options: Partial<PatternOptions> = {}, limit = 1e6): (string | undefined)[] | undefined {
  const points = Uint32Array.from(Array.from(text), (c) => c.codePointAt(0)!);
  const wholly = (fuel: number): Int32Array | undefined => {
    const steps = search(compile(source, options), points, {
      offset: 0, anchored: false, notbol: false, noteol: false, notempty: false, notemptyAtStart: false, limit, recursionLimit: limit, newline: undefined,
    }, fuel);
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  };
  const found = wholly(1e6);
  // Where a search pauses makes no difference.
  expect(wholly(3)).toEqual(found);
  if (found === undefined) return undefined;
  const part = (from: number, to: number): string => Array.from(points.slice(from, to), (c) => String.fromCodePoint(c)).join("");
  return Array.from({ length: found.length / 2 }, (_, i) => (found[2 * i + 1]! < 0 ? undefined : part(found[2 * i]!, found[2 * i + 1]!)));
}

describe("a pattern", () => {
  const cases: [string, string, (string | undefined)[] | undefined][] = [
    ["a(b)?c", "xac", ["ac", undefined]], ["(a|ab)(c|bcd)(d*)", "abcd", ["abcd", "a", "bcd", ""]], ["a{2,3}", "aaaa", ["aaa"]],
    ["a{2,3}?", "aaaa", ["aa"]], ["(?:(a)|b)*", "ab", ["ab", "a"]], ["(a*)*", "aab", ["aa", ""]], ["(a*)+", "b", ["", ""]], ["x*?y", "xxy", ["xxy"]],
    ["(?>a+)ab", "aaab", undefined], ["a++b", "aab", ["aab"]], ["a++ab", "aaab", undefined], ["(?=(a+))a*b\\1", "baaabac", ["aba", "a"]],
    ["(?<=ab|c)d", "abd", ["d"]], ["(?<!a)b", "ab b", ["b"]], ["(?i)AbC", "aBc", ["aBc"]], ["a(?i:b)c", "aBc", ["aBc"]], ["a(?i:b)C", "aBc", undefined],
    ["(\\w+)\\s\\1", "the the", ["the the", "the"]], ["(?<n>a)\\k<n>", "aa", ["aa", "a"]], ["(?P<n>a)(?P=n)", "aa", ["aa", "a"]],
    ["\\((?:[^()]++|(?R))*\\)", "x(a(b)c)", ["(a(b)c)"]], ["(a(?1)?b)", "aabb", ["aabb", "aabb"]],
    ["(a)?(?(1)b|c)", "ab", ["ab", "a"]], ["(a)?(?(1)b|c)", "c", ["c", undefined]], ["(?(?=a)ab|cd)", "cd", ["cd"]],
    ["(?(DEFINE)(?<d>\\d+))(?&d)-(?&d)", "12-34", ["12-34", undefined]], ["foo\\Kbar", "foobar", ["bar"]], ["\\Qa.b\\E+", "a.bb", ["a.bb"]],
    ["[[:alpha:]]+", "1ab2", ["ab"]], ["[^a-c]+", "abcxyz", ["xyz"]], ["[\\d\\-x]+", "a1-x", ["1-x"]], ["[]a]+", "]a", ["]a"]], ["a|b|", "c", [""]],
    ["(?|(a)b|(c)d)", "cd", ["cd", "c"]], ["a(*COMMIT)b|ac", "ac", undefined], ["a(*PRUNE)b|ac", "aac", undefined], ["(?#note)a", "a", ["a"]],
    ["^a$", "a\n", ["a"]], ["a\\z", "a\n", undefined], ["\\bfoo\\b", "a foo b", ["foo"]], ["a.c", "a\nc", undefined], ["\\x41\\x{42}\\103", "ABC", ["ABC"]],
    ["\\R", "\r\n", ["\r\n"]], ["(?s)a.c", "a\nc", ["a\nc"]], ["(?m)^b$", "a\nb\nc", ["b"]], ["(?x) a b # c", "ab", ["ab"]], ["(?U)a+", "aa", ["a"]],
    ["a{,2}", "a{,2}", ["a{,2}"]], ["(a){0}b", "ab", ["b", undefined]], ["(?:a?)*?b", "aab", ["aab"]], ["(a|b)*?c", "abc", ["abc", "b"]],
  ];
  for (const [source, text, expected] of cases)
    it(`/${source}/ on ${JSON.stringify(text)}`, () => expect(run(source, text)?.slice(0, expected?.length)).toEqual(expected));

  it("knows Unicode when it is told to", () => {
    expect(run("\\x{436}", "Ж", { unicode: true, caseless: true })).toEqual(["Ж"]);
    expect(run("\\w", "ж", { unicode: true })).toBeUndefined();
    expect(run("\\w\\p{Lu}", "жЖ", { unicode: true, ucp: true })).toEqual(["жЖ"]);
    expect(run("\\X", "e\u0301x", { unicode: true })).toEqual(["e\u0301"]);
    expect(run("\\w", "é")).toEqual(["é"]);
  });
  it("does not nest with the length of its subject", () => {
    const long = "ab".repeat(100_000);
    expect(run("(?:ab)*", long)![0]).toHaveLength(200_000);
    expect(run("(a|b)*c", `${long}c`)![0]).toHaveLength(200_001);
    expect(run("(?:a|b)*?c", `${long}c`)![0]).toHaveLength(200_001);
  });
  it("gives up at its limit", () => {
    expect(() => run("(a+)+[bc]", "a".repeat(40), {}, 10_000)).toThrow(LimitReached);
    expect(() => run("(a(?1)?b)", `${"a".repeat(600)}b`, {}, 500)).toThrow(LimitReached);
  });
});

describe("a pattern that is none", () => {
  const cases: [string, string, number][] = [
    ["a(b", "missing )", 3], ["a)b", "unmatched parentheses", 1], ["*a", "nothing to repeat", 0], ["[a", "missing terminating ] for character class", 2],
    ["a\\", "\\ at end of pattern", 2], ["(?z)", "unrecognized character after (? or (?-", 2], ["[b-a]", "range out of order in character class", 3],
    ["a{2,1}", "numbers out of order in {} quantifier", 5], ["\\2", "reference to non-existent subpattern", 2],
    ["(?<=a*)b", "lookbehind assertion is not fixed length", 6], ["(?<a>x)(?<a>y)", "two named subpatterns have the same name", 11],
    ["[[:foo:]]", "unknown POSIX class name", 3], ["x{65536}", "number too big in {} quantifier", 7],
  ];
  for (const [source, message, position] of cases) it(`/${source}/`, () => {
    let caught: unknown;
    try { compile(source); } catch (error) { caught = error; }
    expect(caught).toBeInstanceOf(PatternError);
    expect([(caught as PatternError).message, (caught as PatternError).position]).toEqual([message, position]);
  });
});
