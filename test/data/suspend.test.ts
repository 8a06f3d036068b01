import { beforeAll, describe, expect, it } from "vitest";
import { Core, NIL, TestProcess, type Term, small } from "../memory/core.js";
import { map } from "./terms.js";
import { run } from "./run.js";
import { show } from "./show.js";

const LONG = 40_000;
let core: Core, process: TestProcess, numbers: Term, odd: Term, improper: Term;
beforeAll(async () => {
  core = await Core.start();
  process = new TestProcess(core, 1 << 23);
  numbers = process.list(...Array.from({ length: LONG }, (_, i) => small(i)));
  odd = process.list(...Array.from({ length: LONG / 2 }, (_, i) => small(2 * i + 1)));
  improper = Array.from({ length: LONG }, (_, i) => small(i)).reduceRight((t, h) => process.cons(h, t), small(0));
});

/** The outcome in one step, with a turn that pays for everything, and in many steps. */
function both(mfa: string, ...args: Term[]): string {
  const once = run(core, mfa, args, 1 << 24), often = run(core, mfa, args, 10);
  expect(often.steps).toBeGreaterThan(2);
  const text = (o: typeof once) => o.value === undefined ? `error ${show(core, o.reason!)}` : show(core, o.value);
  expect(text(often)).toBe(text(once));
  return text(once);
}

describe("long BIFs, suspended at each chance, do the same", () => {
  it("on lists", () => {
    both("lists:reverse/2", numbers, small(1));
    expect(both("lists:reverse/2", improper, NIL)).toBe("error 'badarg'");
    both("erlang:++/2", numbers, small(1));
    expect(both("erlang:++/2", improper, NIL)).toBe("error 'badarg'");
    expect(both("lists:member/2", small(LONG - 1), numbers)).toBe("'true'");
    expect(both("lists:member/2", small(LONG), numbers)).toBe("'false'");
    expect(both("lists:keyfind/3", small(LONG), small(1), numbers)).toBe("'false'");
    both("erlang:--/2", numbers, odd);
    expect(both("erlang:--/2", numbers, improper)).toBe("error 'badarg'");
    expect(both("erlang:--/2", improper, numbers)).toBe("error 'badarg'");
  });

  it("on iolists and binaries", () => {
    const bytes = process.list(...Array.from({ length: LONG }, (_, i) => (i % 97 === 0
      ? process.list(small(1), process.binary(Uint8Array.of(2, 3, 4)), process.list(process.list(), small(5)))
      : small(i & 255))));
    const binary = run(core, "erlang:iolist_to_binary/1", [bytes], 1 << 24).value!;
    both("erlang:iolist_to_binary/1", bytes);
    both("erlang:iolist_size/1", bytes);
    both("erlang:list_to_bitstring/1", process.cons(core.x.newSubBinary!(binary, 0n, 13n) as unknown as Term, bytes));
    const wrongEnd = Array.from({ length: LONG }, () => small(1)).reduceRight((t, h) => process.cons(h, t), small(0));
    expect(both("erlang:list_to_binary/1", wrongEnd)).toBe("error 'badarg'");
    both("erlang:binary_to_list/1", binary);
    both("unicode:characters_to_list/2", binary, core.atom("latin1"));
    both("unicode:characters_to_list/2", process.binary(Buffer.from("aå猫🐈".repeat(10_000))), core.atom("utf8"));
    both("erlang:bitstring_to_list/1", core.x.newSubBinary!(binary, 3n, BigInt(8 * LONG - 6)) as unknown as Term);
  });

  it("on searches", () => {
    let text = "";
    for (let i = 0; text.length < 160_000; i++) text += "abcdefgh".slice(0, 1 + (i * i) % 8) + (i % 50 === 0 ? ", and " : "");
    const subject = process.binary(Buffer.from(text)), word = (s: string) => process.binary(Buffer.from(s));
    const several = process.list(word("a"), word("abcdefgha"), word("hab"), word("fgh"), word(", "));
    for (const pattern of [word(", "), several, word("nothing")]) {
      both("binary:matches/2", subject, pattern);
      both("binary:split/3", subject, pattern, process.list(core.atom("global"), core.atom("trim_all")));
    }
    expect(both("binary:match/2", subject, word("nothing"))).toBe("'nomatch'");
    both("binary:match/3", subject, word("nothing"), process.list(process.tuple(core.atom("scope"), process.tuple(small(3), small(150_000)))));
  });

  it("on maps", () => {
    const pairs = process.list(...Array.from({ length: LONG }, (_, i) => process.tuple(small(i % 30_000), small(i))));
    const twice = (mfa: string, ...args: Term[]) => run(core, mfa, args).steps;
    expect(twice("maps:from_list/1", pairs)).toBeGreaterThan(3);
    const made = run(core, "maps:from_list/1", [pairs]).value!;
    expect(show(core, made)).toBe(show(core, map(process, Array.from({ length: LONG }, (_, i) => [small(i % 30_000), small(i)]).flat())));
    expect(run(core, "maps:from_list/1", [improper]).reason).toBe(core.atom("badarg"));
    const keys = run(core, "maps:from_keys/2", [numbers, small(7)]).value!;
    expect(core.x.erlang_map_size_1!(keys)).toBe(small(LONG));
    both("maps:keys/1", made);
    both("maps:values/1", made);
    for (const [a, b] of [[made, keys], [keys, made]] as const) {
      const merged = run(core, "maps:merge/2", [a, b]);
      expect(merged.steps).toBeGreaterThan(2);
      const value = (k: number) => core.x.erlang_map_get_2!(small(k), merged.value!) as unknown as Term;
      expect(core.x.erlang_map_size_1!(merged.value!)).toBe(small(LONG));
      expect(value(5)).toBe(b === made ? small(30_005) : small(7));
      expect(value(35_000)).toBe(small(7));
    }
  });
});
