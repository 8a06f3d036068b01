/** The embedding API: what a host program does with nodes. */
import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  Atom, BitString, ErlangError, ExportFun, Float, type Fun, ImproperList, Node, NodeStoppedError, OtpNotFound, Pid, Reference, Tuple, atom,
  charlist, tuple, type ErlTerm,
} from "../../host/index.js";
import { compileErlang } from "./erlc.js";

let node: Node;
beforeAll(async () => { node = await Node.start(); });
afterAll(async () => { await node.stop(); });

describe("calls", () => {
  it("returns the value", async () => {
    expect(await node.call("lists", "seq", [1, 5])).toEqual([1, 2, 3, 4, 5]);
    expect(await node.call("erlang", "system_info", [atom("otp_release")])).toEqual(charlist("25"));
  });
  it("raises what the function raises, with its stack", async () => {
    const error = await node.call("erlang", "hd", [[]]).catch((e: unknown) => e as ErlangError);
    expect(error).toBeInstanceOf(ErlangError);
    const { reason, stacktrace } = error as ErlangError;
    expect([(error as ErlangError).class, reason]).toEqual(["error", atom("badarg")]);
    expect((stacktrace[0] as Tuple).elements.slice(0, 2)).toEqual([atom("erlang"), atom("hd")]);
    await expect(node.call("erlang", "throw", [7])).rejects.toMatchObject({ class: "throw", reason: 7 });
    await expect(node.call("erlang", "exit", [atom("gone")])).rejects.toMatchObject({ class: "exit", reason: atom("gone") });
    await expect(node.call("no_such_module", "f")).rejects.toMatchObject({ class: "error", reason: atom("undef") });
  });
  it("shortens the message of a reason without end", async () => {
    const reason = new Array<number>(1_000_000).fill(97);
    const error = await node.call("erlang", "exit", [reason]).catch((e: unknown) => e as ErlangError) as ErlangError;
    expect(error.reason).toEqual(reason);
    expect(error.message.length).toBeLessThan(300);
  });
  it("rejects when the called process is killed", async () => {
    const call = node.call("timer", "sleep", [atom("infinity")]);
    const killed = expect(call).rejects.toMatchObject({ class: "exit", reason: atom("killed") });
    const [pid] = (await node.call("erlang", "processes")) as Pid[];
    expect(pid).toBeInstanceOf(Pid);
    const all = (await node.call("erlang", "processes")) as Pid[];
    for (const p of all) {
      const info = await node.call("erlang", "process_info", [p, atom("current_function")]);
      if (info instanceof Tuple && (info.elements[1] as Tuple).elements[1] === atom("sleep")) node.exit(p, atom("kill"));
    }
    await killed;
  });
  it("runs many at once", async () => {
    const answers = await Promise.all(Array.from({ length: 500 }, (_, i) => node.call("erlang", "+", [i, i])));
    expect(answers).toEqual(Array.from({ length: 500 }, (_, i) => 2 * i));
  });
  it("takes a list of at most 255 arguments", async () => {
    await expect(node.call("erlang", "list_to_tuple", new Array<ErlTerm>(256).fill(1))).rejects.toThrow(/255/);
  });
});

describe("terms", () => {
  const same = async (term: ErlTerm): Promise<void> => { expect(await node.call("lists", "last", [[0, term]])).toEqual(term); };
  it.each<[string, ErlTerm]>([
    ["small integers", [0, -1, 1, 2 ** 31, -(2 ** 31), 2 ** 53 - 1, 1 - 2 ** 53]], ["big integers", [2n ** 64n, -(2n ** 200n), 2n ** 53n]],
    ["floats", [1.5, new Float(1), new Float(-0), new Float(1e300), -2.5e-300]], ["booleans and atoms", [true, false, atom("undefined"), atom("hej då"), atom("")]],
    ["tuples", tuple(tuple(), tuple(1), tuple(1, tuple(2)))], ["lists", [[], [[]], [1, [2, [3]]]]], ["improper lists", new ImproperList([1, 2], atom("x"))],
    ["binaries", [new Uint8Array(0), Uint8Array.of(1, 2, 255), new Uint8Array(100_000).fill(7)]], ["bitstrings", new BitString(Uint8Array.of(1, 0xe0), 3)],
    ["maps", new Map<ErlTerm, ErlTerm>([[atom("a"), 1], [2, [3]], ["".length, new Map()]])], ["export funs", new ExportFun("lists", "map", 2)],
    ["charlists", charlist("añ€😀")],
  ])("keeps %s", async (_, term) => { await same(term); });
  it("keeps pids, references and funs as things to pass back", async () => {
    const pid = await node.call("erlang", "whereis", [atom("init")]);
    expect(pid).toBeInstanceOf(Pid);
    expect(await node.call("erlang", "is_process_alive", [pid])).toBe(true);
    const ref = await node.call("erlang", "make_ref");
    expect(ref).toBeInstanceOf(Reference);
    await same(ref);
    const fun = (await node.call("proplists", "get_value", [atom("f"), [tuple(atom("f"), new ExportFun("erlang", "abs", 1))]])) as Fun;
    expect(await node.call("erlang", "apply", [fun, [-3]])).toBe(3);
  });
  it("keeps lists nested a hundred thousand deep", async () => {
    let deep: ErlTerm = [];
    for (let i = 0; i < 100_000; i++) deep = [deep];
    let back = await node.call("lists", "last", [[deep]]), depth = 0;
    for (; Array.isArray(back) && back.length > 0; back = back[0]!) depth++;
    expect(depth).toBe(100_000);
  });
  it("refuses what is no term", () => {
    expect(() => node.send("init", Symbol("x") as unknown as ErlTerm)).toThrow(TypeError);
    expect(() => node.send("init", NaN)).toThrow(RangeError);
  });
});

