/**
 * zlib in steps, for external terms too long to be compressed in one turn. The host keeps the stream; the process holds it
 * by a magic reference to a block of one word, its number, so that a stream ends with the last who holds it.
 */
import { hostStream, hostStreamRun } from "../host";
import { BLOCK_BYTES, BLOCK_KIND, BLOCK_STREAM, holderBlock, magicRef, newBlock } from "../memory/binary";
import { newReferenceNumber, referenceWord } from "../process/reference";
import { Term, boxedPtr } from "../term/tag";

/** Bytes compressed, and bytes inflated, for one reduction: 4 ms of a turn. */
export const DEFLATED_A_REDUCTION: i32 = 8;
export const INFLATED_A_REDUCTION: i32 = 64;

/** What hostStreamRun answers. */
export const STREAM_DAMAGED: i32 = -1;
export const STREAM_ENDED: i32 = 1;

/** A level that asks for inflation. */
const INFLATE: i32 = -2;
/** | taken | made |: bytes, of the last call. */
const progress: usize = memory.data(8, 4);

function newStream(level: i32): Term {
  const block = newBlock(4);
  store<i32>(block, hostStream(level), BLOCK_BYTES);
  store<u32>(block, BLOCK_STREAM, BLOCK_KIND);
  newReferenceNumber();
  return magicRef(referenceWord(0), referenceWord(1), referenceWord(2), block);
}
/** @param level 0 … 9, -1: zlib's default */
export function newDeflation(level: i32): Term { return newStream(level); }
export function newInflation(): Term { return newStream(INFLATE); }

/**
 * Goes on with `stream`: up to `bytes` bytes of input at `from`, the last ones if `last`, and room for `room` bytes at
 * `to`. Returns STREAM_ENDED, STREAM_DAMAGED or 0; streamTaken() and streamMade() say how far it came.
 */
export function runStream(stream: Term, from: usize, bytes: i32, last: bool, to: usize, room: i32): i32 {
  return hostStreamRun(load<i32>(holderBlock(boxedPtr(stream)), BLOCK_BYTES), from, bytes, i32(last), to, room, progress);
}
export function streamTaken(): i32 { return load<i32>(progress); }
export function streamMade(): i32 { return load<i32>(progress, 4); }
