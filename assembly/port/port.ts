/**
 * Ports, as Erlang sees them: who owns one, what it is called, how much went through it. The drivers
 * behind them are the host's (host/port); links and monitors are process/port_relation.ts.
 *
 *     a hash table of blocks, by port number
 *     0      4       8           16              24     28           32       36       40         48
 *     | next | flags | port:i64  | connected:i64 | name | name bytes | waiting| count  | data:i64 | …
 *     48              52   56         64          72          80
 *     | data fragment | 0 | input:f64 | output:f64 | os pid:f64 | trace flags | 0 | tracer:i64 |
 *
 * `name`: what was opened, UTF-8 in a raw block. `waiting`: pids of processes that a busy port keeps
 * suspended, a raw block. `data`: the term of port_set_data/2, in its own fragment unless immediate.
 */
import { rawAlloc, rawFree, rawRealloc } from "../memory/alloc";
import { freeFragment } from "../memory/fragment";
import { changed, isTracer } from "../trace/tracee";
import { NONE, Term, isLocalPort, makePort, portNumber } from "../term/tag";

export const PORT_NEXT: usize = 0;
export const PORT_FLAGS: usize = 4;
export const PORT_TERM: usize = 8;
export const PORT_CONNECTED: usize = 16;
export const PORT_NAME: usize = 24;
export const PORT_NAME_BYTES: usize = 28;
export const PORT_WAITING: usize = 32;
export const PORT_WAITING_COUNT: usize = 36;
export const PORT_DATA: usize = 40;
export const PORT_DATA_FRAGMENT: usize = 48;
export const PORT_INPUT: usize = 56;
export const PORT_OUTPUT: usize = 64;
export const PORT_OS_PID: usize = 72;
/** Trace flags (trace/flags.ts), and the tracer: a local pid or port. */
const PORT_TRACE_FLAGS: usize = 80;
const PORT_TRACER: usize = 88;
const PORT_SIZE: usize = 96;

/** Data goes to the owner as binaries, not as lists. */
export const PORT_BINARY: u32 = 1;
/** Who writes is suspended. */
export const PORT_BUSY: u32 = 2;

/** OTP's default limit. */
const LIMIT: i32 = 65536;
const BUCKETS: i64 = 256;
const buckets: usize = memory.data(1024, 4);
let count: i32 = 0;
/** #Port<0.0> is the emulator's own in OTP. */
let nextNumber: i64 = 1;

let input: i64 = 0;
let output: i64 = 0;
/** Bytes that came in and went out through all ports there ever were. */
export function portInput(): i64 { return input; }
export function portOutput(): i64 { return output; }
/** Count `bytes` that came in through port `p`, or went out. */
export function countInput(p: usize, bytes: i32): void {
  input += bytes;
  store<f64>(p, load<f64>(p, PORT_INPUT) + <f64>bytes, PORT_INPUT);
}
export function countOutput(p: usize, bytes: i32): void {
  output += bytes;
  store<f64>(p, load<f64>(p, PORT_OUTPUT) + <f64>bytes, PORT_OUTPUT);
}

export function nextPortNumber(): i64 { return nextNumber; }
export function portCount(): i32 { return count; }
export function portLimit(): i32 { return LIMIT; }

// @ts-ignore: decorator
@inline function bucketOf(number: i64): usize { return buckets + (<usize>(number & (BUCKETS - 1)) << 2); }

/** A new port in the table, all fields 0 but its term; 0 when there are too many. */
export function newPort(): usize {
  if (count >= LIMIT) return 0;
  const p = rawAlloc(PORT_SIZE);
  const at = bucketOf(nextNumber);
  memory.fill(p, 0, PORT_SIZE);
  store<u32>(p, load<u32>(at), PORT_NEXT);
  store<i64>(p, makePort(nextNumber), PORT_TERM);
  store<u32>(at, <u32>p);
  nextNumber++;
  count++;
  return p;
}

/** The open port of number `number`, 0 when there is none. */
export function portAt(number: i64): usize {
  let p = <usize>load<u32>(bucketOf(number));
  while (p != 0 && portNumber(load<i64>(p, PORT_TERM)) != number) p = <usize>load<u32>(p, PORT_NEXT);
  return p;
}
/** The open port of term `t`, 0 when it is none or closed. */
export function findPort(t: Term): usize { return isLocalPort(t) ? portAt(portNumber(t)) : 0; }

