/**
 * The ports of a node. The core keeps what Erlang sees of a port (assembly/port: owner, links, monitors, name); here
 * are the drivers behind them. Numbers join the two: port `#Port<0.N>` is number N on both sides.
 */
import { Port, encode, type ErlTerm } from "../term/index.js";
import type { NodeContext } from "../bif/world.js";
import type { Driver, PortLink } from "./driver.js";

/** What this needs of the core (assembly/port): strings are UTF-8 at an address. */
export interface PortExports {
  /** Opens a port for the running process and links the two; 0 when there are too many. */
  portOpen(name: number, nameBytes: number, binary: number): number;
  portSetOsPid(port: number, pid: number): void;
  /** Sends data to the owner; `kind` is one of DATA_*. */
  portData(port: number, bytes: number, length: number, kind: number): void;
  portEof(port: number): void;
  portExitStatus(port: number, status: number): void;
  /** Sends an external term, without its version byte, to the owner. */
  portSendTerm(port: number, bytes: number, length: number): void;
  portBusy(port: number, on: number): void;
  /** Closes a port from the driver's side; the reason is an atom's text. */
  portTerminate(port: number, reason: number, reasonBytes: number): void;
}

/** The core, as far as ports reach into it. */
export interface PortCore {
  readonly exports: PortExports;
  /** Puts bytes into the core's memory for the time of `use`. */
  withBytes<T>(bytes: Uint8Array, use: (address: number) => T): T;
}

/** Kinds of portData. */
const DATA_PLAIN = 0, DATA_EOL = 1, DATA_NOEOL = 2;

interface Opened {
  readonly driver: Driver;
  /** Cuts the driver off from the port. */
  forget(): void;
}

/** See the head of this file. */
export class Ports {
  private readonly opened = new Map<number, Opened>();
  private readonly closing = new Set<Promise<void>>();

  /**
   * @param wake gives the core a turn soon: something was enqueued from outside.
   * @param fatal is told what went wrong when data could not be enqueued; streams' events reach nobody else but the host.
   */
  constructor(private readonly core: PortCore, private readonly wake: () => void, private readonly fatal: (error: unknown) => void) {}

  /**
   * Opens a port owned by the calling process.
   * @param make makes the driver; what it throws leaves no port behind.
   * @returns undefined when there are too many ports.
   */
  open(node: NodeContext, name: string, binary: boolean, make: (link: PortLink) => Driver): Port | undefined {
    let number = 0, open = true, term: Port | undefined;
    const { exports } = this.core;
    const act = (run: () => void): void => {
      if (!open || number === 0) return;
      try { run(); } catch (error) { this.fatal(error); }
      this.wake();
    };
    const waiting: (() => void)[] = [];
    // A driver may act while it is made, before its port exists.
    const whenOpen = (run: () => void): void => { if (number === 0) waiting.push(() => act(run)); else act(run); };
    const link: PortLink = {
      node,
      get port(): Port {
        if (term === undefined) throw new Error("a driver asked for its port before it was open");
        return term;
      },
      data: (bytes, line) => whenOpen(() => this.core.withBytes(bytes, (at) =>
        exports.portData(number, at, bytes.length, line === undefined ? DATA_PLAIN : line === "eol" ? DATA_EOL : DATA_NOEOL))),
      eof: () => whenOpen(() => exports.portEof(number)),
      exitStatus: (status) => whenOpen(() => exports.portExitStatus(number, status)),
      send: (message) => whenOpen(() => this.sendTerm(number, message)),
      busy: (on) => whenOpen(() => exports.portBusy(number, on ? 1 : 0)),
      exit: (reason) => whenOpen(() => this.core.withBytes(utf8(reason), (at) => exports.portTerminate(number, at, utf8(reason).length))),
      osPid: (pid) => whenOpen(() => exports.portSetOsPid(number, pid)),
    };
    const driver = make(link);
    const text = utf8(name);
    const made = this.core.withBytes(text, (at) => exports.portOpen(at, text.length, binary ? 1 : 0));
    if (made === 0) {
      driver.close();
      return undefined;
    }
    this.opened.set(made, { driver, forget: () => { open = false; } });
    number = made;
    term = Port.local(made);
    for (const run of waiting) run();
    return term;
  }

  /** The driver behind a port of this node; undefined when it is closed. */
  find(port: ErlTerm): Driver | undefined { return port instanceof Port ? this.opened.get(port.number)?.driver : undefined; }

  /** Import `port_output`: data written to a port. */
  output(number: number, bytes: Uint8Array): void { this.opened.get(number)?.driver.output(bytes); }

  /** Import `port_close`: the core has closed a port. */
  close(number: number): void {
    const found = this.opened.get(number);
    if (found === undefined) return;
    const { driver } = found;
    this.opened.delete(number);
    found.forget();
    const flushed = driver.flushed?.();
    driver.close();
    if (flushed === undefined) return;
    const done = flushed.finally(() => this.closing.delete(done));
    this.closing.add(done);
  }

  /** Import `port_queue`: bytes that a port has still to write. */
  queued(number: number): number { return this.opened.get(number)?.driver.queued?.() ?? 0; }

  /** Resolves when everything written so far is out: what halt/2 with `{flush, true}` waits for. */
  async flush(): Promise<void> {
    await Promise.all([...this.closing, ...[...this.opened.values()].map(({ driver }) => driver.flushed?.())]);
  }

  /** Closes all drivers: the node has stopped. */
  closeAll(): void { for (const number of [...this.opened.keys()]) this.close(number); }

  private sendTerm(number: number, message: ErlTerm): void {
    const bytes = encode(message);
    this.core.withBytes(bytes, (at) => this.core.exports.portSendTerm(number, at, bytes.length));
  }
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
