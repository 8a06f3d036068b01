/** erlang:load_nif/2, and small functions that OTP's emulator has in C. */
import { atom, charlist, tuple, type ErlTerm } from "../term/index.js";
import { atomText, badarg, ok, undefinedAtom } from "./arguments.js";
import { opcodes } from "../beam/opcode.js";
import { bifTable } from "./table/index.js";
import type { HostBifs } from "./registry.js";
import { pathFromBytes } from "../fs/path.js";
import { nameBytes } from "./names.js";
import type { BifContext, NodeContext } from "./world.js";

/** Libraries that the node has: their functions were bound when the module was translated (host/compiler/nif.ts). */
const LIBRARIES = new Set(["erl_tracer", ...bifTable.flatMap(({ nif }) => nif ?? [])]);

function loadNif({ node }: BifContext, file: ErlTerm): ErlTerm {
  const name = pathFromBytes(nameBytes(file, node.world.nameEncoding));
  if (LIBRARIES.has(name.slice(name.lastIndexOf("/") + 1))) return ok;
  return tuple(atom("error"), tuple(atom("load_failed"),
    charlist(`Failed to load NIF library: '${name}.so: native code cannot be loaded into this node'`)));
}

/** Nodes known by what nodes/1 asks for; a node that is not distributed knows itself only. */
function nodes(node: NodeContext, kinds: ErlTerm): ErlTerm[] {
  const asked = (Array.isArray(kinds) ? kinds : [kinds]).map((kind) => atomText(kind) ?? badarg());
  for (const kind of asked) if (!["this", "known", "connected", "visible", "hidden"].includes(kind)) badarg();
  return asked.some((kind) => kind === "this" || kind === "known") ? [node.name] : [];
}

/** Flags of the distribution protocol, for net_kernel: what a node of OTP 25 offers. */
const DFLAGS = tuple(atom("erts_dflags"), 55966662588, 17239956, 55966662588, 8396866, 8192);

/** nodes/2: each name with the facts that `options` asks for. */
function nodesWith(node: NodeContext, kinds: ErlTerm, options: ErlTerm): ErlTerm[] {
  if (!(options instanceof Map)) badarg();
  const known: Readonly<Record<string, ErlTerm>> = { connection_id: undefinedAtom, node_type: atom("this") };
  const facts = new Map<ErlTerm, ErlTerm>();
  for (const [key, value] of options as Map<ErlTerm, ErlTerm>) {
    const name = atomText(key) ?? badarg();
    if (!Object.hasOwn(known, name) || typeof value !== "boolean") badarg();
    if (value) facts.set(atom(name), known[name]!);
  }
  return nodes(node, kinds).map((name) => tuple(name, facts));
}

/** Instructions that a module may hold, as "name/arity"; the node translates these and no others. */
const instructions = (): ErlTerm[] => opcodes.flatMap((op) => (op === undefined ? [] : [charlist(op.name)]));

export const nifBifs: HostBifs = {
  // Modules are WebAssembly, which inspect shows; there is no loop of an interpreter, and no locks to count.
  "erts_debug:disassemble/1": () => false,
  "erts_debug:interpreter_size/0": () => 0,
  "erts_debug:instructions/0": instructions,
  "erts_debug:lcnt_control/1": () => badarg(),
  "erts_debug:lcnt_control/2": () => badarg(),
  "erts_debug:lcnt_collect/0": () => atom("error"),
  "erts_debug:lcnt_clear/0": () => atom("error"),
  "erlang:load_nif/2": loadNif,
  // Tags of dynamic tracing (DTrace, SystemTap), which this emulator has not.
  "erlang:dt_get_tag/0": () => undefinedAtom,
  "erlang:dt_get_tag_data/0": () => undefinedAtom,
  "erlang:dt_put_tag/1": () => undefinedAtom,
  "erlang:dt_spread_tag/1": () => true,
  "erlang:dt_restore_tag/1": () => true,
  "erlang:dt_append_vm_tag_data/1": (_, data) => data,
  "erlang:dt_prepend_vm_tag_data/1": (_, data) => data,
  "erl_tracer:enabled/3": () => atom("discard"),
  "erl_tracer:trace/5": () => ok,
  "erlang:nodes/0": () => [],
  "erlang:nodes/1": ({ node }, kinds) => nodes(node, kinds),
  "erlang:nodes/2": ({ node }, kinds, options) => nodesWith(node, kinds, options),
  "net_kernel:dflag_unicode_io/1": () => true,
  "io:printable_range/0": () => atom("latin1"),
  "error_logger:warning_map/0": () => atom("warning"),
  "erts_internal:get_dflags/0": () => DFLAGS,
  "erts_internal:no_aux_work_threads/0": () => 1,
  "erts_internal:system_check/1": (_, what) => (atomText(what) === "schedulers" ? ok : badarg()),
};
