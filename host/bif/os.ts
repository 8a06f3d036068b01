/** Module os: environment, clocks, signals. */
import { pathFromBytes } from "../fs/path.js";
import { charlist, tuple, type ErlTerm } from "../term/index.js";
import { atomText, badarg, badoption, expectAtom, isInteger, ok } from "./arguments.js";
import { nameBytes, nameTerm } from "./names.js";
import type { HostBifs } from "./registry.js";
import type { BifContext, World } from "./world.js";

/** The name of a variable from a list; badarg for "=" in it (a leading one is allowed, as in C). */
function variable(world: World, term: ErlTerm): string {
  if (!Array.isArray(term)) badarg();
  const name = pathFromBytes(nameBytes(term, world.nameEncoding));
  return name.indexOf("=", 1) > 0 ? badarg() : name;
}

/** Parts of a second that a time unit has, as a divisor of nanoseconds or a number of parts. */
const UNITS: Readonly<Record<string, bigint>> = {
  second: 1n, seconds: 1n, millisecond: 1_000n, milli_seconds: 1_000n, microsecond: 1_000_000n,
  micro_seconds: 1_000_000n, nanosecond: 1_000_000_000n, nano_seconds: 1_000_000_000n, native: 1_000_000_000n,
  perf_counter: 1_000_000_000n,
};
const NANOSECONDS = 1_000_000_000n;

const nanoseconds = (milliseconds: number): bigint => BigInt(Math.floor(milliseconds * 1000)) * 1000n;
const integer = (n: bigint): number | bigint =>
  n >= BigInt(Number.MIN_SAFE_INTEGER) && n <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(n) : n;

function partsPerSecond(unit: ErlTerm): bigint {
  if (isInteger(unit)) return unit > 0 ? BigInt(unit) : badarg();
  return UNITS[expectAtom(unit)] ?? badarg();
}

/** Signals whose handling a program may set. */
const SIGNALS = new Set(["sighup", "sigquit", "sigabrt", "sigalrm", "sigterm", "sigusr1", "sigusr2", "sigchld", "sigstop",
  "sigtstp"]);

export const osBifs: HostBifs = {
  "os:getenv/1": ({ node: { world } }, name) => {
    const value = world.env.get(variable(world, name));
    return value === undefined ? false : nameTerm(value, world.nameEncoding);
  },
  "os:putenv/2": ({ node: { world } }, name, value) => {
    const key = variable(world, name);
    if (!Array.isArray(value)) badarg();
    const text = pathFromBytes(nameBytes(value, world.nameEncoding));
    if (key !== "") world.env.set(key, text);
    return true;
  },
  "os:unsetenv/1": ({ node: { world } }, name) => {
    world.env.delete(variable(world, name));
    return true;
  },
  "os:env/0": ({ node: { world } }) => [...world.env].map(([name, value]) =>
    tuple(nameTerm(name, world.nameEncoding), nameTerm(value, world.nameEncoding))),
  "os:getpid/0": () => charlist(String(process.pid)),
  "os:system_time/0": ({ node }: BifContext) => integer(nanoseconds(node.world.clock.systemMs())),
  "os:system_time/1": ({ node }, unit) => {
    const parts = partsPerSecond(unit);
    return integer(nanoseconds(node.world.clock.systemMs()) * parts / NANOSECONDS);
  },
  "os:timestamp/0": ({ node }) => {
    const microseconds = Math.floor(node.world.clock.systemMs() * 1000);
    return tuple(Math.floor(microseconds / 1e12), Math.floor(microseconds / 1e6) % 1e6, microseconds % 1e6);
  },
  "os:perf_counter/0": ({ node }) => integer(nanoseconds(node.world.clock.monotonicMs())),
  "os:set_signal/2": ({ node }, signal, handling) => {
    const how = atomText(handling);
    if (how !== "ignore" && how !== "default" && how !== "handle") return badoption();
    const name = expectAtom(signal);
    if (!SIGNALS.has(name)) badarg();
    node.world.setSignal?.(name, how);
    return ok;
  },
};
