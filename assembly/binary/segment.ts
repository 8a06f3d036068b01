/** The descriptor of a segment of rt_bs_create_bin: docs/abi.md draws its bits. */

// Types.
export const SEGMENT_APPEND: i32 = 1;
export const SEGMENT_PRIVATE_APPEND: i32 = 2;
export const SEGMENT_BINARY: i32 = 3;
export const SEGMENT_FLOAT: i32 = 4;
export const SEGMENT_INTEGER: i32 = 5;
export const SEGMENT_STRING: i32 = 6;
export const SEGMENT_UTF8: i32 = 7;
export const SEGMENT_UTF16: i32 = 8;
export const SEGMENT_UTF32: i32 = 9;

// @ts-ignore: decorator
@inline export function typeOf(descriptor: i64): i32 { return <i32>(descriptor & 0xff); }
// @ts-ignore: decorator
@inline export function flagsOf(descriptor: i64): i32 { return <i32>((descriptor >> 8) & 0xff); }
// @ts-ignore: decorator
@inline export function unitOf(descriptor: i64): i32 { return <i32>((descriptor >> 16) & 0xffff); }
/** The segment's number in the source. */
// @ts-ignore: decorator
@inline export function numberOf(descriptor: i64): i64 { return (descriptor >> 32) & 0xffff; }
