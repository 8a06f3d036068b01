/**
 * Large binaries across the host's border: the host makes a block, fills it, and names it in the term that it hands over
 * (BLOCK_EXT), which becomes one more holder. So the bytes are written once, and as slowly as the host likes.
 */
import { roomFor } from "../memory/alloc";
import { BLOCK_BYTES, newBlock, releaseBlock, retainBlock } from "../memory/binary";

/** A block of `bytes` bytes that the host holds; 0 when there is no memory for it. */
export function hostBlock(bytes: i32): usize { return bytes < 0 || !roomFor(bytes) ? 0 : newBlock(bytes); }
/** Where its bytes are. */
export function hostBlockBytes(block: usize): usize { return block + BLOCK_BYTES; }
/** The host holds a block that a term holds, too: its bytes stay where they are. */
export function holdBlock(block: usize): void { retainBlock(block); }
/** The host gives it up. */
export function dropHostBlock(block: usize): void { releaseBlock(block); }
