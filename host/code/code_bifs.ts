/**
 * BIFs of code loading: OTP's code_server and erts_code_purger drive the node's CodeServer through them.
 * Sources of the semantics: erlang(3), code(3), and their use in erl_prim_loader, code_server, erts_code_purger.
 */
import { BadBeamError, isCompressed, readChunks, moduleMd5, type Steps } from "../beam/index.js";
import { badarg, expectAtom, expectBinary, expectList, undefinedAtom } from "../bif/arguments.js";
import { Trap } from "../bif/trap.js";
import type { HostBifs } from "../bif/registry.js";
import { inTurns, paced } from "../bif/turns.js";
import { perNode, type BifContext, type NodeContext } from "../bif/world.js";
import { atom, decodeFirst, displayAtom, Reference, TermError, tuple, type ErlTerm } from "../term/index.js";
import type { CodeServer } from "./code_server.js";
import type { LoadedModule, ModuleFile, PreparedModule } from "./loaded_module.js";

const codeServers = new WeakMap<NodeContext, CodeServer>();
/** Makes `server` the one that the node's BIFs work on. */
export const bindCodeServer = (node: NodeContext, server: CodeServer): void => { codeServers.set(node, server); };
const serverOf = (node: NodeContext): CodeServer => codeServers.get(node)!;

/** Prepared code that waits to be finished, by the reference that stands for it. */
const preparedOf = perNode(() => new Map<string, PreparedModule>());

const badfile = tuple(atom("error"), atom("badfile"));

/** Chunks named by four-character lists, as erts looks them up: undefined when the file is damaged or has no such chunk. */
function chunk(bytes: Uint8Array, id: ErlTerm): ErlTerm {
  const name = expectList(id).map((c) => (typeof c === "number" && c >= 0 && c < 256 ? String.fromCharCode(c) : badarg())).join("");
  if (name.length !== 4) badarg();
  try {
    const found = readChunks(bytes).get(name);
    return found === undefined || found.length === 0 ? undefinedAtom : found;
  } catch (e) { return damaged(e, undefinedAtom); }
}
function damaged<T>(error: unknown, answer: T): T {
  if (error instanceof BadBeamError || error instanceof TermError) return answer;
  throw error;
}

/**
 * The value of an attribute chunk, an external term; [] when the module has none.
 * @throws TermError when it is damaged, which it no longer is in a loaded module
 */
function described(module: { readonly file: ModuleFile }, id: "Attr" | "CInf"): ErlTerm {
  const bytes = module.file.chunk(id);
  return bytes === undefined || bytes.length === 0 ? [] : decodeFirst(bytes);
}

const ITEMS: Readonly<Record<string, (m: LoadedModule, server: CodeServer) => ErlTerm>> = {
  module: (m) => atom(m.name),
  // eunit runs tests in this order.
  exports: (m, server) => server.exportsOf(m).map((e) => tuple(atom(e.name), e.arity)),
  functions: (m) => m.file.summary.functions.map((f) => tuple(atom(f.name), f.arity)),
  attributes: (m) => described(m, "Attr"),
  compile: (m) => described(m, "CInf"),
  md5: (m) => m.file.summary.md5,
  native_addresses: () => [],
  nifs: () => [],
  native: () => false,
};
const ALL_ITEMS = ["module", "exports", "attributes", "compile", "md5"];

function moduleInfo(node: NodeContext, name: ErlTerm): LoadedModule {
  const server = serverOf(node), text = expectAtom(name);
  return server.module(text) ?? server.awaitingOnLoad(text) ?? server.oldModule(text) ?? badarg();
}

function prepared(node: NodeContext, reference: ErlTerm): PreparedModule {
  return (reference instanceof Reference ? preparedOf(node).get(reference.toString()) : undefined) ?? badarg();
}

/** Instructions of a module on its way in that are gone through in one turn of the event loop, which takes 2 to 4 ms (measured). */
const INSTRUCTIONS_A_TURN = 1500;

