/**
 * What a 64 KiB page of the linear memory holds, one byte each: answers "may the collector move
 * what this pointer points to?" with one load. Pages that nobody marked hold process heaps,
 * fragments and raw blocks.
 *
 *     PAGE_MAP + (address >> 16)  →  PAGE_PLAIN | PAGE_ADOPTED | PAGE_LITERAL
 *
 * The order matters: a minor collection leaves everything from PAGE_ADOPTED on, a full one
 * everything from PAGE_LITERAL on.
 */
import { Term } from "../term/tag";

export const PAGE_SHIFT: usize = 16;
export const PAGE_BYTES: usize = 65536;

export const PAGE_PLAIN: i32 = 0;
/** A large fragment that became part of its owner's old generation as it was (memory/fragment.ts). */
export const PAGE_ADOPTED: i32 = 1;
/** Literals: shared by all processes, never moved, never copied. */
export const PAGE_LITERAL: i32 = 2;

const PAGES: i32 = 65536;
export const PAGE_MAP: usize = memory.data(PAGES);

/** Kind of the page that `address` is on. */
// @ts-ignore: decorator
@inline export function pageKind(address: usize): i32 { return <i32>load<u8>((address >> PAGE_SHIFT) + PAGE_MAP); }

/** Mark the pages of [from, to), both on page boundaries. */
export function markPages(from: usize, to: usize, kind: i32): void {
  memory.fill((from >> PAGE_SHIFT) + PAGE_MAP, <u8>kind, (to - from) >> PAGE_SHIFT);
}
/** Is the object that `t`, a list or boxed term, points to a literal? */
// @ts-ignore: decorator
@inline export function isLiteral(t: Term): bool { return pageKind(<usize><u32>t + 7) == PAGE_LITERAL; }
