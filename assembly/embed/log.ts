/** What the host has to tell the logger. */
import { logUnits } from "../process/exit_log";
import { liveProcess } from "../process/table";
import { makePid } from "../term/tag";

/** Tell the logger the text of `length` UTF-16 units at `text`, on behalf of process number `process`, if it lives. */
export function embedLog(process: i32, text: usize, length: i32): void {
  const p = liveProcess(makePid(<i64><u32>process));
  if (p != null) logUnits(p, text, length);
}
