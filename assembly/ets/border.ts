/**
 * All that ETS asks of processes, in one place.
 */
import { Term } from "../term/tag";
import { currentProcess } from "../memory/cells";
import { sendTo } from "../process/mailbox";
import { Process } from "../process/process";
import { liveProcess } from "../process/table";

/** The process of local pid `pid` if it is alive, else 0. */
export function aliveProcess(pid: Term): usize {
  const p = liveProcess(pid);
  return p == null ? 0 : changetype<usize>(p);
}
/** Send `message`, which is copied, to `process`. */
export function tellProcess(process: usize, message: Term): void { sendTo(changetype<Process>(process), message); }
/** Send `message` to the running process. */
export function tellRunning(message: Term): void { tellProcess(currentProcess(), message); }
