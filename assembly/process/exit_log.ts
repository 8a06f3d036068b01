/**
 * What OTP's emulator tells the logger of processes: that one died of an error nobody caught, that
 * one reached its max_heap_size, that one wanted to be a second tracer, that there are too many, or what the host has to say
 * of one. The message is
 *
 *     {log, error, Format, Args, #{error_logger => #{emulator => true, tag => error},
 *                                  gl => GroupLeader, pid => Pid, time => Microseconds}}
 *
 * to the process of system_flag(system_logger, Pid), or to the one registered as logger.
 */
import { copyTerm, termWords } from "../memory/copy";
import { MAX_HEAP_KILL, MAX_HEAP_LOG } from "../scheduler/state";
import {
  am_bin_old_vheap_block_size, am_bin_old_vheap_size, am_bin_vheap_block_size, am_bin_vheap_size, am_emulator, am_error,
  am_error_logger, am_false, am_gl, am_heap_block_size, am_heap_size, am_log, am_logger, am_mbuf_size, am_old_heap_block_size,
  am_old_heap_size, am_pid, am_recent_size, am_stack_size, am_tag, am_time, am_true,
} from "../term/am";
import { NIL, NONE, SUB_FLATMAP, SUB_TUPLE, Term, makeBoxed, makeHeader, makeList, makeSmall } from "../term/tag";
import { systemNanoseconds } from "./clock";
import { deliver, messageRoom, roomList } from "./mailbox";
import { registeredAs } from "./name";
import { Process } from "./process";
import { liveProcess } from "./table";

let logger: Term = NONE;
/** The process that system_flag(system_logger, _) names: a pid, or NONE for the one registered as logger. */
export function systemLogger(): Term { return logger; }
export function setSystemLogger(pid: Term): void { logger = pid; }

// Literals are static data: their characters are read where they lie.
const EXIT_FORMAT: string = "Error in process ~p with exit value:~n~p~n";
// One literal, however long: joining strings would allocate.
const HEAP_FORMAT: string = "     Process:            ~p ~n     Context:            maximum heap size reached~n     Max Heap Size:      ~p~n     Total Heap Size:    ~p~n     Kill:               ~p~n     Error Logger:       ~p~n     Message Queue Len:  ~p~n     GC Info:            ~p~n";

const PLAIN_FORMAT: string = "~s~n";
const TRACERS_TEXT: string = "** can only have one tracer per process\n";
const TABLE_TEXT: string = "Too many processes\n";

const CELL_WORDS: i32 = 2;
const PAIR_WORDS: i32 = 3;
/** The outer tuple, and the maps with two and four pairs and their keys. */
const FRAME_WORDS: i32 = 6 + (3 + 4) + (5 + 6);

let at: usize = 0;
let receiver: usize = 0;
/** Next `words` words of the message that is being built. */
function take(words: i32): usize {
  const p = at;
  at += <usize>words << 3;
  return p;
}
function cell(h: Term, t: Term): Term {
  const p = take(CELL_WORDS);
  store<i64>(p, h);
  store<i64>(p, t, 8);
  return makeList(p);
}
/** A list of the `length` UTF-16 units at `text`. */
function units(text: usize, length: i32): Term {
  let list: Term = NIL;
  for (let i = length - 1; i >= 0; i--) list = cell(makeSmall(<i64>load<u16>(text + (<usize>i << 1))), list);
  return list;
}
function charlist(text: string): Term { return units(changetype<usize>(text), text.length); }
/** A flatmap of n sorted keys, whose pairs the caller fills in through mapPair. */
function newMap(n: i32): usize {
  const keys = take(n + 1);
  store<i64>(keys, makeHeader(n, SUB_TUPLE));
  const map = take(n + 2);
  store<i64>(map, makeHeader(n + 1, SUB_FLATMAP));
  store<i64>(map, makeBoxed(keys), 8);
  return map;
}
function mapPair(map: usize, n: i32, i: i32, key: Term, value: Term): void {
  const keys = map - (<usize>(n + 1) << 3);
  store<i64>(keys + (<usize>i << 3), key, 8);
  store<i64>(map + (<usize>i << 3), value, 16);
}

