import { describe, expect, it } from "vitest";
import { Raise } from "../../host/bif/arguments.js";
import { primFileBifs } from "../../host/bif/prim_file.js";
import { primFileHandleBifs } from "../../host/bif/prim_file_handle.js";
import { MemoryFileSystem } from "../../host/fs/index.js";
import { type Tuple, atom, charlist, tuple, type ErlTerm } from "../../host/term/index.js";
import { FakeNode, bytes, error, native, ok, pid } from "./fake_node.js";

const bifs = { ...primFileBifs, ...primFileHandleBifs };
const start = (files: Record<string, string> = {}) => {
  const node = new FakeNode({ fs: new MemoryFileSystem({ files }) });
  const call = (name: string, ...args: ErlTerm[]): ErlTerm => node.call(bifs, `prim_file:${name}`, ...args);
  const open = (name: string, ...modes: string[]): ErlTerm =>
    (call("open_nif/2", native(name), modes.map(atom)) as Tuple).elements[1]!;
  return { node, call, open };
};

describe("prim_file on paths", () => {
  it("reads, lists and describes files", () => {
    const { call } = start({ "/d/a": "text" });
    expect(call("read_file_nif/1", native("/d/a"))).toEqual(ok(bytes("text")));
    expect(call("read_file_nif/1", native("/d"))).toEqual(error("eisdir"));
    expect(call("read_file_nif/1", native("/none"))).toEqual(error("enoent"));
    expect(call("list_dir_nif/1", native("/d"))).toEqual(ok([bytes("a")]));
    const info = call("read_info_nif/2", native("/d/a"), 1) as Tuple;
    expect(info.elements.slice(0, 4)).toEqual([atom("file_info"), 4, atom("regular"), atom("read_write")]);
    expect(info.length).toBe(14);
  });
  it("refuses names that are not native", () => {
    const { call } = start();
    for (const name of [bytes("/a"), bytes("/a\0b\0"), atom("a"), bytes("")]) expect(call("read_file_nif/1", name)).toEqual(error("einval"));
    expect(call("read_file_nif/1", native(""))).toEqual(error("enoent"));
  });
  it("has a working directory without links and dots", () => {
    const { call, node } = start({ "/a/b/f": "x" });
    node.world.fs.makeSymbolicLink("/a", "/link");
    expect(call("set_cwd_nif/1", native("/link/./b"))).toBe(atom("ok"));
    expect(call("get_cwd_nif/0")).toEqual(ok(bytes("/a/b")));
    expect(call("read_file_nif/1", native("f"))).toEqual(ok(bytes("x")));
    expect(call("set_cwd_nif/1", native(".."))).toBe(atom("ok"));
    expect(call("get_cwd_nif/0")).toEqual(ok(bytes("/a")));
    expect(call("set_cwd_nif/1", native("b/f"))).toEqual(error("enotdir"));
    expect(call("set_cwd_nif/1", native("none"))).toEqual(error("enoent"));
  });
  it("makes, renames and removes, with OTP's names for what fails", () => {
    const { call } = start({ "/d/a": "x" });
    expect(call("make_dir_nif/1", native("/e"))).toBe(atom("ok"));
    expect(call("del_dir_nif/1", native("/d"))).toEqual(error("eexist"));
    expect(call("rename_nif/2", native("/e"), native("/d"))).toEqual(error("eexist"));
    expect(call("del_file_nif/1", native("/e"))).toEqual(error("eperm"));
    expect(call("make_soft_link_nif/2", native("a"), native("/d/l"))).toBe(atom("ok"));
    expect(call("read_link_nif/1", native("/d/l"))).toEqual(ok(bytes("a")));
    expect(call("make_hard_link_nif/2", native("/d/a"), native("/d/h"))).toBe(atom("ok"));
    expect(call("set_permissions_nif/2", native("/d/a"), 0o600)).toBe(atom("ok"));
    expect((call("read_info_nif/2", native("/d/h"), 1) as Tuple).elements[7]).toBe(0o100600);
    expect(call("set_time_nif/4", native("/d/a"), 1, 2, 3)).toBe(atom("ok"));
    expect((call("read_info_nif/2", native("/d/a"), 0) as Tuple).elements.slice(4, 6)).toEqual([1, 2]);
    expect(call("altname_nif/1", native("/d"))).toEqual(error("enotsup"));
  });
});

