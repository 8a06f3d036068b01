/**
 * Translations by the content of the module: several nodes of one program, and reloads of the same
 * bytes, share one compiled WebAssembly.Module.
 */
import { createHash } from "node:crypto";
import type { BeamModule } from "../beam/index.js";
import type { CompiledUnit } from "../compiler/index.js";

export interface Translation { readonly unit: CompiledUnit; readonly wasm: WebAssembly.Module }

/** The most recent translations are kept strongly, so that a reload of the same code costs nothing. */
const KEPT = 256;
const shared = new Map<string, Translation>();

/** What the translation depends on: all chunks but those that only describe the module. */
function contentKey(beam: BeamModule): string {
  const hash = createHash("sha256");
  for (const [id, chunk] of beam.chunks) hash.update(id).update(String(chunk.length)).update(chunk);
  return hash.digest("base64");
}

export class Translations {
  constructor(private readonly compile: (beam: BeamModule) => CompiledUnit) {}

  of(beam: BeamModule): Translation {
    const key = contentKey(beam);
    let found = shared.get(key);
    if (found) shared.delete(key);
    else {
      const unit = this.compile(beam);
      found = { unit, wasm: new WebAssembly.Module(unit.bytes as BufferSource) };
    }
    shared.set(key, found);
    if (shared.size > KEPT) shared.delete(shared.keys().next().value!);
    return found;
  }
}
