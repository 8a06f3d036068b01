/**
 * Translations by the content of the module: several nodes of one program, and reloads of the same
 * bytes, share one compiled WebAssembly.Module.
 */
import { createHash } from "node:crypto";
import type { BeamModule, Steps } from "../beam/index.js";
import type { CompiledUnit } from "../compiler/index.js";

export interface Translation {
  /** Without its bytes, of which the engine has a copy. */
  readonly unit: Omit<CompiledUnit, "bytes">;
  readonly wasm: WebAssembly.Module;
  /** What it takes, in bytes. */
  readonly size: number;
}

/** What the engine and the description of the unit take for the smallest module (measured on Node 20 and 26). */
const SMALLEST = 64 * 1024;

/** The translations used last are kept, so that a reload of the same code costs nothing: so many bytes. */
const KEPT_BYTES = 16 * 1024 * 1024;
const shared = new Map<string, Translation>();
let keptBytes = 0;

/** Makes it the one that was used last. */
function keep(key: string, translation: Translation): void {
  keptBytes -= shared.get(key)?.size ?? 0;
  shared.delete(key);
  shared.set(key, translation);
  keptBytes += translation.size;
  for (const [oldest, { size }] of shared) {
    if (keptBytes <= KEPT_BYTES || oldest === key) return;
    shared.delete(oldest);
    keptBytes -= size;
  }
}

/** What the translation depends on: all chunks but those that only describe the module. */
function contentKey(beam: BeamModule): string {
  const hash = createHash("sha256");
  for (const [id, chunk] of beam.chunks) hash.update(id).update(String(chunk.length)).update(chunk);
  return hash.digest("base64");
}

export class Translations {
  constructor(private readonly compile: (beam: BeamModule) => Steps<CompiledUnit>) {}

  *of(beam: BeamModule): Steps<Translation> {
    const key = contentKey(beam);
    let found = shared.get(key);
    if (found === undefined) {
      const { bytes, ...unit } = yield* this.compile(beam);
      found = { unit, wasm: new WebAssembly.Module(bytes as BufferSource), size: SMALLEST + bytes.length };
    }
    keep(key, found);
    return found;
  }
}
