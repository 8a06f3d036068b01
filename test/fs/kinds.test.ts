import { mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync, existsSync, renameSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { DirectoryFileSystem, MemoryFileSystem, MountedFileSystem, ReadOnlyFileSystem } from "../../host/fs/index.js";
import { pathFromBytes, pathToBytes } from "../../host/fs/path.js";
import { READ, WRITE, behavesAsFileSystem, code, get, put } from "./behaviour.js";

const scratch = mkdtempSync(join(tmpdir(), "hornbeam-fs-"));
let made = 0;
const directory = (): string => {
  const path = join(scratch, String(made++));
  mkdirSync(path);
  return path;
};
afterAll(() => rmSync(scratch, { recursive: true }));

behavesAsFileSystem("in memory", () => new MemoryFileSystem());
behavesAsFileSystem("a directory", () => new DirectoryFileSystem(directory()));
behavesAsFileSystem("mounts over memory",
  () => new MountedFileSystem(new MemoryFileSystem(), { "/mnt/other": new MemoryFileSystem() }));

describe("a directory", () => {
  it("is never left by links that the machine's other programs put there", () => {
    const top = directory(), secret = join(scratch, "secret");
    writeFileSync(secret, "secret");
    symlinkSync(secret, join(top, "absolute"));
    symlinkSync("../secret", join(top, "relative"));
    symlinkSync("/", join(top, "root"));
    symlinkSync("/proc/self/root", join(top, "magic"));
    mkdirSync(join(top, "in"));
    symlinkSync("../..", join(top, "in", "up"));
    const fs = new DirectoryFileSystem(top);
    for (const path of ["/absolute", "/relative", `/root${secret}`, `/magic${secret}`, "/in/up/secret", "/in/up/../secret"])
      expect(code(() => fs.readFile(path)), path).toBe("enoent");
    expect(code(() => fs.makeDirectory("/root/made"))).toBe("no error");
    expect(existsSync("/made")).toBe(false);
    expect(existsSync(join(top, "made"))).toBe(true);
    expect(code(() => fs.setMode("/absolute", 0))).toBe("enoent");
    put(fs, "/relative", "inside");
    expect(existsSync(join(top, "secret"))).toBe(true);
    fs.rename("/absolute", "/moved");
    expect(fs.readLink("/moved")).toBe(secret);
    fs.close();
  });
  it("keeps to its directory when that is moved", () => {
    const top = directory();
    const fs = new DirectoryFileSystem(top);
    renameSync(top, top + "-moved");
    symlinkSync("/etc", top);
    expect(code(() => fs.readFile("/passwd"))).toBe("enoent");
    fs.close();
  });
  it("leaves no descriptor open", () => {
    const fs = new DirectoryFileSystem(directory()), machine = new DirectoryFileSystem("/proc/self/fd");
    fs.makeDirectory("/a");
    fs.makeDirectory("/a/b");
    const before = machine.list("/").length;
    for (let i = 0; i < 50; i++) { code(() => fs.stat("/a/b/none")); fs.list("/a/b"); code(() => fs.readFile("/a/b")); }
    expect(machine.list("/").length).toBe(before);
    fs.close();
    machine.close();
  });
});

describe("in memory", () => {
  it("starts with files, has a clock and a capacity", () => {
    const fs = new MemoryFileSystem({ files: { "/etc/conf": "x=1" }, now: () => 5000, capacity: 10 });
    expect(get(fs, "/etc/conf")).toBe("x=1");
    expect(fs.stat("/etc/conf").modified).toBe(5);
    expect(code(() => put(fs, "/big", "01234567"))).toBe("enospc");
    put(fs, "/big", "0123456");
    fs.removeFile("/big");
    put(fs, "/big2", "0123456");
    expect(fs.list("/").sort()).toEqual(["big2", "etc"]);
  });
});

describe("mounts", () => {
  const make = (): MountedFileSystem => new MountedFileSystem(
    new MemoryFileSystem({ files: { "/etc/a": "base" } }),
    { "/usr/lib/erlang": new ReadOnlyFileSystem(new MemoryFileSystem({ files: { "/bin/start": "boot", "/lib/x": "lib" } })) });
  it("show through, with the directories above them", () => {
    const fs = make();
    expect(get(fs, "/usr/lib/erlang/bin/start")).toBe("boot");
    expect(fs.list("/").sort()).toEqual(["etc", "usr"]);
    expect(fs.list("/usr/lib")).toEqual(["erlang"]);
    expect(fs.list("/usr/lib/")).toEqual(["erlang"]);
    expect(fs.list("/usr/lib/erlang").sort()).toEqual(["bin", "lib"]);
    expect(fs.stat("/usr").type).toBe("directory");
    expect(get(fs, "/usr/lib/erlang/bin/../lib/x")).toBe("lib");
    expect(get(fs, "/usr/lib/erlang/bin/../../../../etc/a")).toBe("base");
    expect(code(() => fs.stat("/usr/lib/erlang/none/../../../../etc/a"))).toBe("enoent");
  });
  it("are reached by links, and stay in their place", () => {
    const fs = make();
    fs.makeSymbolicLink("/usr/lib/erlang", "/otp");
    expect(get(fs, "/otp/bin/start")).toBe("boot");
    expect(code(() => fs.removeDirectory("/usr/lib/erlang"))).toBe("ebusy");
    expect(code(() => fs.rename("/usr", "/x"))).toBe("ebusy");
    expect(code(() => fs.rename("/etc/a", "/usr/lib/erlang/a"))).toBe("exdev");
    put(fs, "/usr/lib/mine", "beside");
    expect(fs.list("/usr/lib").sort()).toEqual(["erlang", "mine"]);
  });
  it("may be read-only", () => {
    const fs = make();
    expect(code(() => fs.open("/usr/lib/erlang/bin/start", WRITE))).toBe("erofs");
    expect(code(() => fs.removeFile("/usr/lib/erlang/bin/start"))).toBe("erofs");
    expect(fs.stat("/usr/lib/erlang/bin/start").access).toBe("read");
    fs.open("/usr/lib/erlang/bin/start", READ).close();
  });
});

describe("paths", () => {
  it("survive the way to bytes and back", () => {
    for (const bytes of [[0x2f, 0xff, 0x61], [0xc3, 0xa9], [0xc3], [0xe2, 0x82], [0xed, 0xa0, 0x80], [0xf0, 0x9f, 0x98, 0x80, 0x80]])
      expect([...pathToBytes(pathFromBytes(Uint8Array.from(bytes)))]).toEqual(bytes);
  });
});
