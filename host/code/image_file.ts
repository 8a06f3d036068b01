/**
 * An image on disk:
 *
 *     | "hbimage2" | length of the description: u32 | description: JSON | code | BIF stubs | memory |
 *
 * A file that is damaged, or of another build, is no image: it is made anew. It is written beside its place and then
 * renamed, so that nobody reads half of one.
 */
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { digestOf, type ImageData } from "./image.js";

const MAGIC = "hbimage2";
const HEAD = MAGIC.length + 4;

interface Description extends Omit<ImageData, "code" | "bifCode" | "state"> {
  readonly state: Omit<ImageData["state"], "memory">;
  readonly sizes: readonly [number, number, number];
  readonly digest: string;
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

/** The image in `file`; undefined when there is none, or no whole one. */
export function readImage(file: string): ImageData | undefined {
  try {
    const bytes = readFileSync(file);
    if (bytes.subarray(0, MAGIC.length).toString("latin1") !== MAGIC) return undefined;
    const body = HEAD + bytes.readUInt32LE(MAGIC.length);
    const { sizes, digest, ...rest } = JSON.parse(bytes.subarray(HEAD, body).toString()) as Description;
    noteUse(file);
    const cut = (n: number, from: number): Uint8Array => new Uint8Array(bytes.buffer, bytes.byteOffset + from, n);
    if (bytes.length !== body + sizes[0] + sizes[1] + sizes[2] || digestOf(bytes.subarray(body)) !== digest) return undefined;
    return {
      ...rest, code: cut(sizes[0], body), bifCode: cut(sizes[1], body + sizes[0]),
      state: { ...rest.state, memory: cut(sizes[2], body + sizes[0] + sizes[1]) },
    };
  } catch {
    return undefined;
  }
}

/** Saves an image; when the disk does not take it, the next program makes it again. */
export function writeImage(file: string, data: ImageData): void {
  const { code, bifCode, state: { memory, ...state }, ...rest } = data;
  const body = Buffer.concat([code, bifCode, memory]);
  const description: Description = { ...rest, state, sizes: [code.length, bifCode.length, memory.length], digest: digestOf(body) };
  const text = Buffer.from(JSON.stringify(description));
  const head = Buffer.alloc(HEAD);
  head.write(MAGIC, "latin1");
  head.writeUInt32LE(text.length, MAGIC.length);
  const beside = `${file}.${process.pid}.${Date.now()}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(beside, Buffer.concat([head, text, body]));
    renameSync(beside, file);
    dropOld(dirname(file));
  } catch {
    try { rmSync(beside, { force: true }); } catch { /* it was never there */ }
  }
}
