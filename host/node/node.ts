/**
 * A node: OTP's own kernel and standard library on one Wasm core, inside this program.
 *
 *     const node = await Node.start();
 *     await node.code.loadBinary("hello", "hello.erl", bytes);
 *     await node.call("hello", "world", []);
 *     await node.stop();
 */
import { LOCAL_NODE, Pid, Tuple, atom, type ErlTerm } from "../term/index.js";
import { NoMemoryError } from "../core/core.js";
import { makeNode, type BootParts } from "./boot.js";
import { checkArguments, checkPid, checkProcess, checkText } from "./check.js";
import { ErlangError, NodeStoppedError, type ErlangErrorClass } from "./errors.js";
import { Mailbox } from "./mailbox.js";
import { NodeCode } from "./node_code.js";
import type { NodeOptions } from "./options.js";

/** How a node ended. */
export interface Halt {
  /** Exit code as `erl` would have given it to its shell. */
  readonly code: number;
  /** The slogan of a crash, when there was one. */
  readonly slogan?: string | undefined;
  /** What was going on, when the core was lost: an erl_crash.dump, piece by piece. */
  readonly dump?: Iterable<string> | undefined;
}

/** By its pid: init registers its name only once it runs, and a message to a name that is not there is lost. */
const INIT = new Pid(LOCAL_NODE, 0, 0, 0);
const MOST_ARGUMENTS = 255;

interface Waiting { resolve(value: ErlTerm): void; reject(error: Error): void }

export class Node {
  /** Loading code. */
  readonly code: NodeCode;
  /** Resolves when the node has ended, by `stop`, `halt` or a crash. */
  readonly halted: Promise<Halt>;

  private readonly calls = new Map<number, Waiting>();
  private readonly mailboxes = new Map<number, Mailbox>();
  private readonly watched = new Map<number, ((reason: ErlTerm) => void)[]>();
  /** Monitors of TypeScript, which the node's end answers. */
  private readonly monitors = new Set<(reason: ErlTerm) => void>();
  private nextCall = 0;
  /** Whether the start script is known to have run to its end. */
  private started = false;
  private ended: Halt | undefined;
  private announce!: (halt: Halt) => void;

  private constructor(private readonly parts: BootParts) {
    this.halted = new Promise((resolve) => { this.announce = resolve; });
    this.code = new NodeCode(this, parts.codeServer);
  }

  /**
   * Starts a node and waits until OTP's kernel and stdlib applications run on it.
   * @throws NodeStoppedError when the node halts before that; OtpNotFound when there is no OTP
   */
  static async start(options: NodeOptions = {}): Promise<Node> {
    const node = Node.launch(options);
    const started = node.mailbox();
    const halted = node.halted.then((h) => { throw new NodeStoppedError(`the node halted during its start (exit code ${h.code})${h.slogan ? `: ${h.slogan}` : ""}`); });
    await Promise.race([node.booted(started), halted]);
    started.close();
    return node;
  }

  /** Starts a node and returns at once, as the command line does: its end is told by `halted`. */
  static launch(options: NodeOptions = {}): Node {
    let node!: Node;
    const parts = makeNode(options, {
      callDone: (call, failed, bytes) => node.callDone(call, failed, bytes),
      mailboxMessage: (id, bytes) => node.mailboxes.get(id)?.deliver(parts.bridge.fromBuffer(bytes)),
      processExited: (id, bytes) => node.processExited(id, parts.bridge.fromBuffer(bytes)),
      ended: (halt) => node.end(halt),
    });
    node = new Node(parts);
    parts.onExit = (pid, run) => node.watch(pid, run);
    parts.start();
    return node;
  }

  /** init tells who asks when the start script has run to its end. */
  private async booted(mailbox: Mailbox): Promise<void> {
    this.send(INIT, new Tuple([mailbox.pid, new Tuple([atom("notify_when_started"), mailbox.pid])]));
    for (;;) {
      const message = await mailbox.receive();
      if (!(message instanceof Tuple) || message.elements[1] !== atom("started")) continue;
      this.started = true;
      return;
    }
  }

