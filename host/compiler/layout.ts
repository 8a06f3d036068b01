/**
 * Numbers of the core that generated code holds: cells, tags and fields. They repeat assembly/memory/cells.ts,
 * assembly/term/tag.ts, assembly/term/boxed.ts and assembly/code; test/compiler/layout.test.ts compares them.
 */

// --- assembly/memory/cells.ts: addresses of the fixed cells
export const HP = 16, SP = 20, REDS = 24, STATUS = 28, LIVE = 32, CALLEE = 36, PROC = 40, NEED = 44;
export const EXC_CLASS = 56, EXC_VALUE = 64, EXC_TRACE = 72;
export const X = 1024, ARGS = 9216, ARGS_COUNT = 1024;
export const STATUS_CHECK = 0, STATUS_WAIT = 1, STATUS_UNDEFINED = 5, STATUS_BAD_FUN = 8;
export const RED_ZONE = 128;

// --- assembly/term/tag.ts
export const NIL = 0x3b;
export const TAG_MASK = 3, TAG_LIST = 1, TAG_BOXED = 2, TAG_IMMEDIATE = 3;
export const IMM1_MASK = 0xf, IMM1_PID = 0x3, IMM1_PORT = 0x7, IMM1_SMALL = 0xf;
export const IMM2_MASK = 0x3f, IMM2_ATOM = 0x0b, IMM2_CATCH = 0x1b;
export const SUB_MASK = 0x3c, SUB_TUPLE = 0x00, SUB_MATCH = 0x04, SUB_POS_BIG = 0x08, SUB_REF = 0x10, SUB_FUN = 0x14,
  SUB_FLOAT = 0x18, SUB_EXPORT = 0x1c, SUB_REFC_BINARY = 0x20, SUB_HEAP_BINARY = 0x24, SUB_SUB_BINARY = 0x28,
  SUB_FLATMAP = 0x2c, SUB_EXTERNAL_PID = 0x30, SUB_EXTERNAL_PORT = 0x34, SUB_EXTERNAL_REF = 0x38;
export const HEADER_ARITY_SHIFT = 6;
/** false and true are the first two atoms on every node. */
export const FALSE = 0x0b, TRUE = 0x4b;

/** Offsets from a tagged pointer: the bias of pointers folds into the offset of the load. */
export const HEAD = 7, TAIL = 15, HEADER = 6;
/** Offset of word `i` of a boxed object from its tagged pointer; word 0 is the header. */
export const word = (i: number): number => HEADER + 8 * i;
/** A list pointer to address p is p - 7, a boxed pointer p - 6. */
export const LIST_BIAS = 7, BOXED_BIAS = 6;

export const header = (arity: number, sub: number): number => arity * 64 + sub;

// --- assembly/term/boxed.ts: fields by offset from the header, words after the header
export const FUN_SLOT = 12, FUN_ARITY = 16, FUN_FREE = 20, FUN_CREATOR = 24, FUN_ENV = 32, FUN_FIXED_WORDS = 3;
export const MATCH_END = 8, MATCH_POSITION = 16, MATCH_BYTES = 32, MATCH_WORDS = 4;
export const SUB_BITS = 8;
export const FLOAT_WORDS = 2, CONS_WORDS = 2;

// --- assembly/trace/bif.ts: what a call of a BIF does after rt_trace_bif, and what the call is like
export const TRACE_BIF_STOPPED = 2;
export const TRACE_BIF_INLINE = 0, TRACE_BIF_TRAPS = 1;

// --- assembly/process/process.ts, assembly/code
export const PROCESS_PID = 0;
export const EXPORT_SLOT = 20;
/** Export fun: address of its Export, by offset from the header. */
export const EXPORT_FUN_EXPORT = 8;
export const FUN_ENTRY_SLOT = 24;
/** A CP word is `slot << 32 | point << 2`; a catch word is `point << 6 | IMM2_CATCH`. */
export const CP_POINT_SHIFT = 2, CATCH_SHIFT = 6;
/** Offset of a CP word's slot. */
export const CP_SLOT = 4;
