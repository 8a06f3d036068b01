/** The node that this is, and the node of pids, ports and references. */
import { am_undefined } from "../term/am";
import { nodeOf, thisCreation, thisNode } from "../term/identity";
import { Term, isPid, isPort, isRef, makeSmall } from "../term/tag";
import { badarg } from "./raise";

export function erlang_node_0(): Term { return thisNode; }
export function erlang_node_1(t: Term): Term { return isPid(t) || isPort(t) || isRef(t) ? nodeOf(t) : badarg(); }
export function erts_internal_get_creation_0(): Term { return thisCreation == 0 ? am_undefined : makeSmall(<i64>thisCreation); }