  /** Resolves when the start script has run to its end, or the node has ended: until then init may lose an order to stop. */
  private async bootEnds(): Promise<void> {
    try {
      const mailbox = this.mailbox();
      await this.booted(mailbox);
      mailbox.close();
    } catch { /* the node has ended, or is so full of processes that it must have started */ }
  }

  /**
   * Calls module:fn(...args) in a new process.
   * @returns its value
   * @throws ErlangError when it raises; NodeStoppedError when the node ends first
   */
  call(module: string, fn: string, args: readonly ErlTerm[] = []): Promise<ErlTerm> {
    return new Promise((resolve, reject) => {
      const call = this.nextCall++;
      this.calls.set(call, { resolve, reject });
      try {
        const pid = this.spawnAs(call, module, fn, args);
        this.watch(pid, (reason) => {
          if (this.calls.delete(call)) reject(new ErlangError("exit", reason));
        });
      } catch (error) {
        this.calls.delete(call);
        reject(error as Error);
      }
    });
  }

  /** Spawns a process that calls module:fn(...args); returns its pid. */
  spawn(module: string, fn: string, args: readonly ErlTerm[] = []): Pid { return this.spawnAs(-1, module, fn, args); }

  private spawnAs(call: number, module: string, fn: string, args: readonly ErlTerm[]): Pid {
    this.mustRun();
    checkText("the module's name", module);
    checkText("the function's name", fn);
    checkArguments(args);
    if (args.length > MOST_ARGUMENTS) throw new TypeError("at most 255 arguments can be passed");
    const { bridge, atoms, core } = this.parts;
    const [m, f] = atoms.intern([atom(module).name, atom(fn).name]);
    const made = this.hand([...args], (ptr, bytes) => core.exports.embedCall(call, m!, f!, ptr, bytes));
    if (made < 0) throw this.refusal();
    if (made === 0) throw new ErlangError("error", atom("system_limit"));
    this.parts.driver.wake();
    return bridge.fromBuffer(core.exports.embeddedPid()) as Pid;
  }

  /** Hands a term to the core. */
  private hand(term: ErlTerm, use: (ptr: number, bytes: number) => number): number {
    try {
      return this.parts.bridge.withEncoded(term, use);
    } catch (error) {
      throw error instanceof NoMemoryError ? new ErlangError("error", atom("system_limit")) : error;
    }
  }

  /** Why the core did not take a term. */
  private refusal(): Error {
    const { exports } = this.parts.core;
    if (exports.atomCount() >= exports.atomLimit()) return new ErlangError("error", atom("system_limit"));
    return new TypeError("the value stands for no term: a map with equal keys, an integer beyond system_limit, a damaged fun, or more than the memory that is left");
  }

  /**
   * Sends a message to a process; nothing happens when nobody is there, as in Erlang.
   * @throws TypeError for a value that stands for no term; NodeStoppedError when the node has ended
   */
  send(to: Pid | string, message: ErlTerm): void {
    this.mustRun();
    checkProcess("the receiver", to);
    const target = typeof to === "string" ? atom(to) : to;
    const sent = this.hand(new Tuple([target, message]), (ptr, bytes) => this.parts.core.exports.embedSend(ptr, bytes));
    if (sent < 0) throw this.refusal();
    this.parts.driver.wake();
  }

  /** Sends an exit signal, as exit/2 does. */
  exit(pid: Pid, reason: ErlTerm): void {
    this.mustRun();
    checkPid("the receiver", pid);
    const sent = this.hand(new Tuple([pid, reason]), (ptr, bytes) => this.parts.core.exports.embedExit(ptr, bytes));
    if (sent < 0) throw this.refusal();
    this.parts.driver.wake();
  }

