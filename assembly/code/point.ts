/**
 * Points: the side table of every place where a process can be suspended or raise. A CP word on
 * the stack is
 *
 *     63            32 31                2 1 0
 *     |  table slot    |   point number   |00|
 *
 * and the top of a suspended stack, [SP], always is one: it says where to go on. A frame is
 * `[CP, y0, y1 …]`, its CP written by the function that owns the frame before it calls out.
 * Code that stops with no frame of its own (a function's entry, a raise after deallocate) pushes
 * a bare CP word, whose frame size is 1.
 *
 *     0      4                8              12             16
 *     | slot | words:u16 live:u16 | function:u32 | file:12 line:20 | callee:u32 |
 *
 * `words`: size of the frame at [SP] in words, CP included. `function`: address of a FunctionInfo.
 * `callee`: Export called at this point (a BIF), 0 otherwise: names the top entry of a stack trace.
 */
export const POINT_SLOT: usize = 0;
export const POINT_WORDS: usize = 4;
export const POINT_LIVE: usize = 6;
export const POINT_FUNCTION: usize = 8;
export const POINT_LINE: usize = 12;
export const POINT_CALLEE: usize = 16;
export const POINT_SIZE: usize = 20;

/** Bit of the live count: the head of a loop, whose code looks at the reductions as a function's entry does. */
export const POINT_LOOPS: u16 = 0x8000;

/** FunctionInfo: | module:i64 | function:i64 | arity:u32 | module instance:u32 | entry point:u32 | breakpoint:u32 | */
export const FUNCTION_MODULE: usize = 0;
export const FUNCTION_NAME: usize = 8;
export const FUNCTION_ARITY: usize = 16;
export const FUNCTION_INSTANCE: usize = 20;
/** Point of its entry stub: a process that stops there is about to enter the function. */
export const FUNCTION_ENTRY: usize = 24;
/** What is traced of it (trace/breakpoint.ts), 0 when nothing is. */
export const FUNCTION_BREAK: usize = 28;
export const FUNCTION_INFO_SIZE: usize = 32;

import { POINTS } from "../memory/cells";

// @ts-ignore: decorator
@inline export function makeCp(point: i32, slot: i32): i64 { return (<i64>slot << 32) | (<i64>point << 2); }
// @ts-ignore: decorator
@inline export function cpPoint(cp: i64): i32 { return <i32>(<u32>cp >> 2); }
// @ts-ignore: decorator
@inline export function cpSlot(cp: i64): i32 { return <i32>(cp >>> 32); }
/** Address of a point's record. */
// @ts-ignore: decorator
@inline export function pointAddress(point: i32): usize { return <usize>load<u32>(POINTS) + <usize>point * POINT_SIZE; }
// @ts-ignore: decorator
@inline export function pointWords(point: i32): i32 { return <i32>load<u16>(pointAddress(point), POINT_WORDS); }
