/**
 * Resources: things of the host (states of hashes and ciphers) that terms hold by a magic reference, as NIFs of OTP
 * hold theirs. When no reference is left anywhere, the host lets the thing go.
 *
 *     0                  20       24
 *     | head of a record | handle | block |        reference.ts has the head; handle: the host's number of the thing
 *
 * The block (memory/binary.ts, BLOCK_RESOURCE) holds the record's address. It counts one reference more for the
 * host until the thing's reference is where it belongs (embed/resource.ts).
 */
import { hostResourceReleased } from "../host";
import { Term, boxedPtr } from "../term/tag";
import { KIND_BLOCK, KIND_RESOURCE, findRecord, freeRecord, newRecord } from "./reference";

const RESOURCE_HANDLE: usize = 20;
const RESOURCE_BLOCK: usize = 24;
const RESOURCE_BYTES: usize = 28;
/** Where n0, n1 and n2 are in a reference, and in a record. */
const REFERENCE_NUMBERS: usize = 8;

/** A record for the host's thing number `handle`, whose block is set next. */
export function newResource(handle: i32): usize {
  const record = newRecord(KIND_RESOURCE, RESOURCE_BYTES);
  store<i32>(record, handle, RESOURCE_HANDLE);
  return record;
}
/** A record by which `block`, which is no resource, is found. */
export function newBlockRecord(block: usize): usize {
  const record = newRecord(KIND_BLOCK, RESOURCE_BYTES);
  setResourceBlock(record, block);
  return record;
}
export function setResourceBlock(record: usize, block: usize): void { store<u32>(record, <u32>block, RESOURCE_BLOCK); }
/** Block that reference `t`, a local one, is the number of; 0 when it stands for none. */
export function resourceBlock(t: Term): usize {
  let record = findRecord(t, KIND_RESOURCE);
  if (record == 0) record = findRecord(t, KIND_BLOCK);
  return record == 0 ? 0 : <usize>load<u32>(record, RESOURCE_BLOCK);
}
/** Number i (0 … 2) of a plain reference. */
// @ts-ignore: decorator
@inline export function referenceNumber(t: Term, i: i32): u32 { return load<u32>(boxedPtr(t) + REFERENCE_NUMBERS + (<usize>i << 2)); }

/** Nobody holds the block any more. */
export function releaseResource(record: usize): void {
  hostResourceReleased(load<i32>(record, RESOURCE_HANDLE));
  freeRecord(record);
}
