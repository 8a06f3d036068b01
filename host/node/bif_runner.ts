/**
 * Runs host BIFs: reads their arguments from the X cells, calls the function, and writes its value, its
 * exception, or puts the calling process to sleep until a promise settles.
 */
import type { Bif } from "../bif/table.js";
import { Raise } from "../bif/arguments.js";
import type { HostBif } from "../bif/registry.js";
import { Trap } from "../bif/trap.js";
import type { BifContext, NodeContext } from "../bif/world.js";
import { NoMemoryError, type Core } from "../core/core.js";
import { atom, type ErlTerm, type Pid } from "../term/index.js";
import { Bridge, SCRATCH_REGISTER } from "./bridge.js";
import type { NodeResources } from "./resources.js";

/** assembly/memory/cells.ts */
const REDS = 24, STATUS = 28, LIVE = 32, CALLEE = 36;
const STATUS_TRAP = 3, STATUS_SUSPENDED = 7;
/** assembly/embed/bridge.ts: RAISE_* */
const CLASSES = { error: 0, exit: 1, throw: 2 } as const;
/** Reductions of several turns: more would not make the next turn come later. */
const MOST_CHARGED = 100_000;
/** What hostBif answers: assembly/host.ts. */
const VALUE = 1, STOPPED = 0;

export class BifRunner {
  private readonly functions: readonly (HostBif | undefined)[];

  constructor(
    private readonly table: readonly Bif[], bifs: Readonly<Record<string, HostBif>>,
    private readonly core: Core, private readonly bridge: Bridge, private readonly node: NodeContext,
    private readonly resources: NodeResources,
    private readonly wake: () => void, private readonly fatal: (error: unknown) => void,
  ) {
    this.functions = table.map((row) => (row.home === "host" ? bifs[`${row.module}:${row.name}/${row.arity}`] : undefined));
  }

  /** Import `bif`: row `index` of the table is called by the running process. */
  run(index: number): number {
    try {
      const { arity, kind } = this.table[index]!, run = this.functions[index]!;
      if (kind !== "trap") return this.answer(run(this.context(), ...Array.from({ length: arity }, (_, i) => this.bridge.read(i))));
      const { args, complete } = this.bridge.readArguments(arity);
      if (complete === undefined) return this.answer(run(this.context(), ...args));
      this.sleep(this.runLater(run, args, complete));
      return STOPPED;
    } catch (error) {
      return this.raise(error);
    } finally {
      this.resources.settle();
    }
  }

  /** Runs a function once its arguments are there. None that can trap is called with large ones. */
  private async runLater(run: HostBif, args: readonly ErlTerm[], complete: Promise<void>): Promise<ErlTerm> {
    const { node, self } = this.context();
    await complete;
    // The process has paid with its turn.
    return await run({ node, self, charge: () => {} }, ...args) as ErlTerm;
  }

  private context(): BifContext {
    const { core, bridge } = this;
    let self: Pid | undefined;
    return {
      node: this.node,
      get self(): Pid { return (self ??= bridge.fromBuffer(core.exports.embedSelf()) as Pid); },
      charge(reductions: number): void {
        core.view.setInt32(REDS, core.view.getInt32(REDS, true) - Math.min(reductions, MOST_CHARGED), true);
      },
    };
  }

  private answer(value: ErlTerm | Promise<ErlTerm> | Trap): number {
    const { view } = this.core;
    if (value instanceof Trap) {
      view.setUint32(CALLEE, value.callee, true);
      view.setUint32(LIVE, 0, true);
      view.setUint32(STATUS, STATUS_TRAP, true);
      return STOPPED;
    }
    if (value instanceof Promise) {
      view.setUint32(LIVE, 0, true);
      this.sleep(value);
      return STOPPED;
    }
    this.bridge.write(0, value);
    return VALUE;
  }

  private raise(error: unknown): number {
    if (error instanceof NoMemoryError) return this.raise(new Raise("error", "system_limit"));
    if (!(error instanceof Raise)) {
      this.fatal(error);
      return this.raise(new Raise("error", "internal_error"));
    }
    this.bridge.write(SCRATCH_REGISTER, error.reason);
    if (error.cause !== undefined) this.bridge.write(SCRATCH_REGISTER - 1, error.cause);
    this.core.exports.bridgeRaise(CLASSES[error.kind], SCRATCH_REGISTER, error.cause === undefined ? 0 : 1);
    return STOPPED;
  }

  private sleep(value: Promise<ErlTerm>): void {
    const self = this.bridge.fromBuffer(this.core.exports.embedSelf());
    this.core.view.setUint32(STATUS, STATUS_SUSPENDED, true);
    // Called from a promise: what it threw would reach nobody but the host program.
    const finish = (kind: number, term: ErlTerm): void => {
      try {
        this.bridge.withEncoded([self, term], (ptr, bytes) => this.core.exports.embedWake(kind, ptr, bytes));
      } catch (error) {
        if (error instanceof NoMemoryError) finish(CLASSES.error, atom("system_limit"));
        else this.fatal(error);
      }
      this.wake();
    };
    value.then((term) => Bridge.isLong(term) ? this.bridge.placed(term).then((block) => finish(-1, block)) : finish(-1, term)).catch((error) => {
      if (error instanceof Raise) finish(CLASSES[error.kind], error.reason);
      else if (error instanceof NoMemoryError) finish(CLASSES.error, atom("system_limit"));
      else {
        this.fatal(error);
        this.wake();
      }
    });
  }
}
