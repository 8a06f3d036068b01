/**
 * What asks for another node, on a node that is not distributed: every other node is one that
 * cannot be reached.
 */
import { tuple2 } from "../memory/alloc";
import { currentProcess } from "../memory/cells";
import {
  am_allow_passive_connect, am_badarg, am_badopt, am_error, am_false, am_monitor, am_noconnection, am_notalive, am_spawn_opt,
  am_true,
} from "../term/am";
import { thisNode } from "../term/identity";
import { NIL, NONE, Term, element, head, isAtom, isCons, isTuple, tail, tupleArity } from "../term/tag";
import { sendTuple } from "../process/mailbox";
import { Process } from "../process/process";
import { newReference } from "../process/reference";
import { REPLY_ERROR, optionReply, optionReplyTag, parseSpawnOptions } from "../process/spawn_options";
import { badarg, badargBecause, error } from "./raise";
import { argumentCount } from "./apply";

function asksForMonitor(options: Term): bool {
  for (; isCons(options); options = tail(options)) {
    const o = head(options);
    if (o == am_monitor || (isTuple(o) && tupleArity(o) == 2 && element(o, 1) == am_monitor)) return true;
  }
  return false;
}

/**
 * spawn_request and spawn_opt of erlang call this for other nodes: a reference, or {Ref, WithMonitor} for
 * spawn_opt; the answer, noconnection, comes as a message. badarg when an argument is malformed.
 */
export function erts_internal_dist_spawn_request_4(node: Term, mfa: Term, options: Term, type: Term): Term {
  if (!isAtom(node) || node == thisNode || !isTuple(mfa) || tupleArity(mfa) != 3) return am_badarg;
  if (!isAtom(element(mfa, 1)) || !isAtom(element(mfa, 2)) || argumentCount(element(mfa, 3)) < 0) return am_badarg;
  // The other node would judge the options.
  parseSpawnOptions(options, true);
  const ref = newReference();
  if (optionReply & REPLY_ERROR) {
    sendTuple(changetype<Process>(currentProcess()), 4, optionReplyTag, ref, am_error, am_noconnection, NONE);
  }
  return type == am_spawn_opt ? tuple2(ref, asksForMonitor(options) ? am_true : am_false) : ref;
}

/** monitor_node/2,3: of this node itself it is idle, of any other it needs distribution. */
function monitorNode(node: Term, on: Term): Term {
  if (!isAtom(node)) return badarg();
  if (node != thisNode) return error(am_notalive);
  return on == am_true || on == am_false ? am_true : badarg();
}
export function erlang_monitor_node_2(node: Term, on: Term): Term { return monitorNode(node, on); }
export function erlang_monitor_node_3(node: Term, on: Term, options: Term): Term {
  for (; isCons(options); options = tail(options)) if (head(options) != am_allow_passive_connect) return badargBecause(am_badopt);
  return options == NIL ? monitorNode(node, on) : badargBecause(am_badopt);
}
