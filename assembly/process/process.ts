/**
 * The process: a small fixed struct, and one block for heap and stack.
 *
 *     heap                                                     stackEnd
 *     | old generation? (own block) | terms … hp →  free  ← sp … frames |
 *
 * While a process runs, HP, SP, REDS and the X registers are in the fixed cells (memory/cells.ts);
 * swapOut writes them back here. Frames: code/point.ts.
 */
import { NONE, Term } from "../term/tag";

// Process.unusual: why the short ways of turns, send and receive are not for this process. A bit each for what has a setter below.
const UNUSUAL_TRACED: u32 = 1;
const UNUSUAL_ENTERED: u32 = 2;
const UNUSUAL_UNTRACED: u32 = 4;
const UNUSUAL_TIMED: u32 = 8;
const UNUSUAL_TOKEN: u32 = 16;
const UNUSUAL_COLLECTING: u32 = 32;
const UNUSUAL_OWN_EXIT: u32 = 64;
const UNUSUAL_SAVES_CALLS: u32 = 128;

@unmanaged
export class Process {
  /** Local pid term. */
  pid: Term;
  // --- what every turn, send and receive looks at; together, to lie in few cache lines
  unusual: u32;         // UNUSUAL_*
  flags: u32;           // FLAG_* (scheduler/state.ts): trap_exit, …
  status: u32;          // PROCESS_* (scheduler/state.ts)
  priority: u32;
  next: usize;          // run queue links
  previous: usize;
  inbox: usize;         // mailbox (process/mailbox.ts): first message
  inboxLast: usize;     // address of the link that the next message is hung on
  inboxScan: usize;     // address of the link that receive looks at next
  inboxLength: u32;
  inboxRoots: u32;      // messages that the collector has to look at (process/message.ts)
  inboxMark: usize;     // receive markers, a raw block (process/marker.ts), 0 when there are none
  timer: usize;         // receive timeout: a node of the timer wheel
  heldStatus: u32;      // STATUS_* it was suspended with
  resumptions: u32;     // how often it was resumed
  live: i32;            // saved registers: in `saved` when they fit, else in a block of their own
  reductions: u64;
  // --- heap and stack (memory/collect.ts)
  heap: usize;          // start of the block: young generation and stack
  stackEnd: usize;      // end of the block; the stack grows down from here
  hp: usize;
  sp: usize;
  collectFlags: u32;    // COLLECT_*
  adoptedWords: u32;    // total size of `adopted`
  highWater: usize;     // what lies below survived a collection (young generation's mark)
  oldHeap: usize;       // old generation's block, 0 when there is none
  oldHp: usize;
  oldEnd: usize;
  fragments: usize;     // list of heap fragments (memory/fragment.ts)
  fragmentWords: u32;   // their total size
  offHeap: usize;       // list of off-heap binaries held (memory/binary.ts)
  virtualBinary: u64;   // bytes of off-heap binaries since the last collection
  virtualLimit: u64;    // bytes that virtualBinary may reach before a collection
  minHeapWords: u32;
  minBinaryWords: u32;  // min_bin_vheap_size
  maxHeapWords: u64;    // max_heap_size, 0 when unlimited
  maxHeapFlags: u32;
  fullsweepAfter: u32;
  minorSince: u32;      // minor collections since the last full one
  minorCount: u32;
  majorCount: u32;
  // --- saved registers
  savedBlock: usize;
  saved0: i64; saved1: i64; saved2: i64; saved3: i64; saved4: i64; saved5: i64;
  // --- what it is doing
  suspendCount: u32;    // suspend_process calls in force (process/suspend.ts)
  heldCallee: usize;    // Export that STATUS_TRAP calls when the process runs again
  needPoint: u32;       // point of the last failed heap check, and the words it asked for:
  needWords: u32;       //   the same point failing again right after a collection asks for more
  needResumption: u32;  //   how often it had been resumed then
  needAt: u64;          // reductions it had used when that collection was done
  errorHandler: Term;   // module called on undefined functions
  // --- dying (process/exit.ts)
  exitReason: Term;
  exitFragment: usize;  // where the reason lives when it came from another process
  nextDying: usize;
  // --- mailbox: the rest
  inboxBatch: usize;    // fragment that small messages to a long mailbox go to (process/message_batch.ts)
  ownExitAt: usize;     // message of an exit signal to itself that it has not come to see (process/exit.ts)
  // --- relations (process/relation.ts)
  links: usize;
  monitors: usize;      // that this process made, and its aliases; the newest last
  monitored: usize;     // made on this process, the newest last
  timers: usize;        // timers that send to this process's pid (process/timer.ts)
  monitorNodes: u32;    // process_flag(monitor_nodes, true) calls in force
  callsSaved: usize;    // process_flag(save_calls, _): a raw block (process/saved_calls.ts), 0 when it saves none
  suspending: usize;    // processes that this one suspended (process/suspend.ts)
  // --- ETS (ets/owner.ts)
  etsTables: usize;     // tables it owns
  etsFixations: usize;  // tables it has fixed (ets/fixation.ts)
  etsCopied: usize;     // objects of a list that it is about to insert (ets/insert_list.ts): first and last
  etsCopiedEnd: usize;
  etsSuperUser: u32;    // may read every table (ets/bif_internal.ts)
  // --- sequential tracing (process/seq_trace.ts), the token's first
  traceFlags: u32;
  traceSerial: i64;
  traceLast: i64;
  traceClock: i64;      // serial of the last message that was sent or received
  traceLastCount: i64;  // serial of the last message that was received
  // --- terms of its own (roots)
  parent: Term;
  groupLeader: Term;
  registeredName: Term; // atom or 0
  dictionary: usize;    // raw block | words:u32 | spare:u32 | terms … |: roots (process/dictionary.ts)
  label: Term;
  tokenLabel: Term;     // token of sequential tracing (process/seq_trace.ts): label, NONE without a token; and sender
  traceSender: Term;
  initialModule: Term;
  initialFunction: Term;
  initialArity: i32;
  // exception in flight while swapped out
  excClass: Term;
  excValue: Term;
  excTrace: Term;
  excInfo: Term;
  // --- linking in tables
  tableIndex: u32;
  serial: u32;
  // --- collector (memory/collect.ts)
  adopted: usize;       // large fragments that became part of the old generation
  oldOffHeap: usize;    // off-heap holders in the old generation
  oldBinary: u64;       // off-heap bytes held by the old generation
  oldBinaryLimit: u64;  // bytes that oldBinary may reach before a full collection
  collectedAt: u64;     // reductions at the last collection
  collection: usize;    // what a collection in steps keeps between two of them, 0: there is none
  nextCollecting: usize; // the next process of those collected in steps
  collectingIn: u32;    // its turns go on with the collection: COLLECTING (scheduler/state.ts), 0: with its code
  // --- tracing (trace/)
  traceBits: u32;       // TRACE_* (trace/flags.ts)
  entryTraced: u32;     // the entry at [SP] was traced, the function has not begun yet (trace/step.ts)
  tracer: Term;         // local pid or port that is told, 0 when there is none
  entryCallee: usize;   // Export that the call at [SP], of a function's entry, went through; 0: a local call
  untracedFirst: usize; // messages whose reception is still to be told (trace/events.ts): first and last
  untracedLast: usize;
  timedBy: usize;       // breakpoint whose call_time runs (trace/time.ts), and since when
  timedSince: f64;
  // free for each subject to add its own fields below, one comment each