/** A walk over all ports: the one after `p`, the first for 0; 0 at the end. */
export function nextPort(p: usize): usize {
  let bucket: i64 = 0;
  if (p != 0) {
    const next = <usize>load<u32>(p, PORT_NEXT);
    if (next != 0) return next;
    bucket = (portNumber(load<i64>(p, PORT_TERM)) & (BUCKETS - 1)) + 1;
  }
  for (; bucket < BUCKETS; bucket++) {
    const first = <usize>load<u32>(bucketOf(bucket));
    if (first != 0) return first;
  }
  return 0;
}

/** Take port `p` out of the table and free what it holds, except its waiting processes' block. */
export function removePort(p: usize): void {
  let link = bucketOf(portNumber(load<i64>(p, PORT_TERM)));
  while (<usize>load<u32>(link) != p) link = <usize>load<u32>(link) + PORT_NEXT;
  store<u32>(link, load<u32>(p, PORT_NEXT));
  count--;
  if (load<u32>(p, PORT_NAME) != 0) rawFree(<usize>load<u32>(p, PORT_NAME));
  if (load<u32>(p, PORT_DATA_FRAGMENT) != 0) freeFragment(<usize>load<u32>(p, PORT_DATA_FRAGMENT));
  rawFree(p);
}

/** Note that the process `pid` waits until port `p` is no longer busy. */
export function addWaiting(p: usize, pid: Term): void {
  const n = load<u32>(p, PORT_WAITING_COUNT);
  const block = rawRealloc(<usize>load<u32>(p, PORT_WAITING), (<usize>n + 1) << 3);
  store<i64>(block + (<usize>n << 3), pid);
  store<u32>(p, <u32>block, PORT_WAITING);
  store<u32>(p, n + 1, PORT_WAITING_COUNT);
}
/** Take the last waiting process off the list; NONE when nobody waits. */
export function takeWaiting(p: usize): Term {
  const n = load<u32>(p, PORT_WAITING_COUNT);
  if (n == 0) return NONE;
  const block = <usize>load<u32>(p, PORT_WAITING);
  const pid = load<i64>(block + (<usize>(n - 1) << 3));
  store<u32>(p, n - 1, PORT_WAITING_COUNT);
  if (n == 1) {
    rawFree(block);
    store<u32>(p, 0, PORT_WAITING);
  }
  return pid;
}

// @ts-ignore: decorator
@inline export function portTerm(p: usize): Term { return load<i64>(p, PORT_TERM); }
// @ts-ignore: decorator
@inline export function connected(p: usize): Term { return load<i64>(p, PORT_CONNECTED); }
// @ts-ignore: decorator
@inline export function portIs(p: usize, flag: u32): bool { return (load<u32>(p, PORT_FLAGS) & flag) != 0; }
export function setPortFlag(p: usize, flag: u32, on: bool): void {
  const flags = load<u32>(p, PORT_FLAGS);
  store<u32>(p, on ? flags | flag : flags & ~flag, PORT_FLAGS);
}

export function portTraceFlags(p: usize): u32 {
  if (load<u32>(p, PORT_TRACE_FLAGS) != 0 && !isTracer(load<i64>(p, PORT_TRACER))) {
    store<u32>(p, 0, PORT_TRACE_FLAGS);
    store<i64>(p, NONE, PORT_TRACER);
  }
  return load<u32>(p, PORT_TRACE_FLAGS);
}
export function portTracer(p: usize): Term { return load<i64>(p, PORT_TRACER); }
/** Set (`on`) or clear the trace flags `mask`; false: another tracer, which is alive, has the port. */
export function setPortTracee(p: usize, tracer: Term, on: bool, mask: u32): bool {
  const before = portTraceFlags(p);
  if (on && before != 0 && portTracer(p) != tracer) return false;
  const now = changed(before, on, mask);
  store<u32>(p, now, PORT_TRACE_FLAGS);
  if (now == 0) store<i64>(p, NONE, PORT_TRACER);
  else if (on) store<i64>(p, tracer, PORT_TRACER);
  return true;
}
