/** The timeout of a receive: a node of the timer wheel that wakes its process. */
import { rawAlloc, rawFree } from "../memory/alloc";
import { FLAG_TIMED_OUT } from "../scheduler/state";
import { NODE_KIND, NODE_OWNER, NODE_RECEIVE, NODE_SIZE, dueIn, onTimer, startNode, stopNode } from "../scheduler/wheel";
import { wakeReceiver } from "./mailbox";
import { Process } from "./process";

let known: bool = false;

/** Let the receive of `p` end after `ms` milliseconds. */
export function startTimeout(p: Process, ms: u64): void {
  if (!known) {
    onTimer(NODE_RECEIVE, timeoutFires.index);
    known = true;
  }
  const node = rawAlloc(NODE_SIZE);
  store<u32>(node, NODE_RECEIVE, NODE_KIND);
  store<u32>(node, <u32>changetype<usize>(p), NODE_OWNER);
  p.timer = node;
  startNode(node, dueIn(ms));
}
/** Stop the timeout that runs. */
export function cancelTimeout(p: Process): void {
  stopNode(p.timer);
  rawFree(p.timer);
  p.timer = 0;
}
function timeoutFires(node: usize): void {
  const p = changetype<Process>(<usize>load<u32>(node, NODE_OWNER));
  p.timer = 0;
  p.flags |= FLAG_TIMED_OUT;
  rawFree(node);
  wakeReceiver(p);
}
