/** Resources made by host BIFs: process/resource.ts. */
import { BLOCK_BYTES, BLOCK_KIND, BLOCK_RESOURCE, chargeVirtualBinary, newBlock, releaseBlock } from "../memory/binary";
import { newResource, setResourceBlock } from "../process/resource";
import { REFERENCE_WORDS, referenceWord, writeReference } from "../process/reference";
import { rawAlloc, rawFree } from "../memory/alloc";
import { encodeToBuffer } from "./bridge";

/** What a block of one address holds. */
const ADDRESS_BYTES: i32 = 4;
/** What a thing of the host weighs, about: so many bytes sooner its holders are collected. */
const WEIGHT: i64 = 1024;

/**
 * Make a resource of the host's thing number `handle`. Returns its block; its reference is in the bridge's buffer, `embedResourceBytes`
 * long, and becomes a holder wherever it is decoded. The host holds the block until it calls embedResourceSettled.
 */
export function embedResource(handle: i32): usize {
  const record = newResource(handle);
  const block = newBlock(ADDRESS_BYTES);
  store<u32>(block, BLOCK_RESOURCE, BLOCK_KIND);
  store<u32>(block, <u32>record, BLOCK_BYTES);
  setResourceBlock(record, block);
  chargeVirtualBinary(WEIGHT);
  const p = rawAlloc(<usize>REFERENCE_WORDS << 3);
  bytes = encodeToBuffer(writeReference(p, <u64>referenceWord(0) | (<u64>referenceWord(1) << 32), referenceWord(2)));
  rawFree(p);
  return block;
}
let bytes: i32 = 0;
export function embedResourceBytes(): i32 { return bytes; }

/** The host gives its hold up: the reference was decoded, or never will be. */
export function embedResourceSettled(block: usize): void { releaseBlock(block); }
