/** The program's signals, as os:set_signal/2 sets them. */
import { constants } from "node:os";
import type { SetSignal } from "../bif/world.js";

export class Signals {
  private readonly handlers = new Map<NodeJS.Signals, () => void>();

  /** @param notify tells the node of a signal, by OTP's name of it */
  constructor(private readonly notify: (name: string) => void) {}

  /** Signals that the machine does not have, or lets nobody handle, are passed over, as sigaction(2)'s failure is in OTP. */
  readonly set: SetSignal = (name, handling) => {
    const signal = name.toUpperCase() as NodeJS.Signals;
    if (!Object.hasOwn(constants.signals, signal) || signal === "SIGSTOP" || signal === "SIGKILL") return;
    this.handle(signal, handling === "default" ? undefined : handling === "ignore" ? () => {} : () => this.notify(name));
  };
  /** Has `run` called at `signal`; undefined: the machine does what it does by default. */
  handle(signal: NodeJS.Signals, run: (() => void) | undefined): void {
    const old = this.handlers.get(signal);
    if (run !== undefined) {
      process.on(signal, run);
      this.handlers.set(signal, run);
    } else this.handlers.delete(signal);
    if (old !== undefined) process.off(signal, old);
  }
  /** Gives all signals back. */
  release(): void { for (const signal of [...this.handlers.keys()]) this.handle(signal, undefined); }
}