describe("prim_file on open files", () => {
  it("reads and writes at its position and elsewhere", () => {
    const { call, open } = start({ "/a": "0123456789" });
    const file = open("/a", "read", "write");
    expect(call("read_nif/2", file, 4)).toEqual(ok(bytes("0123")));
    expect(call("pread_nif/3", file, 8, 10)).toEqual(ok(bytes("89")));
    expect(call("pread_nif/3", file, 20, 1)).toBe(atom("eof"));
    expect(call("write_nif/2", file, [bytes("ab"), bytes("c")])).toBe(atom("ok"));
    expect(call("pwrite_nif/3", file, 0, [bytes("X")])).toBe(atom("ok"));
    expect(call("seek_nif/3", file, atom("cur"), -3)).toEqual(ok(4));
    expect(call("read_nif/2", file, 100)).toEqual(ok(bytes("abc789")));
    expect(call("read_nif/2", file, 1)).toBe(atom("eof"));
    expect(call("seek_nif/3", file, atom("eof"), -1)).toEqual(ok(9));
    expect(call("seek_nif/3", file, atom("bof"), -1)).toEqual(error("einval"));
    expect(call("truncate_nif/1", file)).toBe(atom("ok"));
    expect((call("read_handle_info_nif/1", file) as Tuple).elements[1]).toBe(9);
    expect(call("sync_nif/2", file, 1)).toBe(atom("ok"));
    expect(call("advise_nif/4", file, 0, 0, atom("random"))).toBe(atom("ok"));
    expect(call("advise_nif/4", file, 0, 0, atom("other"))).toEqual(error("einval"));
    expect(call("close_nif/1", file)).toBe(atom("ok"));
    expect(call("close_nif/1", file)).toEqual(error("einval"));
    expect(call("read_nif/2", file, 1)).toEqual(error("einval"));
  });
  it("appends", () => {
    const { call, open } = start({ "/a": "one" });
    const file = open("/a", "append", "read");
    call("write_nif/2", file, [bytes("two")]);
    expect(call("seek_nif/3", file, atom("cur"), 0)).toEqual(ok(6));
    expect(call("pread_nif/3", file, 0, 10)).toEqual(ok(bytes("onetwo")));
  });
  it("opens as the modes say", () => {
    const { call } = start({ "/d/a": "one" });
    const result = (name: string, ...modes: string[]): ErlTerm => call("open_nif/2", native(name), modes.map(atom));
    expect(result("/d")).toEqual(error("eisdir"));
    expect(result("/d/a", "write", "exclusive")).toEqual(error("eexist"));
    expect(result("/d/a", "directory")).toEqual(error("enotdir"));
    expect((result("/d", "directory") as Tuple).elements[0]).toBe(atom("ok"));
    expect((result("/d/a", "read", "write") as Tuple).elements[0]).toBe(atom("ok"));
    expect(call("read_file_nif/1", native("/d/a"))).toEqual(ok(bytes("one")));
    result("/d/a", "write");
    expect(call("read_file_nif/1", native("/d/a"))).toEqual(ok(bytes("")));
    expect(() => call("open_nif/2", native("/d/a"), atom("read"))).toThrow(Raise);
  });
  it("closes a file when its owner exits", () => {
    const { node, call } = start({ "/a": "x" });
    const [, file] = (node.callAs(pid(7), bifs, "prim_file:open_nif/2", native("/a"), [atom("read")]) as Tuple).elements;
    node.exit(pid(7));
    expect(call("read_nif/2", file!, 1)).toEqual(error("einval"));
  });
  it("reads the data that a pointer names, for dets", () => {
    const { call, open } = start({ "/a": "\0\0\0\x03\0\0\0\x08abcdef" });
    const file = open("/a", "read");
    expect(call("ipread_s32bu_p32bu_nif/3", file, 0, 100)).toEqual(ok(tuple(3, 8, bytes("abc"))));
    expect(call("ipread_s32bu_p32bu_nif/3", file, 0, 2)).toBe(atom("eof"));
    expect(call("ipread_s32bu_p32bu_nif/3", file, 10, 100)).toBe(atom("eof"));
  });
});

describe("file names", () => {
  it("turn into native names, as in OTP", () => {
    const { call } = start();
    const to = (name: ErlTerm): ErlTerm => call("internal_name2native/1", name);
    expect(to([])).toEqual(native(""));
    expect(to([97, [98, charlist("c")]])).toEqual(native("abc"));
    expect(to([1000])).toEqual(native("\u03e8"));
    expect(to(bytes("bin"))).toEqual(native("bin"));
    for (const bad of [[97, 0], [0xd800], [bytes("ab")], atom("abc"), 12, bytes("b\0c"), [-1]] as ErlTerm[]) expect(() => to(bad)).toThrow(Raise);
  });
  it("turn back", () => {
    const { call } = start();
    expect(call("internal_native2name/1", bytes("é"))).toEqual([233]);
    expect(call("internal_native2name/1", Uint8Array.of(233))).toEqual(error("warning"));
    expect(call("internal_normalize_utf8/1", bytes("e\u0301"))).toEqual([233]);
    expect(call("is_translatable/1", Uint8Array.of(233))).toBe(false);
    expect(call("is_translatable/1", bytes("é"))).toBe(true);
  });
});
