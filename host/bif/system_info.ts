/** erlang:system_info/1, with the answers of `erl +S 1`: what the core does not answer itself (assembly/bif/system_info.ts). */
import { release } from "node:os";
import { atom, charlist, tuple, type ErlTerm } from "../term/index.js";
import { atomText, badarg, tupleOf, undefinedAtom } from "./arguments.js";
import { bifTable } from "./table/index.js";
import type { HostBifs } from "./registry.js";
import type { NodeContext } from "./world.js";

const utf8 = new TextEncoder();
const off = false;
const pair = (key: string, value: ErlTerm): ErlTerm => tuple(atom(key), value);

/** GNU names of processors and systems, from Node's. */
const PROCESSORS: Readonly<Record<string, string>> = { x64: "x86_64", arm64: "aarch64", arm: "arm", ia32: "i686", riscv64: "riscv64" };
const SYSTEMS: Readonly<Record<string, string>> = { linux: "pc-linux-gnu", darwin: "apple-darwin", freebsd: "unknown-freebsd" };

const architecture = (): string =>
  `${PROCESSORS[process.arch] ?? process.arch}-${SYSTEMS[process.platform] ?? process.platform}`;
/** The line that erl greets with. */
export const systemVersion = ({ release: { otpRelease, ertsVersion } }: NodeContext): string =>
  `Erlang/OTP ${otpRelease} [erts-${ertsVersion}] [source] [64-bit] [smp:1:1] [ds:1:1:10] [async-threads:1]\n`;

/** So many of them OTP has. */
const HEAP_SIZES = 137;

/** Sizes that heaps grow through, in words: assembly/memory/heap.ts has the same. */
function heapSizes(): number[] {
  const sizes: number[] = [12, 38];
  while (sizes.length < 23) sizes.push(sizes.at(-1)! + sizes.at(-2)! + 1);
  while (sizes.length < HEAP_SIZES) sizes.push(sizes.at(-1)! + Math.floor(sizes.at(-1)! / 5));
  return sizes;
}

/** `{Major, Minor, Patch}` of the operating system. */
function systemRelease(): ErlTerm {
  const [major = 0, minor = 0, patch = 0] = release().split(/[.-]/).map((part) => Number.parseInt(part, 10) || 0);
  return tuple(major, minor, patch);
}

type Item = (node: NodeContext) => ErlTerm;
const always = (value: ErlTerm): Item => () => value;

