/**
 * Drivers: what stands at the other end of a port. `fd` and `spawn` are built in (fd.ts, program.ts); a driver that
 * programs open by name is put into the node's DriverRegistry (drivers.ts).
 */
import type { ErlTerm, Pid, Port } from "../term/index.js";
import type { NodeContext } from "../bif/world.js";

/** The settings of open_port/2. */
export interface PortSettings {
  /** Bytes of the length that stands before each packet; 0: a stream. */
  readonly packet: 0 | 1 | 2 | 4;
  /** Longest line, in bytes; 0: not line by line. */
  readonly line: number;
  readonly binary: boolean;
  /** Tell of the end of input by a message instead of closing. */
  readonly eof: boolean;
  readonly exitStatus: boolean;
  readonly input: boolean;
  readonly output: boolean;
  /** The program talks over descriptors 0 and 1; otherwise over 3 and 4. */
  readonly useStdio: boolean;
  readonly stderrToStdout: boolean;
  readonly directory: string | undefined;
  /** Variables set for the program, or removed (undefined). */
  readonly env: ReadonlyMap<string, string | undefined>;
  readonly args: readonly string[] | undefined;
  readonly arg0: string | undefined;
}

/** What a driver does to its port. Each call only enqueues, and may come at any time after the driver was made. */
export interface PortLink {
  readonly node: NodeContext;
  /** The port's term; known once the driver's maker has returned. */
  readonly port: Port;
  /** Sends `{Port, {data, Data}}` to the connected process; with `line` the data is `{eol, Data}` or `{noeol, Data}`. */
  data(bytes: Uint8Array, line?: "eol" | "noeol"): void;
  /** Sends `{Port, eof}`. */
  eof(): void;
  /** Sends `{Port, {exit_status, Status}}`. */
  exitStatus(status: number): void;
  /** Sends any term to the connected process. */
  send(message: ErlTerm): void;
  /** Processes that write to a busy port are suspended until it is no longer busy. */
  busy(on: boolean): void;
  /** Closes the port; those linked to it get an exit signal with this reason. */
  exit(reason: string): void;
  /** The operating system's process behind the port. */
  osPid(pid: number): void;
}

/** A driver at work for one port. */
export interface Driver {
  /** Data written to the port. The array is the driver's to keep. */
  output(bytes: Uint8Array): void;
  /** Whether control answers are binaries; lists of bytes otherwise. */
  readonly binaryAnswers?: boolean;
  /** port_control/3: the answer's bytes, or undefined for badarg. */
  control?(operation: number, data: Uint8Array, caller: Pid): Uint8Array | undefined;
  /** port_call/3: the answer, or undefined for badarg. */
  call?(operation: number, term: ErlTerm, caller: Pid): ErlTerm | undefined;
  /** The port was closed: let everything go. What was written may still be on its way. */
  close(): void;
  /** Bytes that wait to be written. */
  queued?(): number;
  /** Resolves when what was written is out, or never will be. */
  flushed?(): Promise<void>;
}

/** Thrown by a driver's maker: the reason that open_port fails with (a POSIX name, or badarg). */
export class PortError extends Error {
  constructor(readonly reason: string) { super(reason); }
}

/** Makes a driver for a port that is being opened. @throws PortError */
export type DriverMaker = (link: PortLink, settings: PortSettings, command: string) => Driver;

/** The drivers that a node's programs can open by name. */
export class DriverRegistry {
  private readonly makers = new Map<string, DriverMaker>();

  /** Puts a driver under `name`, which is the first word of a command. */
  register(name: string, make: DriverMaker): void { this.makers.set(name, make); }
  find(name: string): DriverMaker | undefined { return this.makers.get(name); }
  /** Names, for erl_ddll:loaded_drivers/0. */
  names(): string[] { return [...this.makers.keys()]; }
}
