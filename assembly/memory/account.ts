/**
 * Bytes by owner, for erlang:memory/0,1 and the limits. Whoever takes or gives back raw memory
 * for one of these purposes says so here; `total` is what the allocator has handed out.
 *
 *     0          8       16      24      32      40      48
 *     | processes | atoms | binary | code  | ets   | system | f64 each
 */
export const MEMORY_PROCESSES: i32 = 0;
export const MEMORY_ATOMS: i32 = 1;
/** Off-heap binaries. */
export const MEMORY_BINARY: i32 = 2;
/** Translated code: points, exports, function infos, literals, and what the host reports of Wasm code. */
export const MEMORY_CODE: i32 = 3;
export const MEMORY_ETS: i32 = 4;
/** Everything else the core keeps: timers, ports, tables of its own. */
export const MEMORY_SYSTEM: i32 = 5;
const KINDS: i32 = 6;

const counters: usize = memory.data(48, 8);

/** `bytes` more (or, when negative, fewer) are in use for `kind`, a MEMORY_* constant. */
export function accountMemory(kind: i32, bytes: f64): void {
  const p = counters + (<usize>kind << 3);
  store<f64>(p, load<f64>(p) + bytes);
}
/** Bytes in use for `kind`, a MEMORY_* constant. */
export function memoryOf(kind: i32): f64 {
  return <u32>kind < <u32>KINDS ? load<f64>(counters + (<usize>kind << 3)) : 0;
}
