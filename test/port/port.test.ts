import { PassThrough, Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { RealFileSystem } from "../../host/fs/index.js";
import { openPortBifs } from "../../host/port/bifs.js";
import { driversOf } from "../../host/port/drivers.js";
import { Port, atom, charlist, tuple, type ErlTerm } from "../../host/term/index.js";
import { FakeNode, bytes, type PortEvent } from "../bif/fake_node.js";

const open = (node: FakeNode, kind: ErlTerm, ...settings: ErlTerm[]): ErlTerm => node.call(openPortBifs, "erts_internal:open_port/2", kind, settings);
const fd = (input: number, output: number): ErlTerm => tuple(atom("fd"), input, output);
const spawn = (command: string): ErlTerm => tuple(atom("spawn"), charlist(command));
const machine = (): FakeNode =>
  new FakeNode({ machine: true, fs: new RealFileSystem(), workingDirectory: "/tmp", env: new Map([["PATH", process.env["PATH"]!]]) });
const ended = (events: readonly PortEvent[]): boolean => events.some((e) => typeof e === "object" && "exit" in e);
const output = (events: readonly PortEvent[]): string => events.map((e) => (typeof e === "object" && "data" in e ? e.data : "")).join("");

describe("a port on descriptors", () => {
  it("reads the input that the node was given until it ends", async () => {
    const stdin = new PassThrough(), node = new FakeNode({ stdio: { stdin } });
    expect(open(node, fd(0, 1), atom("binary"))).toEqual(Port.local(1));
    stdin.write("one ");
    stdin.end("two");
    const events = await node.eventsOf(1, ended);
    expect(output(events)).toBe("one two");
    expect(events.at(-1)).toEqual({ exit: "normal" });
  });
  it("tells of the end when it is asked to", async () => {
    const node = new FakeNode();
    open(node, fd(0, 1), atom("eof"));
    expect(await node.eventsOf(1, (e) => e.length > 0)).toEqual(["eof"]);
  });
  it("cuts lines", async () => {
    const stdin = new PassThrough(), node = new FakeNode({ stdio: { stdin } });
    open(node, fd(0, 1), tuple(atom("line"), 4));
    stdin.end("abc\r\ndefghijkl\nm");
    expect((await node.eventsOf(1, ended)).slice(0, -1)).toEqual([
      { data: "abc", line: "eol" }, { data: "defg", line: "noeol" }, { data: "hijk", line: "noeol" }, { data: "l", line: "eol" },
      { data: "m", line: "noeol" }]);
  });
  it("is busy while its output is full", async () => {
    let release = (): void => {};
    const written: string[] = [];
    const stdout = new Writable({
      highWaterMark: 4, write(chunk: Uint8Array, _, done) { written.push(new TextDecoder().decode(chunk)); release = done; },
    });
    const node = new FakeNode({ stdio: { stdout } });
    open(node, fd(0, 1), atom("out"));
    node.ports.output(1, bytes("12345"));
    expect(node.events.get(1)).toEqual([{ busy: true }]);
    expect(node.ports.queued(1)).toBe(5);
    release();
    expect((await node.eventsOf(1, (e) => e.length === 2)).at(-1)).toEqual({ busy: false });
    expect(written).toEqual(["12345"]);
    await node.ports.flush();
  });
  it("closes when writing fails", async () => {
    const stdout = new Writable({ write(_chunk, _, done) { done(Object.assign(new Error("gone"), { code: "EPIPE" })); } });
    const node = new FakeNode({ stdio: { stdout } });
    open(node, fd(0, 1), atom("out"));
    node.ports.output(1, bytes("x"));
    expect((await node.eventsOf(1, ended)).at(-1)).toEqual({ exit: "epipe" });
  });
  it("leaves the machine's descriptors alone", () => {
    expect(open(new FakeNode(), fd(5, 5))).toBe(atom("ebadf"));
    expect(open(new FakeNode(), fd(-1, 0))).toBe(atom("einval"));
  });
});

describe("a port on a program", () => {
  it("sends what it writes, and its status", async () => {
    const node = machine();
    open(node, spawn("sh -c 'printf abc; exit 3'"), atom("exit_status"));
    const events = await node.eventsOf(1, ended);
    expect(output(events)).toBe("abc");
    expect(events.slice(-2)).toEqual([{ status: 3 }, { exit: "normal" }]);
  });
  it("frames packets both ways", async () => {
    const node = machine();
    open(node, spawn("cat"), tuple(atom("packet"), 2));
    node.ports.output(1, bytes("hello"));
    node.ports.output(1, bytes(""));
    expect(await node.eventsOf(1, (e) => e.length === 2)).toEqual([{ data: "hello" }, { data: "" }]);
    node.ports.close(1);
  });
  it("runs files with arguments, environment and directory", async () => {
    const node = machine();
    open(node, tuple(atom("spawn_executable"), charlist("/bin/sh")),
      tuple(atom("args"), [charlist("-c"), bytes('echo "$0 $A $(pwd)"; echo err >&2'), charlist("zero")]),
      tuple(atom("env"), [tuple(charlist("A"), charlist("value")), tuple(charlist("PATH"), false)]),
      tuple(atom("cd"), charlist("/")), atom("stderr_to_stdout"));
    expect(output(await node.eventsOf(1, ended))).toBe("zero value /\nerr\n");
  });
  it("says why it cannot be opened", () => {
    const file = (name: string): ErlTerm => tuple(atom("spawn_executable"), charlist(name));
    expect(open(machine(), file("/no/such"))).toBe(atom("enoent"));
    expect(open(machine(), file("/etc/passwd"))).toBe(atom("eacces"));
    expect(open(machine(), spawn("cat"), tuple(atom("cd"), charlist("/no/such")))).toBe(atom("enoent"));
    expect(open(machine(), spawn(""))).toBe(atom("badarg"));
    expect(open(machine(), spawn("cat"), atom("foo"))).toBe(atom("badopt"));
    expect(open(machine(), spawn("cat"), tuple(atom("packet"), 3))).toBe(atom("badopt"));
    expect(open(machine(), spawn("cat"), tuple(atom("args"), []))).toBe(atom("badarg"));
    expect(open(machine(), tuple(atom("spawn_driver"), charlist("udp_inet")))).toBe(atom("badarg"));
    expect(open(machine(), atom("foo"))).toBe(atom("badarg"));
  });
  it("is not started in a node that may not", () => {
    expect(open(new FakeNode(), spawn("true"))).toBe(atom("eacces"));
    expect(open(new FakeNode(), tuple(atom("spawn_executable"), charlist("/bin/true")))).toBe(atom("enoent"));
  });
});

describe("a driver", () => {
  it("is found by name, answers control and call, and is closed", () => {
    const node = new FakeNode(), log: string[] = [];
    driversOf(node).register("echo_drv", (link, settings, command) => ({
      output: (data) => link.data(data),
      control: (operation, data) => (operation === 1 ? data : undefined),
      call: (_operation, term) => tuple(atom("got"), term),
      close: () => { log.push(`${command} ${String(settings.binary)}`); },
    }));
    const port = open(node, spawn("echo_drv with args"), atom("binary"));
    node.ports.output(1, bytes("data"));
    expect(node.events.get(1)).toEqual([{ data: "data" }]);
    expect(node.call(openPortBifs, "erts_internal:port_control/3", port, 1, [97, bytes("b")])).toEqual([97, 98]);
    expect(node.call(openPortBifs, "erts_internal:port_control/3", port, 2, [])).toBe(atom("badarg"));
    expect(node.call(openPortBifs, "erts_internal:port_call/3", port, 1, 5)).toEqual(tuple(atom("got"), 5));
    node.ports.close(1);
    expect(log).toEqual(["echo_drv with args true"]);
    expect(node.call(openPortBifs, "erts_internal:port_control/3", port, 1, [])).toBe(atom("badarg"));
  });
});
