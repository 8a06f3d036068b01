/**
 * Exports: one entry per M:F/A that anything refers to. Entries live for ever and never move.
 *
 *     0          8            16     20    24         28         32     36   40     44       48           52
 *     | module:i64 | function:i64 | arity | slot | stub slot | stub point | state | bif | next | number | breakpoint | 0 |
 *
 * `slot` is the table index that remote calls use: type (x0 … xn-1: i64, sp: i32) -> i64. It stays
 * the same for the entry's life; loading code patches the table (host/code). While the function
 * has no code, it holds the arity's `undefined` stub (host/compiler/stubs.ts).
 * `stub slot` and `stub point` are the way in from memory: push the CP word of the stub point,
 * put the arguments into X[0..arity), call the slot with (X[0], SP).
 * `number` counts the entries that code or funs name, in their order; 0: only calls by name have asked for it.
 */
export const EXPORT_MODULE: usize = 0;
export const EXPORT_FUNCTION: usize = 8;
export const EXPORT_ARITY: usize = 16;
export const EXPORT_SLOT: usize = 20;
export const EXPORT_STUB_SLOT: usize = 24;
export const EXPORT_STUB_POINT: usize = 28;
export const EXPORT_STATE: usize = 32;
/** Index in the BIF table, or -1. */
export const EXPORT_BIF: usize = 36;
export const EXPORT_NEXT: usize = 40;
export const EXPORT_NUMBER: usize = 44;
/** Of a BIF: what is traced of it (trace/breakpoint.ts), 0 when nothing is. */
export const EXPORT_BREAK: usize = 48;
export const EXPORT_SIZE: usize = 56;

export const STATE_UNDEFINED: i32 = 0;
export const STATE_CODE: i32 = 1;
export const STATE_BIF: i32 = 2;
/** Of a fun entry: its address is in the code of an image whose module is not loaded yet. */
export const STATE_BAKED: i32 = 3;
