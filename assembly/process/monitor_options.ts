/** The options of monitor/3, which spawn_opt takes too. */
import { am_alias, am_demonitor, am_explicit_unalias, am_reply_demonitor, am_tag } from "../term/am";
import { NIL, NONE, Term, element, head, isCons, isTuple, tail, tupleArity } from "../term/tag";
import { ALIAS, ALIAS_DEMONITOR, ALIAS_REPLY } from "./monitor";

export const MONITOR_OPTIONS_BAD: u32 = 0x80000000;
/** What stands for 'DOWN' by the options last read; NONE for 'DOWN' itself. */
export let monitorOptionTag: Term = NONE;

/** Flags of process/monitor.ts by a proper list of options, or MONITOR_OPTIONS_BAD. */
export function monitorOptions(options: Term): u32 {
  let flags: u32 = 0;
  monitorOptionTag = NONE;
  for (; isCons(options); options = tail(options)) {
    const o = head(options);
    if (!isTuple(o) || tupleArity(o) != 2) return MONITOR_OPTIONS_BAD;
    const key = element(o, 1), value = element(o, 2);
    if (key == am_tag) {
      monitorOptionTag = value;
    } else if (key == am_alias) {
      if (value == am_explicit_unalias) flags = ALIAS;
      else if (value == am_demonitor) flags = ALIAS | ALIAS_DEMONITOR;
      else if (value == am_reply_demonitor) flags = ALIAS | ALIAS_REPLY;
      else return MONITOR_OPTIONS_BAD;
    } else return MONITOR_OPTIONS_BAD;
  }
  return options == NIL ? flags : MONITOR_OPTIONS_BAD;
}