const items: Readonly<Record<string, Item>> = {
  // the release
  otp_release: (node) => charlist(node.release.otpRelease),
  version: (node) => charlist(node.release.ertsVersion),
  system_version: (node) => charlist(systemVersion(node)),
  emu_args: (node) => node.release.emulatorArguments.map(charlist),
  compat_rel: (node) => Number(node.release.otpRelease),
  driver_version: always(charlist("3.3")),
  nif_version: always(charlist("2.16")),
  machine: always(charlist("BEAM")),
  system_architecture: () => charlist(architecture()),
  build_type: always(atom("opt")),
  emu_type: always(atom("opt")),
  // Code is translated to WebAssembly, and that to machine code, before it runs.
  emu_flavor: always(atom("jit")),
  c_compiler_used: always(tuple(undefinedAtom, undefinedAtom)),
  debug_compiled: always(off),
  lock_checking: always(off),
  lock_counting: always(off),
  dynamic_trace: always(atom("none")),
  dynamic_trace_probes: always(off),
  constant_pool_support: always(true),
  beam_jump_table: always(true),
  heap_type: always(atom("private")),
  endian: always(atom("little")),
  kernel_poll: always(true),
  break_ignored: always(off),
  taints: always([]),
  snifs: () => bifTable.map(({ module, name, arity }) => tuple(atom(module), atom(name), arity)),

  // the machine: one scheduler
  os_type: always(tuple(atom("unix"), atom(process.platform))),
  os_version: systemRelease,
  schedulers: always(1),
  schedulers_online: always(1),
  schedulers_state: always(tuple(1, 1, 1)),
  schedulers_total: always(1),
  context_reductions: always(4000),
  reader_groups_map: always([tuple(0, 1), tuple(1, 1)]),
  scheduler_id: always(1),
  scheduler_bind_type: always(atom("unbound")),
  scheduler_bindings: always(tuple(atom("unbound"))),
  dirty_cpu_schedulers: always(1),
  dirty_cpu_schedulers_online: always(1),
  dirty_io_schedulers: always(10),
  logical_processors: always(1),
  logical_processors_available: always(1),
  logical_processors_online: always(1),
  cpu_topology: always(undefinedAtom),
  cpu_quota: always(atom("unknown")),
  update_cpu_info: always(atom("unchanged")),
  smp_support: always(true),
  threads: always(true),
  thread_pool_size: always(1),
  multi_scheduling: always(atom("enabled")),
  multi_scheduling_blockers: always([]),
  normal_multi_scheduling_blockers: always([]),
  outstanding_system_requests_limit: always(2),
  eager_check_io: always(true),
  port_parallelism: always(off),
  modified_timing_level: always(undefinedAtom),
  trace_control_word: always(0),

  // time
  time_correction: always(true),
  time_warp_mode: always(atom("no_time_warp")),
  time_offset: always(atom("final")),
  tolerant_timeofday: always(atom("enabled")),
  os_monotonic_time_source: (node) => clockSource("CLOCK_MONOTONIC", node.world.clock.monotonicMs()),
  os_system_time_source: (node) => clockSource("CLOCK_REALTIME", node.world.clock.systemMs()),

  // texts of the break handler
  info: ({ text }) => utf8.encode(text.info()),
  loaded: ({ text }) => utf8.encode(text.loaded()),
  procs: ({ text }) => Buffer.concat(Array.from(text.procs(), (section) => utf8.encode(section))),

  // counts and limits
  ets_limit: always(8192),
  ets_realloc_moves: always(off),
  ets_always_compress: always(off),

  // memory
  allocator: always(tuple(undefinedAtom, [], [], [])),
  alloc_util_allocators: always([]),
  allocated_areas: always([]),
  heap_sizes: () => heapSizes(),
  check_io: always([]),

  // distribution
  creation: always(0),
  dist_ctrl: always([]),
  dist: (node) => utf8.encode(`=node:'${node.name.name}'\n=no_distribution\n`),
  dist_buf_busy_limit: always(1048576),
  delayed_node_table_gc: always(60),
};

function clockSource(id: string, milliseconds: number): ErlTerm {
  const nanoseconds = BigInt(Math.floor(milliseconds * 1000)) * 1000n;
  return [
    pair("function", atom("clock_gettime")), pair("clock_id", atom(id)), pair("resolution", 1000000000),
    ...(id === "CLOCK_MONOTONIC" ? [pair("extended", atom("no"))] : []), pair("parallel", atom("yes")), pair("time", nanoseconds),
  ];
}

/** Memory is one heap of WebAssembly's: the allocators that OTP has are as if they were switched off. */
function allocators(names: ErlTerm): ErlTerm {
  const known = (name: ErlTerm): boolean => ALLOCATORS.has(atomText(name) ?? "");
  if (!Array.isArray(names)) return known(names) ? off : badarg();
  return names.length > 0 && names.every(known) ? names.map((name) => tuple(name, off)) : badarg();
}
const ALLOCATORS = new Set(["sys_alloc", "temp_alloc", "sl_alloc", "std_alloc", "ll_alloc", "eheap_alloc", "ets_alloc", "fix_alloc",
  "literal_alloc", "binary_alloc", "driver_alloc", "mseg_alloc"]);

export const systemInfoBifs: HostBifs = {
  "erts_internal:system_info_host/1": ({ node }, item) => {
    const name = atomText(item);
    if (name !== undefined) return Object.hasOwn(items, name) ? items[name]!(node) : badarg();
    const asked = tupleOf(item, 2), what = asked === undefined ? undefined : atomText(asked[0]!);
    if (what === "wordsize" && ["internal", "external"].includes(atomText(asked![1]!) ?? "")) return 8;
    if (what === "cpu_topology" && ["defined", "detected", "used"].includes(atomText(asked![1]!) ?? "")) return undefinedAtom;
    if (what === "allocator" || what === "allocator_sizes") return allocators(asked![1]!);
    return badarg();
  },
};