/** Begin a message about `p` with `format` and `words` words for its arguments; false when nobody would read it. */
function begin(p: Process, format: string, words: i32): bool {
  let to = liveProcess(logger);
  if (to == null) to = liveProcess(registeredAs(am_logger));
  if (to == null) return false;
  receiver = changetype<usize>(to);
  at = messageRoom(to, FRAME_WORDS + format.length * CELL_WORDS + termWords(p.groupLeader) + words);
  return true;
}
function finish(p: Process, format: string, args: Term): void {
  const origin = newMap(2);
  mapPair(origin, 2, 0, am_emulator, am_true);
  mapPair(origin, 2, 1, am_tag, am_error);
  const leader = copyTerm(p.groupLeader, take(termWords(p.groupLeader)), roomList());
  const meta = newMap(4);
  mapPair(meta, 4, 0, am_error_logger, makeBoxed(origin));
  mapPair(meta, 4, 1, am_gl, leader);
  mapPair(meta, 4, 2, am_pid, p.pid);
  mapPair(meta, 4, 3, am_time, makeSmall(systemNanoseconds() / 1000));
  const tuple = take(6);
  store<i64>(tuple, makeHeader(5, SUB_TUPLE));
  store<i64>(tuple, am_log, 8);
  store<i64>(tuple, am_error, 16);
  store<i64>(tuple, charlist(format), 24);
  store<i64>(tuple, args, 32);
  store<i64>(tuple, makeBoxed(meta), 40);
  deliver(changetype<Process>(receiver), makeBoxed(tuple));
}

/** Tell the logger that `p` died of `reason`. */
export function logExit(p: Process, reason: Term): void {
  const words = termWords(reason);
  if (!begin(p, EXIT_FORMAT, words + 2 * CELL_WORDS)) return;
  const copy = copyTerm(reason, take(words), roomList());
  finish(p, EXIT_FORMAT, cell(p.pid, cell(copy, NIL)));
}

/** Tell the logger the text of `length` UTF-16 units at `text`, on behalf of `p`. */
export function logUnits(p: Process, text: usize, length: i32): void {
  if (!begin(p, PLAIN_FORMAT, (length + 1) * CELL_WORDS)) return;
  finish(p, PLAIN_FORMAT, cell(units(text, length), NIL));
}
function logText(p: Process, text: string): void { logUnits(p, changetype<usize>(text), text.length); }
/** Tell the logger that `p` asked to trace who is traced by another. */
export function logTwoTracers(p: Process): void { logText(p, TRACERS_TEXT); }
/** Tell the logger that `p` could not spawn: the process table is full. */
export function logFullTable(p: Process): void { logText(p, TABLE_TEXT); }

function pair(key: Term, value: i64, rest: Term): Term {
  const p = take(PAIR_WORDS);
  store<i64>(p, makeHeader(2, SUB_TUPLE));
  store<i64>(p, key, 8);
  store<i64>(p, makeSmall(value), 16);
  return cell(makeBoxed(p), rest);
}
const HEAP_FIGURES: i32 = 11;
const HEAP_ARGUMENTS: i32 = 7;

/** Tell the logger that `p`, which runs and was just collected, is larger than its max_heap_size. */
export function logHeapLimit(p: Process): void {
  if ((p.maxHeapFlags & MAX_HEAP_LOG) == 0) return;
  if (!begin(p, HEAP_FORMAT, HEAP_FIGURES * (CELL_WORDS + PAIR_WORDS) + HEAP_ARGUMENTS * CELL_WORDS)) return;
  const young = <i64>((p.stackEnd - p.heap) >> 3), old = <i64>((p.oldEnd - p.oldHeap) >> 3) + <i64>p.adoptedWords;
  let info = pair(am_bin_old_vheap_block_size, <i64>(p.oldBinaryLimit >> 3), NIL);
  info = pair(am_bin_old_vheap_size, <i64>(p.oldBinary >> 3), info);
  info = pair(am_bin_vheap_block_size, <i64>(p.virtualLimit >> 3), info);
  info = pair(am_bin_vheap_size, <i64>(p.virtualBinary >> 3), info);
  info = pair(am_heap_size, <i64>((p.hp - p.heap) >> 3), info);
  info = pair(am_old_heap_size, <i64>((p.oldHp - p.oldHeap) >> 3) + <i64>p.adoptedWords, info);
  info = pair(am_stack_size, <i64>((p.stackEnd - p.sp) >> 3), info);
  info = pair(am_recent_size, <i64>((p.highWater - p.heap) >> 3), info);
  info = pair(am_mbuf_size, <i64>p.fragmentWords, info);
  info = pair(am_heap_block_size, young, info);
  info = pair(am_old_heap_block_size, old, info);
  let args = cell(info, NIL);
  args = cell(makeSmall(<i64>p.inboxLength), args);
  args = cell((p.maxHeapFlags & MAX_HEAP_LOG) != 0 ? am_true : am_false, args);
  args = cell((p.maxHeapFlags & MAX_HEAP_KILL) != 0 ? am_true : am_false, args);
  args = cell(makeSmall(young + old), args);
  args = cell(makeSmall(<i64>p.maxHeapWords), args);
  finish(p, HEAP_FORMAT, cell(p.pid, args));
}
