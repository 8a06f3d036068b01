/**
 * Literal areas: a module's constants, or a persistent term. They lie on pages of their own, so
 * that the page map tells a literal from anything else; several areas share a chunk of pages.
 *
 *     0      4         8                16
 *     | words | off-heap | chunk | spare | terms … |                     an area
 *
 * A chunk is cut into areas and free pieces, each a multiple of 16 bytes; the free pieces of all
 * chunks form one list in order of address, and neighbours on it are joined:
 *
 *     0      4       8
 *     | next | bytes | …                                                 a free piece
 */
import { allocatePages } from "./blocks";
import { accountMemory, MEMORY_CODE } from "./account";
import { releaseOffHeap } from "./binary";
import { copyTerm, termWords } from "./copy";
import { PAGE_BYTES, PAGE_LITERAL, markPages } from "./page";
import { Term } from "../term/tag";

export const AREA_WORDS: usize = 0;
/** Head of the area's off-heap list (memory/binary.ts). */
export const AREA_OFF_HEAP: usize = 4;
export const AREA_TERMS: usize = 16;

const PIECE_NEXT: usize = 0;
const PIECE_BYTES: usize = 4;
const CHUNK_BYTES: usize = 16 * PAGE_BYTES;

let pieces: usize = 0;

function areaBytes(words: i32): usize { return (AREA_TERMS + (<usize>words << 3) + 15) & ~15; }

/** Put [p, p + bytes) on the list of free pieces. */
function addPiece(p: usize, bytes: usize): void {
  let before: usize = 0;
  let after = pieces;
  while (after != 0 && after < p) {
    before = after;
    after = load<u32>(after, PIECE_NEXT);
  }
  if (after == p + bytes) {
    bytes += load<u32>(after, PIECE_BYTES);
    after = load<u32>(after, PIECE_NEXT);
  }
  if (before != 0 && before + load<u32>(before, PIECE_BYTES) == p) {
    store<u32>(before, load<u32>(before, PIECE_BYTES) + <u32>bytes, PIECE_BYTES);
    store<u32>(before, <u32>after, PIECE_NEXT);
    return;
  }
  store<u32>(p, <u32>after, PIECE_NEXT);
  store<u32>(p, <u32>bytes, PIECE_BYTES);
  if (before == 0) pieces = p;
  else store<u32>(before, <u32>p, PIECE_NEXT);
}
/** Cut `bytes` from the first piece that has them; 0 when none has. */
function takePiece(bytes: usize): usize {
  let before: usize = 0;
  for (let p = pieces; p != 0; before = p, p = load<u32>(p, PIECE_NEXT)) {
    const size = <usize>load<u32>(p, PIECE_BYTES);
    if (size < bytes) continue;
    let next: usize = load<u32>(p, PIECE_NEXT);
    if (size > bytes) {
      store<u32>(p + bytes, <u32>next, PIECE_NEXT);
      store<u32>(p + bytes, <u32>(size - bytes), PIECE_BYTES);
      next = p + bytes;
    }
    if (before == 0) pieces = next;
    else store<u32>(before, <u32>next, PIECE_NEXT);
    return p;
  }
  return 0;
}

/** An area for `words` words of terms; they go to `area + AREA_TERMS`. */
export function newLiteralArea(words: i32): usize {
  const bytes = areaBytes(words);
  let area = takePiece(bytes);
  if (area == 0) {
    const size = max((bytes + PAGE_BYTES - 1) & ~(PAGE_BYTES - 1), CHUNK_BYTES);
    const chunk = allocatePages(size);
    markPages(chunk, chunk + size, PAGE_LITERAL);
    addPiece(chunk, size);
    area = takePiece(bytes);
  }
  store<i32>(area, words, AREA_WORDS);
  store<u32>(area, 0, AREA_OFF_HEAP);
  store<u64>(area, 0, 8);
  accountMemory(MEMORY_CODE, <f64>bytes);
  return area;
}
/** Give an area back; nobody may hold a term of it any more. */
export function freeLiteralArea(area: usize): void {
  releaseOffHeap(load<u32>(area, AREA_OFF_HEAP));
  const bytes = areaBytes(load<i32>(area, AREA_WORDS));
  accountMemory(MEMORY_CODE, -<f64>bytes);
  addPiece(area, bytes);
}
/** First and last byte + 1 of an area: does a literal term belong to it? */
export function inLiteralArea(t: Term, area: usize): bool {
  const p = <usize><u32>t + 7;
  return p - area < areaBytes(load<i32>(area, AREA_WORDS));
}
let lastArea: usize = 0;
/**
 * A literal that equals `t`, in an area of its own (literalArea(); 0 when `t` needs none, being an
 * immediate or a literal already).
 */
export function makeLiteral(t: Term): Term {
  const words = termWords(t);
  lastArea = 0;
  if (words == 0) return t;
  lastArea = newLiteralArea(words);
  return copyTerm(t, lastArea + AREA_TERMS, lastArea + AREA_OFF_HEAP);
}
/** Area of the last makeLiteral. */
export function literalArea(): usize { return lastArea; }

let open: usize = 0;
let openUsed: i32 = 0;
/** Make `area` the one that literalAlloc takes words from. */
export function openLiteralArea(area: usize): void {
  open = area;
  openUsed = 0;
}
/** The next `words` words of the open area, for who writes literals term by term; 0 when they do not fit. */
export function literalAlloc(words: i32): usize {
  if (openUsed + words > load<i32>(open, AREA_WORDS)) return 0;
  const p = open + AREA_TERMS + (<usize>openUsed << 3);
  openUsed += words;
  return p;
}
/**
 * Copy `t` into the open area and return the literal; 0 when the area is too small. A module's
 * literals are counted with termWords, opened as one area, then copied one by one.
 */
export function copyLiteral(t: Term): Term {
  const words = termWords(t);
  if (words == 0) return t;
  const p = literalAlloc(words);
  return p == 0 ? 0 : copyTerm(t, p, open + AREA_OFF_HEAP);
}
