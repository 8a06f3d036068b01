/**
 * What host BIFs and ports may touch: the world that a node was started with, and the node itself.
 * host/node makes these objects; nothing in host/bif or host/port knows of anything else.
 */
import type { Readable, Writable } from "node:stream";
import type { FileSystem } from "../fs/index.js";
import type { Ports } from "../port/ports.js";
import type { Atom, ErlTerm, Pid, Reference } from "../term/index.js";

/** Time, as the node sees it. */
export interface Clock {
  /** Milliseconds since some fixed moment, with fractions; never goes back. */
  monotonicMs(): number;
  /** Milliseconds since 1970, with fractions. */
  systemMs(): number;
  /** Seconds that local time is ahead of universal time at `seconds` since 1970. */
  utcOffset(seconds: number): number;
}

/** The standard streams given to a node; an absent one is at its end, or swallows what is written. */
export interface Stdio {
  readonly stdin?: Readable | undefined;
  readonly stdout?: Writable | undefined;
  readonly stderr?: Writable | undefined;
}

/** Has the machine ignore `signal` (a name as OTP's: "sigterm"), do what it does by default, or tell the node of it. */
export type SetSignal = (signal: string, handling: "ignore" | "default" | "handle") => void;

/** What the node was given. */
export interface World {
  readonly fs: FileSystem;
  /** The directory that relative paths start from at first: an absolute path in `fs`. */
  readonly workingDirectory: string;
  /** Environment variables; the node's own copy, which it changes. */
  readonly env: Map<string, string>;
  readonly stdio: Stdio;
  readonly clock: Clock;
  /** 32 random bits a call; undefined: the machine's own generator, which has them by the buffer, too. */
  readonly random: (() => number) | undefined;
  /**
   * Whether the node may start programs of the machine and use its file descriptors. Their paths are the machine's, so
   * this goes together with the machine's own file system.
   */
  readonly machine: boolean;
  /** What os:set_signal/2 asks for; without it the wish is only checked. */
  readonly setSignal?: SetSignal | undefined;
  /** How file names and environment variables are spelled in bytes. */
  readonly nameEncoding: "utf8" | "latin1";
}

/** Facts about the release that the node boots. */
export interface Release {
  /** E.g. "25". */
  readonly otpRelease: string;
  /** Version of its runtime system, e.g. "13.1.5". */
  readonly ertsVersion: string;
  /** The command line as beam.smp would have had it, its own name first. */
  readonly emulatorArguments: readonly string[];
}

/** A large binary that is being filled: NodeContext.newBinary. It may end shorter than it began. */
export interface NewBinary {
  length: number;
  /** What it holds: a view that is good until something else is called. */
  readonly bytes: Uint8Array;
  /** Gives it up, when it is not returned. */
  drop(): void;
}

/** Texts of erlang:system_info/1, made anew each time; the pieces of `procs` before the node runs on. */
export interface SystemTexts {
  info(): string;
  loaded(): string;
  procs(): Iterable<string>;
}

/** The node, as host BIFs see it: one object for its whole life. */
export interface NodeContext {
  readonly world: World;
  readonly release: Release;
  /** The node's name: `nonode@nohost` while it is not distributed. */
  readonly name: Atom;
  readonly ports: Ports;
  /** What the break handler would show of the node. */
  readonly text: SystemTexts;
  newReference(): Reference;
  /**
   * A reference that holds `value` as a NIF's resource is held: once no process, table or message has it any more, the
   * value is forgotten. To be made by a host BIF in the same go as its answer.
   */
  newResource(value: object): Reference;
  /** What such a reference holds; undefined for any other term. */
  resource(reference: ErlTerm): object | undefined;
  /** Tells the logger of an error, as the emulator does, on behalf of the process `self`. */
  logError(self: Pid, text: string): void;
  /** Sends a message; does nothing when the process is gone. */
  send(to: Pid, message: ErlTerm): void;
  /**
   * A binary of `length` bytes in the node's memory, to be filled and returned as the term that it will be.
   * @throws NoMemoryError
   */
  newBinary(length: number): NewBinary;
  /** Runs `run` once `pid` has exited (at once when it has already). Returns what takes the wish back. */
  onExit(pid: Pid, run: () => void): () => void;
}

/** What a host BIF is called with besides its arguments. */
export interface BifContext {
  readonly node: NodeContext;
  /** The calling process. */
  readonly self: Pid;
  /** The calling process pays for long work, so that others get their turns; a turn has 4000 reductions. */
  charge(reductions: number): void;
}

/**
 * State that a subject keeps for each node: `perNode(make)` returns a function that gives the node's own, made when it
 * is first asked for. It goes when the node does.
 */
export function perNode<T>(make: (node: NodeContext) => T): (node: NodeContext) => T {
  const states = new WeakMap<NodeContext, { value: T }>();
  return (node) => {
    let state = states.get(node);
    if (state === undefined) states.set(node, state = { value: make(node) });
    return state.value;
  };
}
