/**
 * An image on disk:
 *
 *     | "hbimage3" | SHA-256 of all that follows: 32 | length of the description: u32 | description: JSON | code | BIF stubs | memory |
 *
 * A file that is damaged, or of another build, is no image: it is made anew. It is written beside its place and then
 * renamed, so that nobody reads half of one.
 */
import { createHash } from "node:crypto";
import { closeSync, fstatSync, mkdirSync, openSync, readSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ImageData } from "./image.js";

const MAGIC = "hbimage3", DIGEST_BYTES = 32;
const LENGTH = MAGIC.length + DIGEST_BYTES, HEAD = LENGTH + 4;

interface Description extends Omit<ImageData, "code" | "bifCode" | "state"> {
  readonly state: Omit<ImageData["state"], "memory">;
  readonly sizes: readonly [number, number, number];
}

function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** One after the other: below /proc, Node's own way to make a folder with its parents never ends. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false }) !== undefined) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

/** Images that a folder keeps: those of a few builds and engines; the ones unused for longest go. */
const KEPT = 8;

function dropOld(folder: string): void {
  const images = readdirSync(folder).filter((name) => name.endsWith(".image")).map((name) => join(folder, name));
  const used = new Map(images.map((file) => [file, statSync(file).mtimeMs]));
  for (const file of images.sort((a, b) => used.get(b)! - used.get(a)!).slice(KEPT)) rmSync(file, { force: true });
}

/** dropOld goes by the time of change; a cache that cannot be written drops nothing either. */
function noteUse(file: string): void {
  try { utimesSync(file, new Date(), new Date()); } catch { /* a cache that is only read */ }
}

/** Reads the parts of an open file one after the other, each into memory of its own. @throws Error at its end */
function partsOf(fd: number): (bytes: number) => Buffer {
  return (bytes) => {
    const part = Buffer.allocUnsafeSlow(bytes);
    for (let at = 0; at < bytes;) {
      const n = readSync(fd, part, at, bytes - at, null);
      if (n === 0) throw new Error("the image ends too early");
      at += n;
    }
    return part;
  };
}

/**
 * The image in `file`; undefined when there is none, or no whole one. Its parts are read apart, so that its code can
 * be let go once it is compiled.
 */
export function readImage(file: string): ImageData | undefined {
  let fd: number;
  try { fd = openSync(file, "r"); } catch { return undefined; }
  try {
    const next = partsOf(fd), head = next(HEAD), textBytes = head.readUInt32LE(LENGTH);
    const left = fstatSync(fd).size - HEAD - textBytes;
    if (head.subarray(0, MAGIC.length).toString("latin1") !== MAGIC || left < 0) return undefined;
    const text = next(textBytes), { sizes, ...rest } = JSON.parse(text.toString()) as Description;
    noteUse(file);
    if (left !== sizes[0] + sizes[1] + sizes[2]) return undefined;
    const [code, bifCode, memory] = sizes.map(next) as [Buffer, Buffer, Buffer];
    if (!sha256(head.subarray(LENGTH), text, code, bifCode, memory).equals(head.subarray(MAGIC.length, LENGTH))) return undefined;
    return { ...rest, code, bifCode, state: { ...rest.state, memory } };
  } catch {
    return undefined;
  } finally {
    closeSync(fd);
  }
}

/** Saves an image; when the disk does not take it, the next program makes it again. */
export function writeImage(file: string, data: ImageData): void {
  const { code, bifCode, state: { memory, ...state }, ...rest } = data;
  const description: Description = { ...rest, state, sizes: [code.length, bifCode.length, memory.length] };
  const text = Buffer.from(JSON.stringify(description));
  const head = Buffer.alloc(HEAD);
  head.write(MAGIC, "latin1");
  head.writeUInt32LE(text.length, LENGTH);
  sha256(head.subarray(LENGTH), text, code, bifCode, memory).copy(head, MAGIC.length);
  const beside = `${file}.${process.pid}.${Date.now()}`;
  try {
    makeFolder(dirname(file));
    writeFileSync(beside, Buffer.concat([head, text, code, bifCode, memory]));
    renameSync(beside, file);
    dropOld(dirname(file));
  } catch {
    try { rmSync(beside, { force: true }); } catch { /* it was never there */ }
  }
}
