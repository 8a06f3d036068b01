/**
 * The code server's tables: which version of each module is current, which is old, and the steps
 * between bytecode and running code, as erts has them: prepare, finish, on_load, delete, purge.
 * OTP's own `code_server` process drives them through BIFs (code_bifs.ts); the embedding API uses the
 * same steps.
 */
import { complete, type Export, type Steps } from "../beam/index.js";
import type { LoadedModule, PreparedModule } from "./loaded_module.js";
import type { Linker } from "./linker.js";

export type FinishResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: "not_purged" | "on_load" | "duplicated"; readonly modules: readonly string[] };

export class CodeServer {
  private readonly current = new Map<string, LoadedModule>();
  private readonly old = new Map<string, LoadedModule>();
  /** Modules whose on_load function has not answered yet; callers still see the version before. */
  private readonly pending = new Map<string, LoadedModule>();
  /** Modules linked before anything ran: erlang:pre_loaded/0. */
  readonly preloaded: string[] = [];

  constructor(private readonly linker: Linker) {}

  /**
   * Reads, verifies, translates and links `bytes` without publishing anything.
   * @throws BadBeamError when the bytes are damaged or hold another module than `name`
   */
  prepare(name: string, bytes: Uint8Array): PreparedModule { return complete(this.prepareInSteps(name, bytes)); }
  prepareInSteps(name: string, bytes: Uint8Array): Steps<PreparedModule> { return this.linker.prepare(name, bytes); }

  /** Makes prepared modules current, all or none (erlang:finish_loading/1). */
  finish(prepared: readonly PreparedModule[]): FinishResult {
    const names = prepared.map((p) => p.name);
    const refuse = (why: "not_purged" | "on_load" | "duplicated", modules: string[]): FinishResult => ({ ok: false, why, modules });
    const twice = names.filter((n, i) => names.indexOf(n) !== i);
    if (twice.length > 0) return refuse("duplicated", twice);
    const unpurged = names.filter((n) => this.old.has(n) && this.current.has(n));
    if (unpurged.length > 0) return refuse("not_purged", unpurged);
    const waiting = prepared.filter((p) => p.onLoad);
    if (prepared.length > 1 && waiting.length > 0) return refuse("on_load", waiting.map((p) => p.name));
    for (const p of prepared) {
      const loaded = this.linker.load(p);
      if (p.onLoad) {
        this.linker.publishLambdas(loaded);
        this.pending.set(p.name, loaded);
      }
      else this.publish(loaded);
    }
    return waiting.length > 0 ? refuse("on_load", waiting.map((p) => p.name)) : { ok: true };
  }

  /** What a module exports, in the order of module_info(exports). */
  exportsOf(loaded: LoadedModule): readonly Export[] { return this.linker.exportsOf(loaded); }

  /** The version of `name` that waits for its on_load function. */
  awaitingOnLoad(name: string): LoadedModule | undefined { return this.pending.get(name); }

  /** Address of an Export through which the on_load function of a waiting version is called; undefined when none waits. */
  onLoadFunction(name: string): number | undefined {
    const loaded = this.pending.get(name);
    return loaded && this.linker.onLoadFunction(loaded);
  }

  /** Ends on_load: `keep` publishes the waiting version, otherwise it leaves nothing behind. */
  finishAfterOnLoad(name: string, keep: boolean): boolean {
    const loaded = this.pending.get(name);
    if (!loaded) return false;
    this.pending.delete(name);
    if (keep) this.publish(loaded);
    else this.linker.unload(loaded);
    return true;
  }

  private publish(loaded: LoadedModule): void {
    const before = this.current.get(loaded.name);
    if (before) {
      this.linker.withdraw(before, loaded);
      this.linker.retire(before);
      this.old.set(loaded.name, before);
    }
    this.linker.publish(loaded);
    this.current.set(loaded.name, loaded);
  }

  /** Makes the current version old (erlang:delete_module/1). "not_purged" when there is an old one already. */
  delete(name: string): "deleted" | "absent" | "not_purged" {
    const loaded = this.current.get(name);
    if (!loaded) return "absent";
    if (this.old.has(name)) return "not_purged";
    this.linker.withdraw(loaded);
    this.linker.retire(loaded);
    this.current.delete(name);
    this.old.set(name, loaded);
    return "deleted";
  }

  /** Frees the old version; nothing may use it any more. False when there is none. */
  purge(name: string): boolean {
    const loaded = this.old.get(name);
    if (!loaded) return false;
    this.old.delete(name);
    this.linker.unload(loaded);
    return true;
  }

  isLoaded(name: string): boolean { return this.current.has(name); }
  hasOld(name: string): boolean { return this.old.has(name); }
  module(name: string): LoadedModule | undefined { return this.current.get(name); }
  oldModule(name: string): LoadedModule | undefined { return this.old.get(name); }
  /** Modules with the sizes of their code, in the order in which they were loaded; those that only have old code last. */
  sizes(): { readonly name: string; readonly current: number; readonly old: number }[] {
    const names = new Set([...this.current.keys(), ...this.old.keys()]);
    return Array.from(names, (name) => ({ name, current: this.current.get(name)?.file.length ?? 0, old: this.old.get(name)?.file.length ?? 0 }));
  }
  /** Names of all current modules, in the order in which they were loaded. */
  names(): string[] { return [...this.current.keys()]; }
}
