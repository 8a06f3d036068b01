/** Waking a process that a BIF put to sleep (STATUS_SUSPENDED). */
import { STATUS_EXCEPTION } from "../memory/cells";
import { copyTerm, termWords } from "../memory/copy";
import { FRAGMENT_OFF_HEAP, FRAGMENT_TERMS, adoptFragment, newMessageFragment } from "../memory/fragment";
import { NONE, Term } from "../term/tag";
import { Process } from "../process/process";
import { setSavedValue } from "./registers";
import { enqueue } from "./run_queue";
import { PROCESS_SLEEPING } from "./state";

/** `t`, which belongs to nobody or another process, as `p`'s own. */
function give(p: Process, t: Term): Term {
  const words = termWords(t);
  if (words == 0) return t;
  const fragment = newMessageFragment(words);
  t = copyTerm(t, fragment + FRAGMENT_TERMS, fragment + FRAGMENT_OFF_HEAP);
  adoptFragment(changetype<usize>(p), fragment);
  return t;
}

/** `p` goes on with `value`, which is copied, as the BIF's value. Nothing happens when it does not sleep. */
export function wakeWith(p: Process, value: Term): void {
  if (p.status != PROCESS_SLEEPING) return;
  setSavedValue(p, give(p, value));
  enqueue(p);
}
/** The BIF that `p` sleeps in raises `reason` of class `class_`. */
export function wakeWithException(p: Process, class_: Term, reason: Term): void {
  if (p.status != PROCESS_SLEEPING) return;
  p.excClass = class_;
  p.excValue = give(p, reason);
  p.excTrace = p.excInfo = NONE;
  p.heldStatus = STATUS_EXCEPTION;
  enqueue(p);
}
