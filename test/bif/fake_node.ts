/** A NodeContext without a core: what host BIFs and drivers do to the node is written down. */
import { machineUtcOffset } from "../../host/bif/timezone.js";
import type { HostBifs } from "../../host/bif/registry.js";
import type { BifContext, NewBinary, NodeContext, World } from "../../host/bif/world.js";
import { MemoryFileSystem } from "../../host/fs/index.js";
import { Ports, type PortCore } from "../../host/port/ports.js";
import { Pid, Reference, atom, decode, tuple, type ErlTerm } from "../../host/term/index.js";

/** What a port did, as its owner would see it. */
export type PortEvent =
  | { readonly data: string; readonly line?: "eol" | "noeol" } | "eof" | { readonly status: number } | { readonly exit: string }
  | { readonly busy: boolean } | { readonly message: ErlTerm };

export class FakeNode implements NodeContext {
  readonly world: World;
  readonly release = { otpRelease: "25", ertsVersion: "13.1.5", emulatorArguments: ["beam.smp"] };
  readonly name = atom("nonode@nohost");
  readonly ports: Ports;
  /** There are no processes to tell of. */
  readonly text = { info: () => "", loaded: () => "", procs: () => [] };
  readonly sent: { to: Pid; message: ErlTerm }[] = [];
  /** Events by port number. */
  readonly events = new Map<number, PortEvent[]>();
  private readonly resources = new Map<string, object>();
  private references = 0;
  private openPorts = 0;
  private readonly watchers: { pid: Pid; run: () => void }[] = [];
  private woken: (() => void)[] = [];

  constructor(world: Partial<World> = {}) {
    this.world = {
      fs: new MemoryFileSystem(), workingDirectory: "/", env: new Map(), stdio: {}, random: undefined, machine: false, nameEncoding: "utf8",
      clock: { monotonicMs: () => 1500.25, systemMs: () => 1_700_000_000_123.456, utcOffset: machineUtcOffset }, ...world,
    };
    this.ports = new Ports(this.core(), () => {
      const waiting = this.woken;
      this.woken = [];
      for (const run of waiting) run();
    }, (error) => { throw error; });
  }

  newReference(): Reference { return new Reference("nonode@nohost", [++this.references, 0, 0], 0); }
  newResource(value: object): Reference {
    const reference = this.newReference();
    this.resources.set(reference.toString(), value);
    return reference;
  }
  resource(reference: ErlTerm): object | undefined { return this.resources.get(String(reference)); }
  logError(): void {}
  send(to: Pid, message: ErlTerm): void { this.sent.push({ to, message }); }
  onExit(pid: Pid, run: () => void): () => void {
    const watcher = { pid, run };
    this.watchers.push(watcher);
    return () => { this.watchers.splice(this.watchers.indexOf(watcher), 1); };
  }
  newBinary(length: number): NewBinary { return { length, bytes: new Uint8Array(length), drop: () => {} }; }
  /** Process `pid` exits. */
  exit(pid: Pid): void { for (const watcher of this.watchers.filter((w) => w.pid.equals(pid))) watcher.run(); }

  /** Calls a host BIF as process `self`. */
  call(bifs: HostBifs, mfa: string, ...args: ErlTerm[]): ErlTerm { return this.callAs(pid(1), bifs, mfa, ...args); }
  callAs(self: Pid, bifs: HostBifs, mfa: string, ...args: ErlTerm[]): ErlTerm {
    const context: BifContext = { node: this, self, charge: () => {} };
    return bifs[mfa]!(context, ...args) as ErlTerm;
  }

  /** Resolves when `enough` accepts the events of a port. */
  async eventsOf(port: number, enough: (events: readonly PortEvent[]) => boolean): Promise<readonly PortEvent[]> {
    for (;;) {
      const events = this.events.get(port) ?? [];
      if (enough(events)) return events;
      await new Promise<void>((resolve) => { this.woken.push(resolve); });
    }
  }

  private core(): PortCore {
    let bytes: Uint8Array = new Uint8Array(0);
    const text = (length: number): string => new TextDecoder().decode(bytes.subarray(0, length));
    const note = (port: number, event: PortEvent): void => { this.events.get(port)!.push(event); };
    const kinds = [{}, { line: "eol" }, { line: "noeol" }] as const;
    return {
      withBytes: (given, use) => { bytes = given; return use(0); },
      exports: {
        portOpen: () => { this.events.set(++this.openPorts, []); return this.openPorts; },
        portSetOsPid: () => {},
        portData: (port, _, length, kind) => note(port, { data: text(length), ...kinds[kind]! }),
        portEof: (port) => note(port, "eof"),
        portExitStatus: (port, status) => note(port, { status }),
        portSendTerm: (port, _, length) => note(port, { message: decode(bytes.subarray(0, length)) }),
        portBusy: (port, on) => note(port, { busy: on !== 0 }),
        portTerminate: (port, _, length) => {
          note(port, { exit: text(length) });
          this.ports.close(port);
        },
      },
    };
  }
}

/** A local pid. */
export const pid = (id: number): Pid => new Pid("nonode@nohost", id, 0, 0);
/** `{error, Reason}`. */
export const error = (reason: string): ErlTerm => tuple(atom("error"), atom(reason));
export const ok = (value: ErlTerm): ErlTerm => tuple(atom("ok"), value);
export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
/** A native file name: bytes and a NUL. */
export const native = (name: string): Uint8Array => bytes(`${name}\0`);
