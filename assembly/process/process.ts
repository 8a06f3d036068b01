/**
 * The process: a small fixed struct, and one block for heap and stack.
 *
 *     heap                                                     stackEnd
 *     | old generation? (own block) | terms … hp →  free  ← sp … frames |
 *
 * While a process runs, HP, SP, REDS and the X registers are in the fixed cells (memory/cells.ts);
 * swapOut writes them back here. Frames: code/point.ts.
 */
import { Term } from "../term/tag";

@unmanaged
export class Process {
  /** Local pid term. */
  pid: Term;
  // --- heap and stack (memory/collect.ts)
  heap: usize;          // start of the block: young generation and stack
  stackEnd: usize;      // end of the block; the stack grows down from here
  hp: usize;
  sp: usize;
  highWater: usize;     // what lies below survived a collection (young generation's mark)
  oldHeap: usize;       // old generation's block, 0 when there is none
  oldHp: usize;
  oldEnd: usize;
  fragments: usize;     // list of heap fragments (memory/fragment.ts)
  fragmentWords: u32;   // their total size
  offHeap: usize;       // list of off-heap binaries held (memory/binary.ts)
  virtualBinary: u64;   // bytes of off-heap binaries since the last collection
  minHeapWords: u32;
  minBinaryWords: u32;  // min_bin_vheap_size
  maxHeapWords: u64;    // max_heap_size, 0 when unlimited
  maxHeapFlags: u32;
  fullsweepAfter: u32;
  minorSince: u32;      // minor collections since the last full one
  minorCount: u32;
  majorCount: u32;
  // --- saved registers: live of them, in `saved` when they fit, else in a block of their own
  live: i32;
  savedBlock: usize;
  saved0: i64; saved1: i64; saved2: i64; saved3: i64; saved4: i64; saved5: i64;
  // --- what it is doing
  status: u32;          // PROCESS_* (scheduler/state.ts)
  flags: u32;           // FLAG_* (scheduler/state.ts): trap_exit, …
  priority: u32;
  heldStatus: u32;      // STATUS_* it was suspended with
  reductions: u64;
  suspendCount: u32;    // suspend_process calls in force (process/suspend.ts)
  next: usize;          // run queue links
  previous: usize;
  heldCallee: usize;    // Export that STATUS_TRAP calls when the process runs again
  needPoint: u32;       // point of the last failed heap check, and the words it asked for:
  needWords: u32;       //   the same point failing again right after a collection asks for more
  needResumption: u32;  //   how often it had been resumed then
  resumptions: u32;     // how often it was resumed
  needAt: u64;          // reductions it had used when that collection was done
  errorHandler: Term;   // module called on undefined functions
  // --- dying (process/exit.ts)
  exitReason: Term;
  exitFragment: usize;  // where the reason lives when it came from another process
  nextDying: usize;
  // --- mailbox (process/mailbox.ts)
  inbox: usize;         // first message
  inboxLast: usize;     // address of the link that the next message is hung on
  inboxScan: usize;     // address of the link that receive looks at next
  inboxLength: u32;
  inboxBatch: usize;    // fragment that small messages to a long mailbox go to (process/message_batch.ts)
  inboxRoots: u32;      // messages that the collector has to look at (process/message.ts)
  inboxMark: usize;     // receive markers, a raw block (process/marker.ts), 0 when there are none
  timer: usize;         // receive timeout: a node of the timer wheel
  ownExit: usize;       // message of an exit signal to itself that it has not come to see (process/exit.ts)
  // --- relations (process/relation.ts)
  links: usize;
  monitors: usize;      // that this process made, and its aliases; the newest last
  monitored: usize;     // made on this process, the newest last
  timers: usize;        // timers that send to this process's pid (process/timer.ts)
  monitorNodes: u32;    // process_flag(monitor_nodes, true) calls in force
  saveCalls: u32;       // process_flag(save_calls, _)
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
  traceLabel: Term;     // token of sequential tracing (process/seq_trace.ts): label, NONE without a token; and sender
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
  adoptedWords: u32;    // their total size
  oldOffHeap: usize;    // off-heap holders in the old generation
  virtualLimit: u64;    // bytes that virtualBinary may reach before a collection
  oldBinary: u64;       // off-heap bytes held by the old generation
  oldBinaryLimit: u64;  // bytes that oldBinary may reach before a full collection
  collectFlags: u32;    // COLLECT_*
  collectedAt: u64;     // reductions at the last collection
  collection: usize;    // what a collection in steps keeps between two of them, 0: there is none
  nextCollecting: usize; // the next process of those collected in steps
  collecting: u32;      // its turns go on with the collection: COLLECTING (scheduler/state.ts), 0: with its code
  // --- tracing (trace/)
  traced: u32;          // TRACE_* (trace/flags.ts)
  traceEntered: u32;    // the entry at [SP] was traced, the function has not begun yet (trace/step.ts)
  tracer: Term;         // local pid or port that is told, 0 when there is none
  entryCallee: usize;   // Export that the call at [SP], of a function's entry, went through; 0: a local call
  untraced: usize;      // messages whose reception is still to be told (trace/events.ts): first and last
  untracedLast: usize;
  timed: usize;         // breakpoint whose call_time runs (trace/time.ts), and since when
  timedSince: f64;
  // free for each subject to add its own fields below, one comment each
}