function* prepare({ node, self }: BifContext, name: string, bytes: Uint8Array): Steps<ErlTerm> {
  try {
    // erlang:prepare_loading/2 has unpacked it.
    if (isCompressed(bytes)) throw new BadBeamError("compressed twice");
    const module = yield* serverOf(node).prepareInSteps(name, bytes);
    described(module, "Attr");
    described(module, "CInf");
    const reference = node.newReference();
    preparedOf(node).set(reference.toString(), module);
    return reference;
  } catch (e) {
    const answer = damaged(e, badfile);
    node.logError(self, `Error loading module ${displayAtom(name)}:\n  ${(e as Error).message}\n\n`);
    return answer;
  }
}

export const codeBifs: HostBifs = {
  "erts_internal:prepare_loading/2": (context, name, bytes) => {
    const text = expectAtom(name);
    if (!(bytes instanceof Uint8Array)) badarg();
    return inTurns(context, paced(prepare(context, text, bytes), INSTRUCTIONS_A_TURN));
  },
  "erlang:has_prepared_code_on_load/1": ({ node }, reference) => prepared(node, reference).onLoad,
  "erlang:finish_loading/1": ({ node }, list) => {
    const references = expectList(list);
    const modules = references.map((r) => prepared(node, r));
    const result = serverOf(node).finish(modules);
    if (!result.ok) {
      if (result.why === "on_load" && modules.length === 1) forget(node, references);
      return tuple(atom(result.why), result.modules.map((m) => atom(m)));
    }
    forget(node, references);
    return atom("ok");
  },
  "erlang:call_on_load_function/1": ({ node }, name) => {
    const callee = serverOf(node).onLoadFunction(expectAtom(name));
    return callee === undefined ? badarg() : new Trap(callee);
  },
  "erlang:finish_after_on_load/2": ({ node }, name, keep) => {
    if (typeof keep !== "boolean") badarg();
    return serverOf(node).finishAfterOnLoad(expectAtom(name), keep) || badarg();
  },
  "erlang:delete_module/1": ({ node }, name) => {
    switch (serverOf(node).delete(expectAtom(name))) {
      case "deleted": return true;
      case "absent": return undefinedAtom;
      case "not_purged": return badarg();
    }
  },
  "erts_internal:purge_module/2": ({ node }, name, operation) => {
    const server = serverOf(node), module = expectAtom(name);
    switch (expectAtom(operation)) {
      case "prepare": case "prepare_on_load": return server.hasOld(module);
      case "abort": return false;
      case "complete": return server.purge(module);
      default: return badarg();
    }
  },
  "erts_internal:beamfile_chunk/2": (_, bytes, id) => chunk(expectBinary(bytes), id),
  "erts_internal:beamfile_module_md5/1": (_, bytes) => {
    try { return moduleMd5(readChunks(expectBinary(bytes))); } catch (e) { return damaged(e, undefinedAtom); }
  },
  "erlang:module_loaded/1": ({ node }, name) => serverOf(node).isLoaded(expectAtom(name)),
  "erlang:loaded/0": ({ node }) => serverOf(node).names().map((n) => atom(n)),
  "erlang:pre_loaded/0": ({ node }) => serverOf(node).preloaded.map((n) => atom(n)),
  "erlang:get_module_info/1": ({ node }, name) => {
    const module = moduleInfo(node, name);
    return ALL_ITEMS.map((item) => tuple(atom(item), ITEMS[item]!(module, serverOf(node))));
  },
  "erlang:get_module_info/2": ({ node }, name, item) => {
    const module = moduleInfo(node, name);
    return (ITEMS[expectAtom(item)] ?? badarg())(module, serverOf(node));
  },
};

function forget(node: NodeContext, references: readonly ErlTerm[]): void {
  for (const r of references) preparedOf(node).delete((r as Reference).toString());
}
