/**
 * Fun entries: one per (module, index, uniq, old uniq, arity, free) of a lambda table; funs point here.
 *
 *     0            8        12       16        20      24        28      32     36      40
 *     | module:i64 | index  | old uniq | arity  | free  | slot   | state | function | next | uniq: 16 bytes (module MD5) |
 *
 * `arity` does not count the free variables. `slot`: table index called with (args…, fun, sp);
 * while the code is not loaded it holds the arity's `unloaded fun` stub.
 */
export const FUN_ENTRY_MODULE: usize = 0;
export const FUN_ENTRY_INDEX: usize = 8;
export const FUN_ENTRY_OLD_UNIQ: usize = 12;
export const FUN_ENTRY_ARITY: usize = 16;
export const FUN_ENTRY_FREE: usize = 20;
export const FUN_ENTRY_SLOT: usize = 24;
export const FUN_ENTRY_STATE: usize = 28;
/** FunctionInfo of the lambda's body, 0 while unloaded. */
export const FUN_ENTRY_FUNCTION: usize = 32;
export const FUN_ENTRY_NEXT: usize = 36;
export const FUN_ENTRY_UNIQ: usize = 40;
export const FUN_ENTRY_SIZE: usize = 56;