  /** A process whose messages TypeScript takes. Close it when it is no longer needed. */
  mailbox(options: { readonly trapExit?: boolean } = {}): Mailbox {
    this.mustRun();
    const { core, bridge, driver } = this.parts;
    const id = core.exports.embedMailbox(options.trapExit ? 1 : 0);
    if (id < 0) throw new ErlangError("error", atom("system_limit"));
    const pid = bridge.fromBuffer(core.exports.embeddedPid()) as Pid;
    const mailbox = new Mailbox(pid, () => { if (this.ended === undefined) this.exit(pid, atom("kill")); });
    this.mailboxes.set(id, mailbox);
    this.watch(pid, (reason) => {
      this.mailboxes.delete(id);
      mailbox.end(reason);
    });
    driver.wake();
    return mailbox;
  }

  /**
   * Resolves with the exit reason when the process is gone: `noproc` when it is already, `noconnection` when the node
   * ends first, as for a monitor of a process on a node that is lost.
   * @throws NodeStoppedError when the node has ended
   */
  monitor(process: Pid | string): Promise<ErlTerm> {
    return new Promise((resolve) => {
      this.mustRun();
      checkProcess("what is monitored", process);
      const gone = (reason: ErlTerm): void => {
        this.monitors.delete(gone);
        resolve(reason);
      };
      this.monitors.add(gone);
      this.watch(typeof process === "string" ? atom(process) : process, gone);
    });
  }

  /** Calls `run` with the exit reason once the process has exited; returns what takes the wish back. */
  private watch(process: ErlTerm, run: (reason: ErlTerm) => void): () => void {
    const { bridge, core } = this.parts;
    const id = bridge.withEncoded(process, (ptr, bytes) => core.exports.embedWatch(ptr, bytes));
    if (id < 0) {
      queueMicrotask(() => run(atom("noproc")));
      return () => {};
    }
    const waiting = this.watched.get(id) ?? [];
    this.watched.set(id, waiting);
    waiting.push(run);
    return () => {
      const at = waiting.indexOf(run);
      if (at >= 0) waiting.splice(at, 1);
    };
  }

  private processExited(id: number, reason: ErlTerm): void {
    const waiting = this.watched.get(id) ?? [];
    this.watched.delete(id);
    // The core is running: what follows may enter it only when it is done.
    for (const run of waiting) queueMicrotask(() => run(reason));
  }

  private callDone(call: number, failed: boolean, bytes: number): void {
    const waiting = this.calls.get(call);
    if (!waiting) return;
    this.calls.delete(call);
    const answer = this.parts.bridge.fromBuffer(bytes);
    if (!failed) waiting.resolve(answer);
    else {
      const [kind, reason, stack] = (answer as Tuple).elements;
      waiting.reject(new ErlangError(String(kind) as ErlangErrorClass, reason!, Array.isArray(stack) ? stack : []));
    }
  }

  /**
   * Stops the node as init:stop/0 does: applications are taken down in order. Resolves when it has ended, at once
   * when it has already.
   */
  async stop(): Promise<Halt> {
    if (!this.started) await this.bootEnds();
    // What init:stop/0 sends; it needs no process more.
    if (this.ended === undefined) this.send(INIT, new Tuple([atom("stop"), atom("stop")]));
    return this.halted;
  }

  /**
   * What is going on, as an erl_crash.dump; `slogan` says in a line why it was asked for. It comes in pieces, for it may be larger than a
   * string can be, and each is made when it is asked for: take all before anything else happens.
   */
  dump(slogan: string): Iterable<string> { return this.parts.dump(slogan); }

  /** Ends the node at once. */
  kill(): void { this.parts.halt({ code: 1, slogan: "killed" }); }

  private mustRun(): void {
    if (this.ended !== undefined) throw new NodeStoppedError("the node has ended");
  }

  private end(halt: Halt): void {
    if (this.ended !== undefined) return;
    this.ended = halt;
    const error = new NodeStoppedError(`the node has ended (exit code ${halt.code})${halt.slogan ? `: ${halt.slogan}` : ""}`);
    for (const { reject } of this.calls.values()) reject(error);
    this.calls.clear();
    for (const gone of this.monitors) gone(atom("noconnection"));
    this.watched.clear();
    for (const mailbox of this.mailboxes.values()) mailbox.end(atom("shutdown"));
    this.mailboxes.clear();
    this.announce(halt);
  }
}
