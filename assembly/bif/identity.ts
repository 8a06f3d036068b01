/**
 * The text of pids, ports and references, and back:
 *
 *     <0.id.serial>    #Port<0.number>    #Ref<0.n2.n1.n0>
 *
 * The first number tells the node: 0 is this one, another is the number of its name's atom.
 */
import {
  NIL, Term, atomIndex, head, isCons, isLocalPid, isLocalPort, isPid, isPort, isRef, isSmall, boxedSub, makePid, makePort,
  smallValue, tail, SUB_REF,
} from "../term/tag";
import { halloc } from "../memory/alloc";
import { magicRef, retainBlock } from "../memory/binary";
import { resourceBlock } from "../process/resource";
import { REFERENCE_WORDS, writeReference } from "../process/reference";
import { PID_ID_BITS, PID_ID_MASK, nodeOf, pidId, pidSerial, portId, refCount, refWord } from "../term/identity";
import { badarg } from "./raise";
import { listLength } from "./list";
import { textToList } from "./text";

/** Largest serial of a pid, port number and first word of a reference, as in OTP. */
const MAX_SERIAL: u64 = (1 << 13) - 1;
const MAX_PORT: u64 = (1 << 28) - 1;
const MAX_REF_FIRST: u64 = (1 << 18) - 1;
const MAX_U32: u64 = 0xffffffff;

const text: usize = memory.data(256);
/** "<", "#Port<", "#Ref<": what comes before the numbers. */
const PID_PREFIX = memory.data<u8>([0x3c, 0]);
const PORT_PREFIX = memory.data<u8>([0x23, 0x50, 0x6f, 0x72, 0x74, 0x3c, 0]);
const REF_PREFIX = memory.data<u8>([0x23, 0x52, 0x65, 0x66, 0x3c, 0]);

const DOT: u8 = 0x2e;
const GREATER: u8 = 0x3e;

function writePrefix(prefix: usize, to: usize): usize {
  for (let c = load<u8>(prefix); c != 0; c = load<u8>(++prefix)) store<u8>(to++, c);
  return to;
}
/** Write `n` in decimal at `to`; returns the address behind it. */
export function writeDecimal(n: u64, to: usize): usize {
  let digits = 1;
  for (let m = n; m >= 10; m /= 10) digits++;
  const end = to + <usize>digits;
  for (let p = end; p > to; n /= 10) store<u8>(--p, 0x30 + <u8>(n % 10));
  return end;
}
function writeNumber(n: u64, to: usize): usize {
  store<u8>(to, DOT);
  return writeDecimal(n, to + 1);
}
function finish(end: usize): Term {
  store<u8>(end, GREATER);
  return textToList(text, end + 1);
}
// @ts-ignore: decorator
@inline function nodeNumber(t: Term, local: bool): u64 { return local ? 0 : <u64>atomIndex(nodeOf(t)); }

export function erlang_pid_to_list_1(t: Term): Term {
  if (!isPid(t)) return badarg();
  const p = writeDecimal(nodeNumber(t, isLocalPid(t)), writePrefix(PID_PREFIX, text));
  return finish(writeNumber(pidSerial(t), writeNumber(pidId(t), p)));
}
export function erlang_port_to_list_1(t: Term): Term {
  if (!isPort(t)) return badarg();
  const p = writeDecimal(nodeNumber(t, isLocalPort(t)), writePrefix(PORT_PREFIX, text));
  return finish(writeNumber(portId(t), p));
}
export function erlang_ref_to_list_1(t: Term): Term {
  if (!isRef(t)) return badarg();
  let p = writeDecimal(nodeNumber(t, boxedSub(t) == SUB_REF), writePrefix(REF_PREFIX, text));
  for (let i = refCount(t) - 1; i >= 0; i--) p = writeNumber(refWord(t, i), p);
  return finish(p);
}

/** Up to four numbers read by `parse`. */
const numbers: usize = memory.data(32, 8);
// @ts-ignore: decorator
@inline function number(i: i32): u64 { return load<u64>(numbers + (<usize>i << 3)); }

/** Read the prefix, exactly `count` numbers of 32 bits with dots between them, and ">"; false when `list` is not so. */
function parse(list: Term, prefix: usize, count: i32): bool {
  if (listLength(list) < 0) return false;
  for (let c = load<u8>(prefix); c != 0; c = load<u8>(++prefix)) {
    if (charOf(list) != <i32>c) return false;
    list = tail(list);
  }
  for (let i = 0; i < count; i++) {
    let n: u64 = 0, digits = 0;
    for (let c = charOf(list); c >= 0x30 && c <= 0x39; c = charOf(list)) {
      n = n * 10 + <u64>(c - 0x30);
      if (n > MAX_U32) return false;
      digits++;
      list = tail(list);
    }
    if (digits == 0 || charOf(list) != <i32>(i == count - 1 ? GREATER : DOT)) return false;
    store<u64>(numbers + (<usize>i << 3), n);
    list = tail(list);
  }
  return list == NIL;
}
// @ts-ignore: decorator
@inline function charOf(list: Term): i32 {
  return isCons(list) && isSmall(head(list)) && <u64>smallValue(head(list)) < 256 ? <i32>smallValue(head(list)) : -1;
}

export function erlang_list_to_pid_1(list: Term): Term {
  if (!parse(list, PID_PREFIX, 3) || number(0) != 0) return badarg();
  if (number(1) > <u64>PID_ID_MASK || number(2) > MAX_SERIAL) return badarg();
  return makePid(<i64>((number(2) << PID_ID_BITS) | number(1)));
}
export function erlang_list_to_port_1(list: Term): Term {
  if (!parse(list, PORT_PREFIX, 2) || number(0) != 0 || number(1) > MAX_PORT) return badarg();
  return makePort(<i64>number(1));
}
export function erlang_list_to_ref_1(list: Term): Term {
  if (!parse(list, REF_PREFIX, 4) || number(0) != 0 || number(3) > MAX_REF_FIRST) return badarg();
  const t = writeReference(halloc(REFERENCE_WORDS), number(3) | (number(2) << 32), <u32>number(1));
  const block = resourceBlock(t);
  if (block == 0) return t;
  retainBlock(block);
  return magicRef(<u32>number(3), <u32>number(2), <u32>number(1), block);
}
