/** What every writable file system does: the suite is run on each kind. */
import { describe, expect, it } from "vitest";
import { FsError, type FileSystem, type OpenMode } from "../../host/fs/index.js";

const mode = (given: Partial<OpenMode>): OpenMode => ({
  read: false, write: false, create: false, exclusive: false, truncate: false, append: false, sync: false,
  directory: false, ...given,
});
export const READ = mode({ read: true });
export const WRITE = mode({ write: true, create: true, truncate: true });
export const UPDATE = mode({ read: true, write: true, create: true });
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytes = (s: string): Uint8Array => new TextEncoder().encode(s);

export function put(fs: FileSystem, path: string, contents: string): void {
  const file = fs.open(path, WRITE);
  try { file.write(bytes(contents), 0); } finally { file.close(); }
}
export const get = (fs: FileSystem, path: string): string => text(fs.readFile(path));

/** Runs `call` and returns the POSIX code it fails with. */
export function code(call: () => unknown): string {
  try { call(); } catch (error) { if (error instanceof FsError) return error.code; throw error; }
  return "no error";
}

export function behavesAsFileSystem(kind: string, make: () => FileSystem): void {
  describe(kind, () => {
    it("writes, reads, overwrites and truncates files", () => {
      const fs = make();
      put(fs, "/a", "hello");
      expect(get(fs, "/a")).toBe("hello");
      const file = fs.open("/a", UPDATE);
      file.write(bytes("J"), 0);
      file.write(bytes("!"), 7);
      expect(text(fs.readFile("/a"))).toBe("Jello\0\0!");
      file.truncate(3);
      const room = new Uint8Array(10);
      expect(file.read(room, 1)).toBe(2);
      expect(text(room.subarray(0, 2))).toBe("el");
      expect(file.read(room, 3)).toBe(0);
      expect(file.stat().size).toBe(3);
      file.allocate(0, 10);
      expect(fs.stat("/a").size).toBe(10);
      file.sync(true);
      file.close();
      put(fs, "/a", "x");
      expect(get(fs, "/a")).toBe("x");
    });
    it("appends wherever the position is", () => {
      const fs = make();
      put(fs, "/log", "one");
      const file = fs.open("/log", mode({ write: true, create: true, append: true }));
      file.write(bytes("two"), 0);
      file.close();
      expect(get(fs, "/log")).toBe("onetwo");
    });
    it("refuses what the mode does not allow", () => {
      const fs = make();
      put(fs, "/a", "");
      expect(code(() => fs.open("/a", mode({ write: true, create: true, exclusive: true })))).toBe("eexist");
      expect(code(() => fs.open("/none", READ))).toBe("enoent");
      expect(code(() => fs.open("/a/b", READ))).toBe("enotdir");
      expect(code(() => fs.open("/a/", READ))).toBe("enotdir");
      expect(code(() => fs.open("/new/", WRITE))).toBe("eisdir");
      expect(code(() => fs.open("/none/a", WRITE))).toBe("enoent");
      expect(code(() => fs.open("/a", mode({ read: true, directory: true })))).toBe("enotdir");
      const reader = fs.open("/a", READ);
      expect(code(() => reader.write(bytes("x"), 0))).toBe("ebadf");
      reader.close();
      const writer = fs.open("/a", WRITE);
      expect(code(() => writer.read(new Uint8Array(1), 0))).toBe("ebadf");
      writer.close();
    });
    it("keeps the bytes of an open file whose name is gone", () => {
      const fs = make();
      put(fs, "/a", "still here");
      const file = fs.open("/a", READ), room = new Uint8Array(5);
      fs.removeFile("/a");
      expect(file.read(room, 0)).toBe(5);
      file.close();
      expect(code(() => fs.readFile("/a"))).toBe("enoent");
    });
    it("makes, lists and removes directories", () => {
      const fs = make();
      fs.makeDirectory("/d");
      fs.makeDirectory("/d/e");
      put(fs, "/d/f", "");
      expect(fs.list("/d").sort()).toEqual(["e", "f"]);
      expect(fs.stat("/d").type).toBe("directory");
      expect(code(() => fs.makeDirectory("/d"))).toBe("eexist");
      expect(code(() => fs.makeDirectory("/x/y"))).toBe("enoent");
      expect(code(() => fs.removeDirectory("/d"))).toBe("enotempty");
      expect(code(() => fs.removeDirectory("/d/f"))).toBe("enotdir");
      expect(code(() => fs.removeFile("/d/e"))).toBe("eisdir");
      expect(code(() => fs.list("/d/f"))).toBe("enotdir");
      expect(code(() => fs.readFile("/d"))).toBe("eisdir");
      fs.removeFile("/d/f");
      fs.removeDirectory("/d/e");
      fs.removeDirectory("/d/");
      expect(fs.list("/")).not.toContain("d");
    });
    it("renames files and directories", () => {
      const fs = make();
      fs.makeDirectory("/d");
      put(fs, "/a", "a");
      put(fs, "/b", "b");
      fs.rename("/a", "/d/a");
      fs.rename("/d/a", "/b");
      expect(get(fs, "/b")).toBe("a");
      fs.makeDirectory("/e");
      fs.rename("/d", "/e");
      expect(code(() => fs.stat("/d"))).toBe("enoent");
      fs.makeDirectory("/e/sub");
      fs.makeDirectory("/g");
      expect(code(() => fs.rename("/e", "/e/sub/x"))).toBe("einval");
      expect(code(() => fs.rename("/g", "/e"))).toBe("enotempty");
      expect(code(() => fs.rename("/b", "/e"))).toBe("eisdir");
      expect(code(() => fs.rename("/e", "/b"))).toBe("enotdir");
      expect(code(() => fs.rename("/none", "/b"))).toBe("enoent");
      fs.rename("/b", "/b");
      expect(get(fs, "/b")).toBe("a");
    });
    it("follows symbolic links and tells them apart", () => {
      const fs = make();
      fs.makeDirectory("/d");
      put(fs, "/d/f", "linked");
      fs.makeSymbolicLink("d/f", "/rel");
      fs.makeSymbolicLink("/d", "/abs");
      fs.makeSymbolicLink("../rel", "/d/up");
      fs.makeSymbolicLink("loop", "/loop");
      fs.makeSymbolicLink("nowhere", "/dangling");
      expect(get(fs, "/rel")).toBe("linked");
      expect(get(fs, "/abs/f")).toBe("linked");
      expect(get(fs, "/abs/up")).toBe("linked");
      expect(fs.readLink("/rel")).toBe("d/f");
      expect(fs.lstat("/rel").type).toBe("symlink");
      expect(fs.stat("/rel").type).toBe("regular");
      expect(code(() => fs.readLink("/d"))).toBe("einval");
      expect(code(() => fs.readFile("/loop"))).toBe("eloop");
      expect(code(() => fs.stat("/dangling"))).toBe("enoent");
      put(fs, "/dangling", "made");
      expect(get(fs, "/nowhere")).toBe("made");
      expect(code(() => fs.open("/dangling", mode({ write: true, create: true, exclusive: true })))).toBe("eexist");
      fs.removeFile("/rel");
      expect(get(fs, "/d/f")).toBe("linked");
    });
    it("gives a file several names", () => {
      const fs = make();
      put(fs, "/a", "1");
      fs.makeLink("/a", "/b");
      put(fs, "/b", "2");
      expect(get(fs, "/a")).toBe("2");
      expect(fs.stat("/a").links).toBe(2);
      expect(fs.stat("/a").inode).toBe(fs.stat("/b").inode);
      fs.makeDirectory("/d");
      expect(code(() => fs.makeLink("/d", "/e"))).toBe("eperm");
      expect(code(() => fs.makeLink("/a", "/b"))).toBe("eexist");
    });
    it("keeps modes and times", () => {
      const fs = make();
      put(fs, "/a", "");
      fs.setMode("/a", 0o640);
      fs.setTimes("/a", 1000, 2000);
      const stat = fs.stat("/a");
      expect(stat.mode).toBe(0o100640);
      expect([stat.accessed, stat.modified]).toEqual([1000, 2000]);
      expect(stat.access).toBe("read_write");
    });
    it("never climbs above its top", () => {
      const fs = make();
      put(fs, "/a", "top");
      fs.makeDirectory("/d");
      expect(get(fs, "/../../../a")).toBe("top");
      expect(get(fs, "/d/../../d/../a")).toBe("top");
      fs.makeSymbolicLink("../../../../../../a", "/d/climb");
      expect(get(fs, "/d/climb")).toBe("top");
      fs.makeSymbolicLink("/etc/passwd", "/outside");
      expect(code(() => fs.readFile("/outside"))).toBe("enoent");
      fs.makeSymbolicLink("/../../etc", "/d/etc");
      expect(code(() => fs.list("/d/etc"))).toBe("enoent");
    });
    it("refuses names with NUL, empty and overlong names", () => {
      const fs = make();
      expect(code(() => fs.readFile("/a\0b"))).toBe("einval");
      expect(code(() => fs.open("/a\0", WRITE))).toBe("einval");
      expect(code(() => fs.stat(""))).toBe("enoent");
      expect(code(() => fs.open("/" + "x".repeat(256), WRITE))).toBe("enametoolong");
      expect(code(() => fs.makeSymbolicLink("", "/l"))).toBe("enoent");
    });
    it("keeps names that are not UTF-8", () => {
      const fs = make();
      const name = "caf\udce9";
      put(fs, "/" + name, "latin1");
      expect(fs.list("/")).toContain(name);
      expect(get(fs, "/" + name)).toBe("latin1");
      put(fs, "/žlutý", "utf8");
      expect(fs.list("/")).toContain("žlutý");
    });
  });
}
