/**
 * The fixed cells: machine registers shared by generated code and core, at constant
 * addresses below AssemblyScript's static data (`memoryBase` in asconfig.json).
 *
 *     0        16                     1024             9216             17408      32768
 *     | unused | control cells (below) | X registers    | argument list  | spare    | static data
 *                                        x0 … x1023       a0 … a1023
 *
 * The host compiler bakes these numbers into generated code (host/compiler/cells.ts reads
 * them from this file's exports through the core), so change them here only.
 */

/** i32: next free byte of the running process's heap. */
export const HP: usize = 16;
/** i32: stack top of the running process; valid while the core runs, written by generated
 *  code before every call that may allocate, raise or suspend. [SP] is always a CP word. */
export const SP: usize = 20;
/** i32: reductions left in this turn. */
export const REDS: usize = 24;
/** i32: why a function returned 0: one of STATUS_*. 0 on every entry from the scheduler. */
export const STATUS: usize = 28;
/** i32: how many X cells hold live terms while suspended (collector roots). */
export const LIVE: usize = 32;
/** i32: address of the Export that is being called; written before every remote call. */
export const CALLEE: usize = 36;
/** i32: address of the running Process. */
export const PROC: usize = 40;
/** i32: heap words that the suspended stretch asks for (a failed heap check). */
export const NEED: usize = 44;
/** i32: base address of the point table (code/point.ts). */
export const POINTS: usize = 48;
/** i64: class of the exception in flight: am_error, am_exit or am_throw. */
export const EXC_CLASS: usize = 56;
/** i64: reason of the exception in flight. */
export const EXC_VALUE: usize = 64;
/** i64: raw stack trace of the exception in flight, or 0 when none was built yet. */
export const EXC_TRACE: usize = 72;
/** i64: extra info for error_info maps, or 0. */
export const EXC_INFO: usize = 80;
/** i32 ×2: scratch for results of a second value (div/rem, match offsets). */
export const AUX: usize = 88;

/** i32: all ones while a traced process is stepped through its code (trace/step.ts), whose REDS then say where it stands; else 0. */
export const STEPPED: usize = 96;

export const X: usize = 1024;
export const X_COUNT: i32 = 1024;
/** Operand list of instructions with a variable number of operands (map updates, binaries). */
export const ARGS: usize = 9216;
export const ARGS_COUNT: i32 = 1024;

/** The stretch stopped at a check: reductions used up, stack or heap too small (NEED). */
export const STATUS_CHECK: i32 = 0;
/** receive found nothing: sleep until a message arrives or the timer fires. */
export const STATUS_WAIT: i32 = 1;
/** An exception is in flight (EXC_* cells); when the point at [SP] names a callee, the
 *  callee's arguments are in X[0..LIVE). */
export const STATUS_EXCEPTION: i32 = 2;
/** Call CALLEE (an Export) with X[0..LIVE); its value goes to the CP at [SP]. */
export const STATUS_TRAP: i32 = 3;
/** The process is done (its bottom frame was reached, or it was killed while running). */
export const STATUS_EXIT: i32 = 4;
/** CALLEE has no code; its arguments are in X[0..LIVE): error_handler is called. */
export const STATUS_UNDEFINED: i32 = 5;
/** A BIF gives up its turn; X[0] is its value, which goes to the CP at [SP]. */
export const STATUS_YIELD: i32 = 6;
/** A BIF put the process to sleep; who wakes it puts the value for [SP] into X[0]. */
export const STATUS_SUSPENDED: i32 = 7;
/** call_fun on X[LIVE - 1] (the fun) with the arguments before it failed: badfun, badarity or unloaded code. */
export const STATUS_BAD_FUN: i32 = 8;
/** The node halts. */
export const STATUS_HALT: i32 = 9;
/** A BIF needs the whole process in memory: after unwinding, the scheduler calls table slot CALLEE with the
 *  Process's address; its arguments still are in X[0..LIVE). A value goes to the CP at [SP]; 0: see the new status. */
export const STATUS_DEFERRED: i32 = 10;
/** Call the fun X[LIVE - 1] with the arguments X[0..LIVE - 1) before it; its value goes to the CP at [SP]. */
export const STATUS_CALL_FUN: i32 = 11;

/** A traced process calls BIF CALLEE (an Export) with X[0..LIVE): the frames that tell of its return are pushed first. */
export const STATUS_TRACED_BIF: i32 = 12;

/** Words kept free between heap and stack so that slow paths can push (bytes). */
export const RED_ZONE: i32 = 128;

// @ts-ignore: decorator
@inline export function hp(): usize { return <usize>load<u32>(HP); }
// @ts-ignore: decorator
@inline export function setHp(p: usize): void { store<u32>(HP, <u32>p); }
// @ts-ignore: decorator
@inline export function sp(): usize { return <usize>load<u32>(SP); }
// @ts-ignore: decorator
@inline export function setSp(p: usize): void { store<u32>(SP, <u32>p); }
// @ts-ignore: decorator
@inline export function x(i: i32): i64 { return load<i64>(X + (<usize>i << 3)); }
// @ts-ignore: decorator
@inline export function setX(i: i32, t: i64): void { store<i64>(X + (<usize>i << 3), t); }
// @ts-ignore: decorator
@inline export function arg(i: i32): i64 { return load<i64>(ARGS + (<usize>i << 3)); }
// @ts-ignore: decorator
@inline export function setLive(n: i32): void { store<i32>(LIVE, n); }
// @ts-ignore: decorator
@inline export function setStatus(s: i32): void { store<i32>(STATUS, s); }
// @ts-ignore: decorator
@inline export function currentProcess(): usize { return <usize>load<u32>(PROC); }

/** Charge `n` reductions for work done inside a BIF. */
// @ts-ignore: decorator
@inline export function bumpReductions(n: i32): void { store<i32>(REDS, load<i32>(REDS) - (n & ~load<i32>(STEPPED))); }
/** The turn is over at the next check. */
// @ts-ignore: decorator
@inline export function endTurn(): void { store<i32>(REDS, load<i32>(REDS) & load<i32>(STEPPED)); }
