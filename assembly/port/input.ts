/** What comes from drivers: messages to the process that a port is connected to. The host calls these, and only enqueues. */
import { makeList, makeBoxed, makeHeader, makeSmall, Term, NIL, NONE, SUB_TUPLE } from "../term/tag";
import { am_data, am_eof, am_eol, am_exit_status, am_noeol } from "../term/am";
import { HEAP_BINARY_BYTES, HEAP_BINARY_LIMIT, REFC_WORDS } from "../term/boxed";
import { BLOCK_BYTES, heapBinaryWords, newBlock, writeHeapBinary, writeRefc } from "../memory/binary";
import { decodeTerm } from "../etf/decode";
import { measureTerm } from "../etf/measure";
import { deliver, messageRoom, roomList, sendTuple } from "../process/mailbox";
import { profilePort, profiled } from "../process/profile";
import { Process } from "../process/process";
import { liveProcess } from "../process/table";
import { tracePortSends, tracePortTells } from "../trace/ports";
import { PORT_BINARY, connected, countInput, portAt, portIs, portTerm } from "./port";

/** Kinds of data: {data, D}, {data, {eol, D}}, {data, {noeol, D}}. */
const KIND_PLAIN: i32 = 0;
const KIND_EOL: i32 = 1;

/** Words of a tuple of two, header included. */
const PAIR_WORDS: i32 = 3;
const CELL_WORDS: i32 = 2;

let at: usize = 0;
function pair(a: Term, b: Term): Term {
  const p = at;
  at += PAIR_WORDS << 3;
  store<i64>(p, makeHeader(2, SUB_TUPLE));
  store<i64>(p, a, 8);
  store<i64>(p, b, 16);
  return makeBoxed(p);
}

/** Words of `bytes` bytes of data, as a binary or a list. */
function dataWords(bytes: i32, binary: bool): i32 {
  if (!binary) return bytes * CELL_WORDS;
  return bytes <= HEAP_BINARY_LIMIT ? heapBinaryWords(bytes) : REFC_WORDS + 1;
}
function dataTerm(ptr: usize, bytes: i32, binary: bool): Term {
  const p = at;
  at += <usize>dataWords(bytes, binary) << 3;
  if (!binary) {
    let list: Term = NIL;
    for (let i = bytes - 1; i >= 0; i--) {
      const cell = p + (<usize>i << 4);
      store<i64>(cell, makeSmall(<i64>load<u8>(ptr + <usize>i)));
      store<i64>(cell, list, 8);
      list = makeList(cell);
    }
    return list;
  }
  if (bytes <= HEAP_BINARY_LIMIT) {
    const t = writeHeapBinary(p, bytes);
    memory.copy(p + HEAP_BINARY_BYTES, ptr, bytes);
    return t;
  }
  const block = newBlock(bytes);
  memory.copy(block + BLOCK_BYTES, ptr, bytes);
  return writeRefc(p, block, block + BLOCK_BYTES, bytes, roomList());
}

function owner(p: usize): Process | null { return p == 0 ? null : liveProcess(connected(p)); }

/** {Port, {data, Data}} to the owner; Data may be {eol, D} or {noeol, D}. */
export function portData(number: i32, ptr: usize, bytes: i32, kind: i32): void {
  const p = portAt(number);
  const to = owner(p);
  if (to == null) return;
  countInput(p, bytes);
  if (profiled != 0) profilePort(null, portTerm(p), true);
  const binary = portIs(p, PORT_BINARY);
  at = messageRoom(to, dataWords(bytes, binary) + PAIR_WORDS * (kind == KIND_PLAIN ? 2 : 3));
  let data = dataTerm(ptr, bytes, binary);
  if (kind != KIND_PLAIN) data = pair(kind == KIND_EOL ? am_eol : am_noeol, data);
  data = pair(am_data, data);
  const message = pair(portTerm(p), data);
  tracePortSends(p, message, to.pid);
  deliver(to, message);
  if (profiled != 0) profilePort(null, portTerm(p), false);
}

/** {Port, eof} to the owner. */
export function portEof(number: i32): void {
  const p = portAt(number);
  const to = owner(p);
  if (to == null) return;
  tracePortTells(p, am_eof, to.pid);
  sendTuple(to, 2, portTerm(p), am_eof, NIL, NIL, NIL);
}

/** {Port, {exit_status, Status}} to the owner. */
export function portExitStatus(number: i32, status: i32): void {
  const p = portAt(number);
  const to = owner(p);
  if (to == null) return;
  at = messageRoom(to, PAIR_WORDS * 2);
  const what = pair(am_exit_status, makeSmall(status));
  const message = pair(portTerm(p), what);
  tracePortSends(p, message, to.pid);
  deliver(to, message);
}

/** An external term without its version byte to the owner, for drivers with messages of their own. */
export function portSendTerm(number: i32, ptr: usize, bytes: i32): void {
  const to = owner(portAt(number));
  if (to == null) return;
  const words = measureTerm(ptr, bytes);
  if (words < 0) return;
  const room = messageRoom(to, words);
  const term = decodeTerm(ptr, room, roomList());
  if (term != NONE) deliver(to, term);
}