describe("processes and mailboxes", () => {
  it("sends and receives, in order", async () => {
    const mailbox = node.mailbox();
    for (let i = 0; i < 1000; i++) node.send(mailbox.pid, i);
    const got: ErlTerm[] = [];
    for await (const message of mailbox) if (got.push(message) === 1000) break;
    expect(got).toEqual(Array.from({ length: 1000 }, (_, i) => i));
    mailbox.close();
    await expect(mailbox.receive()).rejects.toThrow(NodeStoppedError);
  });
  it("spawns, and tells when a process is gone and why", async () => {
    const pid = node.spawn("timer", "sleep", [atom("infinity")]);
    const gone = node.monitor(pid);
    node.exit(pid, atom("enough"));
    expect(await gone).toBe(atom("enough"));
    expect(await node.monitor(pid)).toBe(atom("noproc"));
    expect(await node.monitor(node.spawn("erlang", "abs", [1]))).toBe(atom("normal"));
  });
  it("is linked to, monitored and named like any process", async () => {
    const mailbox = node.mailbox({ trapExit: true });
    await node.call("erlang", "register", [atom("ts_box"), mailbox.pid]);
    node.send("ts_box", atom("by_name"));
    expect(await mailbox.receive()).toBe(atom("by_name"));
    node.exit(mailbox.pid, atom("please"));
    expect(await mailbox.receive()).toEqual(tuple(atom("EXIT"), mailbox.pid, atom("please")));
    mailbox.close();
  });
});

describe("code", () => {
  it("loads, reloads and refuses bytecode", async () => {
    const source = (v: number): string => `-module(embedded). -export([v/0, f/1]). v() -> ${v}. f(X) -> {X, v()}.`;
    await node.code.loadBinary("embedded", "embedded.erl", compileErlang("embedded", source(1)));
    expect(await node.call("embedded", "f", [9])).toEqual(tuple(9, 1));
    for (let v = 2; v < 20; v++) await node.code.loadBinary("embedded", "embedded.erl", compileErlang("embedded", source(v % 3)));
    expect(await node.call("embedded", "v")).toBe(1);
    expect(node.code.isLoaded("embedded")).toBe(true);
    for (const bad of [new Uint8Array(0), Uint8Array.of(1, 2, 3), compileErlang("embedded", source(1)).slice(0, 300)])
      await expect(node.code.loadBinary("embedded", "embedded.erl", bad)).rejects.toMatchObject({ reason: tuple(atom("error"), atom("badfile")) });
    expect(await node.call("embedded", "v")).toBe(1);
  });
});

