/**
 * The driver gives the core its turns from tasks of the event loop: one slice a task, so that
 * the host's own timers and I/O run between two slices; it sleeps while the core has nothing to do.
 */
import type { CoreExports } from "../core/core.js";

/** What `schedule` answers: assembly/scheduler. */
const SCHEDULE_IDLE = 0;
const SCHEDULE_MORE = 1;
const SCHEDULE_HALTED = 2;

/** A slice ends after this many milliseconds, well below the 10 ms that a host's interval may ask for, or as many reductions. */
const SLICE_MS = 4;
const SLICE_REDUCTIONS = 4_000_000;
/** setTimeout's longest wait; a longer sleep wakes up and goes to sleep again. */
const LONGEST_SLEEP_MS = 0x7fffffff;

export interface DriverEvents {
  /** The node has halted: no slice follows. */
  halted(): void;
  /** A slice ended in a JavaScript exception or a Wasm trap: the core is lost. */
  crashed(error: unknown): void;
}

export class Driver {
  private task: NodeJS.Immediate | undefined;
  private timer: NodeJS.Timeout | undefined;
  private keepAlive: NodeJS.Timeout | undefined;
  private running = false;
  private stopped = false;

  /** @param failure what went wrong in the host during a slice, if anything did: the node then stops */
  constructor(
    private readonly core: CoreExports, private readonly events: DriverEvents,
    private readonly failure: () => unknown,
  ) {}

  /** Starts giving turns; until `stop` the node keeps its host program alive. */
  start(): void {
    this.keepAlive = setInterval(() => {}, LONGEST_SLEEP_MS);
    this.wake();
  }

  /** Ends all turns; the host program may exit. */
  stop(): void {
    this.stopped = true;
    clearInterval(this.keepAlive);
    clearTimeout(this.timer);
    if (this.task) clearImmediate(this.task);
    this.task = this.timer = this.keepAlive = undefined;
  }

  /** Something was put into the core from outside: give it a turn soon. Does nothing while a slice runs. */
  wake(): void {
    if (this.stopped || this.running || this.task) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.task = setImmediate(this.slice);
  }

  private readonly slice = (): void => {
    this.task = undefined;
    if (this.stopped) return;
    this.running = true;
    let answer: number, sleep = -1;
    try {
      answer = this.core.schedule(SLICE_REDUCTIONS, SLICE_MS);
      if (this.failure() !== undefined) throw this.failure();
      if (answer === SCHEDULE_IDLE) sleep = this.core.nextTimerMs();
    } catch (error) {
      this.running = false;
      this.stop();
      this.events.crashed(error);
      return;
    }
    this.running = false;
    if (this.stopped) return;
    if (answer === SCHEDULE_HALTED) {
      this.stop();
      this.events.halted();
    } else if (answer === SCHEDULE_MORE) {
      this.task = setImmediate(this.slice);
    } else {
      this.sleep(sleep);
    }
  };

  /** @param ms until the next timer is due; negative: there is none */
  private sleep(ms: number): void {
    if (ms < 0) return;
    this.timer = setTimeout(() => { this.timer = undefined; this.wake(); }, Math.min(Math.ceil(ms), LONGEST_SLEEP_MS));
  }
}
