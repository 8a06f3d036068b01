/**
 * Pids, ports and references, local and external, seen alike: node, creation and numbers.
 *
 *     local pid     number = | serial | id: 15 bits |             <0.id.serial>
 *     local port    number                                        #Port<0.number>
 *     external pid  id:u32 serial:u32;  external port: low:u32 high:u32 of a 64-bit number
 *     external ref  | hdr 4 | node | creation:u32 0 | n0:u32 n1:u32 | n2:u32 count:u32 |
 *                   | hdr 5 | … the same … | n3:u32 n4:u32 |      count is 4 or 5 (remote aliases)
 */
import { SUB_MASK, SUB_REF, Term, boxedHeader, boxedPtr, boxedSub, isLocalPid, isLocalPort, pidNumber, portNumber } from "./tag";
import { EXTERNAL_CREATION, EXTERNAL_DATA, EXTERNAL_NODE } from "./boxed";
import { am_nonode_at_nohost } from "./am";

/** Bits of a local pid's number that are its id; those above are its serial. */
export const PID_ID_BITS: i64 = 15;
export const PID_ID_MASK: i64 = 0x7fff;
/** Words of a local reference; bits of its first word that are used. */
export const LOCAL_REF_COUNT: i32 = 3;
export const MAX_REF_COUNT: i32 = 5;
const REF_COUNT: usize = 36;
const REF_MORE: usize = 40;

/** Name of this node as an atom; nonode@nohost while it is not alive. */
export let thisNode: Term = am_nonode_at_nohost;
/** Creation of this node; 0 while it is not alive. */
export let thisCreation: u32 = 0;

/** Sets the identity that local pids, ports and references have in external terms. */
export function setThisNode(name: Term, creation: u32): void {
  thisNode = name;
  thisCreation = creation;
}

/** Node atom of a pid, port or reference. */
export function nodeOf(t: Term): Term {
  return isLocalIdentity(t) ? thisNode : load<i64>(boxedPtr(t), EXTERNAL_NODE);
}
export function creationOf(t: Term): u32 {
  return isLocalIdentity(t) ? thisCreation : load<u32>(boxedPtr(t), EXTERNAL_CREATION);
}
function isLocalIdentity(t: Term): bool { return isLocalPid(t) || isLocalPort(t) || boxedSub(t) == SUB_REF; }

export function pidId(t: Term): u32 {
  return isLocalPid(t) ? <u32>(pidNumber(t) & PID_ID_MASK) : load<u32>(boxedPtr(t), EXTERNAL_DATA);
}
export function pidSerial(t: Term): u32 {
  return isLocalPid(t) ? <u32>(pidNumber(t) >>> PID_ID_BITS) : load<u32>(boxedPtr(t), EXTERNAL_DATA + 4);
}
export function portId(t: Term): u64 {
  return isLocalPort(t) ? <u64>portNumber(t) : load<u64>(boxedPtr(t), EXTERNAL_DATA);
}
/** Number of 32-bit words of a reference. */
export function refCount(t: Term): i32 {
  return boxedSub(t) == SUB_REF ? LOCAL_REF_COUNT : load<i32>(boxedPtr(t), REF_COUNT);
}
/** Word `i` of a reference, 0 beyond its count. */
export function refWord(t: Term, i: i32): u32 {
  const p = boxedPtr(t);
  if ((boxedHeader(t) & SUB_MASK) == SUB_REF) return i < LOCAL_REF_COUNT ? load<u32>(p + 8 + (<usize>i << 2)) : 0;
  if (i >= load<i32>(p, REF_COUNT)) return 0;
  return i < LOCAL_REF_COUNT
    ? load<u32>(p + EXTERNAL_DATA + (<usize>i << 2))
    : load<u32>(p + REF_MORE + (<usize>(i - LOCAL_REF_COUNT) << 2));
}
/** Words behind the header of an external reference of `count` words. */
export function externalRefWords(count: i32): i32 { return count > LOCAL_REF_COUNT ? 5 : 4; }
/** Writes an external reference but for its words, which setExternalRefWord fills. */
export function setExternalRefWord(p: usize, i: i32, word: u32): void {
  if (i < LOCAL_REF_COUNT) store<u32>(p + EXTERNAL_DATA + (<usize>i << 2), word);
  else store<u32>(p + REF_MORE + (<usize>(i - LOCAL_REF_COUNT) << 2), word);
}
/** Number of words an external reference at `p` says to have. */
export function setExternalRefCount(p: usize, count: i32): void { store<i32>(p, count, REF_COUNT); }