describe("several nodes", () => {
  it("share nothing but their translated code", async () => {
    const second = await Node.start({ env: { HOME: "/", X: "here" } });
    await second.call("file", "write_file", [charlist("/a"), "text"]);
    expect(await second.call("file", "read_file", [charlist("/a")])).toEqual(tuple(atom("ok"), new TextEncoder().encode("text")));
    expect(await node.call("file", "read_file", [charlist("/a")])).toEqual(tuple(atom("error"), atom("enoent")));
    expect(await second.call("os", "getenv", [charlist("X")])).toEqual(charlist("here"));
    expect(await node.call("os", "getenv", [charlist("X")])).toBe(false);
    expect((await second.stop()).code).toBe(0);
    await expect(second.call("erlang", "self")).rejects.toThrow(NodeStoppedError);
  });
  it("refuses options that it does not have, and limits that are none", () => {
    expect(() => Node.launch({ name: "a@b" } as never)).toThrow(/distribution/);
    expect(() => Node.launch({ limit: {} } as never)).toThrow(/no option `limit`/);
    for (const limits of [{ processes: 10 }, { processes: NaN }, { processes: 1e12 }, { atoms: 100 }, { memory: -1 }, { memory: 1.5 }])
      expect(() => Node.launch({ limits })).toThrow(RangeError);
    expect(() => Node.launch({ otp: { root: "/x", release: "26", ertsVersion: "14" } })).toThrow(/OTP 25 only/);
    expect(() => Node.launch({ otp: "/no/such/otp" })).toThrow(OtpNotFound);
  });
  it("keep no descriptor each", async () => {
    const open = (): number => readdirSync("/proc/self/fd").length;
    (await Node.start()).kill();
    const before = open();
    for (let i = 0; i < 3; i++) (await Node.start()).kill();
    expect(open()).toBeLessThanOrEqual(before);
  });
  it("answers everybody who waits when it ends", async () => {
    const ending = await Node.start();
    const pid = ending.spawn("timer", "sleep", [atom("infinity")]);
    const box = ending.mailbox();
    const waits = Promise.allSettled([ending.monitor(pid), ending.monitor("init"), ending.call("timer", "sleep", [atom("infinity")]), box.receive()]);
    ending.kill();
    ending.kill();
    const [byPid, byName, call, message] = await waits;
    expect([byPid, byName]).toEqual(Array(2).fill({ status: "fulfilled", value: atom("noconnection") }));
    expect((call as PromiseRejectedResult).reason).toBeInstanceOf(NodeStoppedError);
    expect((message as PromiseRejectedResult).reason).toBeInstanceOf(NodeStoppedError);
    await expect(ending.monitor(pid)).rejects.toThrow(NodeStoppedError);
    expect(await Promise.all([ending.stop(), ending.stop()])).toEqual([{ code: 1, slogan: "killed" }, { code: 1, slogan: "killed" }]);
  });
  it("can be stopped while it boots", async () => { expect((await Node.launch().stop()).code).toBe(0); });
  it("ends, and nothing reaches the host, when what it was given throws", async () => {
    let broken = false;
    const clock = { monotonicMs: (): number => { if (broken) throw new Error("no time"); return performance.now(); }, systemMs: () => Date.now(), utcOffset: () => 0 };
    const timeless = await Node.start({ clock });
    broken = true;
    timeless.send("init", 1);
    expect((await timeless.halted).slogan).toMatch(/no time/);
  });
  it("tells a host that makes too many atoms, and runs on", async () => {
    const full = await Node.start({ limits: { atoms: 16_384 } });
    const many = Array.from({ length: 20_000 }, (_, i) => atom(`too_many_${i}`));
    await expect(full.call("erlang", "length", [many])).rejects.toMatchObject({ class: "error", reason: atom("system_limit") });
    expect(() => full.send("init", many)).toThrow(ErlangError);
    expect(await full.call("erlang", "+", [1, 2])).toBe(3);
    full.kill();
  });
  it("tells a host that sends more than the node may hold, and runs on", async () => {
    const small = await Node.start({ limits: { memory: 64 * 2 ** 20 } });
    const large = new Uint8Array(100 * 2 ** 20);
    await expect(small.call("erlang", "byte_size", [large])).rejects.toMatchObject({ class: "error", reason: atom("system_limit") });
    expect(() => small.send("init", large)).toThrow(ErlangError);
    expect(await small.call("erlang", "byte_size", [new Uint8Array(2 ** 20)])).toBe(2 ** 20);
    small.kill();
  });
  it("ends with the code of halt/1, and tells a boot that fails", async () => {
    const halting = await Node.start();
    halting.spawn("erlang", "halt", [3]);
    expect(await halting.halted).toMatchObject({ code: 3 });
    await expect(Node.start({ args: ["-boot", "/no_such_file"] })).rejects.toThrow(NodeStoppedError);
    const failing = await Node.launch({ args: ["-s", "no_such_module"] }).halted;
    expect(failing.code).toBe(1);
    expect(failing.slogan).toMatch(/no_such_module/);
  });
});

it("atoms are one object per text", () => { expect(Atom.of("x")).toBe(atom("x")); });
