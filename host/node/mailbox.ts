/** A mailbox for TypeScript: a process of the node whose messages are taken here. */
import type { ErlTerm, Pid } from "../term/index.js";
import { NodeStoppedError, summary } from "./errors.js";

export class Mailbox implements AsyncIterable<ErlTerm> {
  private readonly messages: ErlTerm[] = [];
  private readonly waiting: { resolve(message: ErlTerm): void; reject(error: Error): void }[] = [];
  private ended: { readonly reason: ErlTerm } | undefined;

  /** @param kill ends the process behind the mailbox */
  constructor(readonly pid: Pid, private readonly kill: () => void) {}

  /**
   * The next message, in the order of arrival.
   * @throws NodeStoppedError when the mailbox is closed and empty
   */
  receive(): Promise<ErlTerm> {
    const message = this.messages.shift();
    if (message !== undefined) return Promise.resolve(message);
    if (this.ended) return Promise.reject(this.closed());
    return new Promise((resolve, reject) => { this.waiting.push({ resolve, reject }); });
  }

  /** All messages until the mailbox is closed. */
  async *[Symbol.asyncIterator](): AsyncGenerator<ErlTerm> {
    for (;;) {
      if (this.messages.length === 0 && this.ended) return;
      try { yield await this.receive(); } catch (error) {
        if (this.ended) return;
        throw error;
      }
    }
  }

  /** Ends the process: who is linked to it gets the exit signal `killed`. */
  close(): void { if (!this.ended) this.kill(); }

  /** A message has arrived. */
  deliver(message: ErlTerm): void {
    const next = this.waiting.shift();
    if (next) next.resolve(message);
    else this.messages.push(message);
  }

  /** The process is gone. */
  end(reason: ErlTerm): void {
    this.ended ??= { reason };
    for (const { reject } of this.waiting.splice(0)) reject(this.closed());
  }

  private closed(): Error { return new NodeStoppedError(`the mailbox is closed: ${summary(this.ended!.reason)}`); }
}