  // --- fields whose being set is a bit of `unusual`
  private mark(bit: u32, on: bool): void { this.unusual = on ? this.unusual | bit : this.unusual & ~bit; }
  get traced(): u32 { return this.traceBits; }
  set traced(flags: u32) { this.traceBits = flags; this.mark(UNUSUAL_TRACED, flags != 0); }
  get traceEntered(): u32 { return this.entryTraced; }
  set traceEntered(entered: u32) { this.entryTraced = entered; this.mark(UNUSUAL_ENTERED, entered != 0); }
  get untraced(): usize { return this.untracedFirst; }
  set untraced(first: usize) { this.untracedFirst = first; this.mark(UNUSUAL_UNTRACED, first != 0); }
  get timed(): usize { return this.timedBy; }
  set timed(breakpoint: usize) { this.timedBy = breakpoint; this.mark(UNUSUAL_TIMED, breakpoint != 0); }
  get traceLabel(): Term { return this.tokenLabel; }
  set traceLabel(label: Term) { this.tokenLabel = label; this.mark(UNUSUAL_TOKEN, label != NONE); }
  get collecting(): u32 { return this.collectingIn; }
  set collecting(state: u32) { this.collectingIn = state; this.mark(UNUSUAL_COLLECTING, state != 0); }
  get savedCalls(): usize { return this.callsSaved; }
  set savedCalls(block: usize) { this.callsSaved = block; this.mark(UNUSUAL_SAVES_CALLS, block != 0); }
  get ownExit(): usize { return this.ownExitAt; }
  set ownExit(message: usize) { this.ownExitAt = message; this.mark(UNUSUAL_OWN_EXIT, message != 0); }
}
