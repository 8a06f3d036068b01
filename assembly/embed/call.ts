/**
 * Calls from TypeScript: a process that calls M:F(Args) and hands the value, or the exception, to the
 * host. Its bottom frame is
 *
 *     | CP: callReturned | catch: callFailed | number of the call (small) |
 */
import { hostCallDone } from "../host";
import { internExport } from "../code/registry";
import { cpPoint } from "../code/point";
import { rt_build_stacktrace } from "../bif/exception";
import { tuple3 } from "../memory/alloc";
import { EXC_CLASS, EXC_TRACE, EXC_VALUE, STATUS_EXIT, setLive, setStatus } from "../memory/cells";
import { createProcess, defaultMinHeap } from "../process/create";
import { Process } from "../process/process";
import { coreEntry } from "../scheduler/entries";
import { enqueue } from "../scheduler/run_queue";
import { FLAG_SYSTEM, PRIORITY_HIGH } from "../scheduler/state";
import { isLocalPid, makeAtom, makeCatch, makeSmall, NONE, smallValue, Term } from "../term/tag";
import { argumentCount } from "../bif/apply";
import { registeredAs } from "../process/name";
import { am_init, am_user } from "../term/am";
import { encodeToBuffer } from "./bridge";
import { borrowTerm, dropBorrowed } from "./fragment";

/** A process that no signal kills, at priority high: erts_code_purger and its like. */
const SYSTEM_CALL: i32 = -2;

const FRAME_WORDS: i32 = 3;
const CALL_CATCH: usize = 8;
const CALL_NUMBER: usize = 16;

let returned: i64 = 0;
let failed: i64 = 0;

function callReturned(x0: i64, sp: i32): i64 { return finish(<usize>sp, x0, 0); }

function callFailed(x0: i64, sp: i32): i64 {
  const trace = rt_build_stacktrace(load<i64>(EXC_TRACE));
  return finish(<usize>sp, tuple3(load<i64>(EXC_CLASS), load<i64>(EXC_VALUE), trace), 1);
}

function finish(sp: usize, answer: Term, isFailure: i32): Term {
  const bytes = encodeToBuffer(answer);
  hostCallDone(<i32>smallValue(load<i64>(sp, CALL_NUMBER)), isFailure, bytes);
  setLive(0);
  setStatus(STATUS_EXIT);
  return NONE;
}

/** The process whose output a process without a parent takes part in: `user`, or init before that is up. */
export function rootGroupLeader(self: Term): Term {
  const user = registeredAs(am_user);
  if (isLocalPid(user)) return user;
  const init = registeredAs(am_init);
  return isLocalPid(init) ? init : self;
}

/**
 * Start call number `call` of m:f (atom numbers) with the argument list whose external form is at `ptr`; `call` < 0 is a plain spawn, SYSTEM_CALL one of OTP's system processes.
 * Returns 1; 0 when the process table is full; -1 when the arguments are no list of at most 255 terms.
 */
export function embedCall(call: i32, m: i32, f: i32, ptr: usize, bytes: i32): i32 {
  const args = borrowTerm(ptr, bytes);
  if (args == NONE) return -1;
  const arity = argumentCount(args);
  if (arity < 0 || arity > MAX_ARITY) {
    dropBorrowed();
    return -1;
  }
  const p = createProcess(null, internExport(makeAtom(m), makeAtom(f), arity), args, defaultMinHeap);
  dropBorrowed();
  if (p == null) return 0;
  p.groupLeader = rootGroupLeader(p.pid);
  if (call >= 0) pushCallFrame(p, call);
  if (call == SYSTEM_CALL) {
    p.flags |= FLAG_SYSTEM;
    p.priority = PRIORITY_HIGH;
  }
  enqueue(p);
  embedded = p.pid;
  return 1;
}

/** Most arguments that a function can have. */
const MAX_ARITY: i32 = 255;

function pushCallFrame(p: Process, call: i32): void {
  if (returned == 0) {
    returned = coreEntry(callReturned.index, FRAME_WORDS);
    failed = coreEntry(callFailed.index, FRAME_WORDS);
  }
  p.sp -= <usize>FRAME_WORDS << 3;
  store<i64>(p.sp, returned);
  store<i64>(p.sp, makeCatch(cpPoint(failed)), CALL_CATCH);
  store<i64>(p.sp, makeSmall(call), CALL_NUMBER);
}

let embedded: Term = NONE;
export function noteEmbedded(pid: Term): void { embedded = pid; }
/** Encodes the pid of the process that embedCall or embedMailbox made last; returns how many bytes. */
export function embeddedPid(): i32 { return encodeToBuffer(embedded); }
