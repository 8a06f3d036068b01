/**
 * Puts a node together: core, stubs, BIFs, preloaded modules, the first processes; then OTP's own
 * `erl_init` takes over (docs/code-loading.md).
 */
import { bifTable } from "../bif/table/index.js";
import { hostBifs } from "../bif/registry.js";
import type { World } from "../bif/world.js";
import { bindCodeServer, codeBifs } from "../code/code_bifs.js";
import { CodeServer } from "../code/code_server.js";
import type { Atoms } from "../core/atoms.js";
import type { Core } from "../core/core.js";
import { NodeText } from "../dump/node_text.js";
import { systemVersion } from "../bif/system_info.js";
import { Ports } from "../port/ports.js";
import { LOCAL_NODE, atom, type ErlTerm, type Pid } from "../term/index.js";
import type { Otp } from "../otp/release.js";
import { BifRunner } from "./bif_runner.js";
import { Bridge } from "./bridge.js";
import { Context } from "./context.js";
import { Driver } from "./driver.js";
import { imageFor, preloadedModules, readModule } from "./image_store.js";
import { hostImports } from "./imports.js";
import { Machine, type MakeImports } from "./machine.js";
import type { Halt } from "./node.js";
import { NodeResources } from "./resources.js";
import { bootArguments, checkOptions, elixirOf, machineRandom, otpOf, worldOf, type NodeOptions } from "./options.js";

export interface BootEvents {
  callDone(call: number, failed: boolean, bytes: number): void;
  mailboxMessage(id: number, bytes: number): void;
  processExited(id: number, bytes: number): void;
  ended(halt: Halt): void;
}

/** Processes that OTP's emulator starts before any other, in this order after init. */
const SYSTEM_PROCESSES = [
  ["erts_code_purger", "start"], ["erts_literal_area_collector", "start"],
] as const;

/** Numbers of calls that nobody waits for: assembly/embed/call.ts. */
const PLAIN_CALL = -1, SYSTEM_CALL = -2;

/** Exit code of a program that was aborted, as erl is when its emulator fails. */
const ABORTED = 134;
const utf8 = new TextEncoder();

/** Puts the parts of a node together. */
export function makeNode(options: NodeOptions, events: BootEvents): BootParts {
  checkOptions(options);
  return new BootParts(options, otpOf(options), events);
}

/** The parts of a node, put together. */
export class BootParts {
  readonly core: Core;
  readonly atoms: Atoms;
  readonly bridge: Bridge;
  readonly codeServer: CodeServer;
  readonly driver: Driver;
  readonly ports: Ports;
  private readonly text: NodeText;
  private readonly context: Context;
  /** Set by the node: runs something once a process has exited. */
  onExit: (pid: Pid, run: (reason: ErlTerm) => void) => () => void = () => () => {};

  private readonly world: World;
  private readonly bootArguments: readonly string[];
  private failure: unknown;

  constructor(options: NodeOptions, private readonly otp: Otp, private readonly events: BootEvents) {
    const elixir = elixirOf(options);
    this.world = worldOf(options, otp, elixir);
    this.bootArguments = bootArguments(options, otp, elixir);
    let bifs!: BifRunner, resources!: NodeResources;
    const fatal = (error: unknown): void => { this.failure ??= error; };
    const imports: MakeImports = (memory, slots) => hostImports({
      memory, clock: this.world.clock, random32: options.random ?? machineRandom,
      slots, bifs: () => bifs, ports: () => this.ports,
      print: (text) => { this.world.stdio.stderr?.write(text); },
      callDone: (call, failed, bytes) => events.callDone(call, failed, bytes),
      mailboxMessage: (id, bytes) => events.mailboxMessage(id, bytes),
      processExited: (id, bytes) => events.processExited(id, bytes),
      resourceReleased: (handle) => resources.released(handle),
      fatal,
    });
    const image = imageFor(otp, elixir, imports, options.cache, options.progress ?? (() => {}));
    const machine = new Machine(image, imports);
    this.core = machine.core;
    this.atoms = machine.atoms;
    const { exports } = this.core;
    if (options.limits?.memory !== undefined) exports.setMemoryLimit(options.limits.memory);
    if (options.limits?.atoms !== undefined) exports.setAtomLimit(options.limits.atoms);
    if (options.limits?.processes !== undefined) exports.initProcessTable(options.limits.processes);
    if (options.stress) exports.setStress(Number(options.stress));
    this.bridge = new Bridge(this.core, this.atoms);
    this.driver = new Driver(exports, {
      halted: () => void this.finish(),
      crashed: (error) => this.crash(error),
    }, () => this.failure);
    const wake = (): void => this.driver.wake();
    this.ports = new Ports({ exports, withBytes: (bytes, use) => this.core.withBytes(bytes, use) }, wake, fatal);

    exports.systemInfoDarwin(process.platform === "darwin" ? 1 : 0);
    this.codeServer = new CodeServer(machine.linker);
    resources = new NodeResources(this.core, this.bridge);
    this.text = new NodeText(this.core, this.atoms, () => this.codeServer.sizes());
    const context = this.context = new Context({
      text: this.text, core: this.core, bridge: this.bridge, resources, world: this.world, ports: this.ports, name: LOCAL_NODE,
      release: {
        otpRelease: otp.release, ertsVersion: otp.ertsVersion,
        emulatorArguments: options.emulatorArguments ?? ["hornbeam", ...this.bootArguments],
      },
      onExit: (pid, run) => this.onExit(pid, run), wake,
    });
    bindCodeServer(context, this.codeServer);
    bifs = new BifRunner(bifTable, { ...hostBifs, ...codeBifs }, this.core, this.bridge, context, resources, wake, fatal);
    this.preload();
  }

  /** The modules that are there before anything runs. */
  private preload(): void {
    for (const module of preloadedModules(this.otp)) {
      const { name } = module;
      const result = this.codeServer.finish([this.codeServer.prepare(name, readModule(module))]);
      if (!result.ok) throw new Error(`preloaded module ${name}: ${result.why}`);
      this.codeServer.preloaded.push(name);
    }
  }

  /** Starts the first processes and the driver. */
  start(): void {
    const args = this.bootArguments.map((a) => utf8.encode(a));
    this.spawnRoot(PLAIN_CALL, "erl_init", "start", [atom("init"), args]);
    for (const [module, fn] of SYSTEM_PROCESSES) this.spawnRoot(SYSTEM_CALL, module, fn, []);
    this.driver.start();
  }

  private spawnRoot(call: number, module: string, fn: string, args: ErlTerm[]): void {
    const [m, f] = this.atoms.intern([module, fn]);
    this.bridge.withEncoded(args, (ptr, bytes) =>
      this.core.exports.embedCall(call, m!, f!, ptr, bytes));
  }

  /** The core has halted: what was written is flushed, then the node ends. */
  private async finish(): Promise<void> {
    const { exports } = this.core;
    const code = exports.haltCode();
    const slogan = exports.haltSloganBytes() > 0
      ? new TextDecoder().decode(this.core.bytes.slice(exports.haltSlogan() >>> 0, (exports.haltSlogan() >>> 0) + exports.haltSloganBytes()))
      : undefined;
    if (exports.haltFlush()) await this.ports.flush();
    this.ports.closeAll();
    this.events.ended({ code, slogan });
  }

  /** The core is lost: the node ends, and its host program goes on. */
  private crash(error: unknown): void {
    const culprit = this.text.culprit(), bytes = this.core.exports.missingBytes();
    const why = bytes > 0 ? `Cannot allocate ${bytes} bytes of memory` : error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const slogan = culprit === undefined ? why : `${why}, in ${culprit}`;
    const dump = this.dump(slogan, error instanceof Error ? error.stack ?? error.message : undefined);
    this.ports.closeAll();
    this.events.ended({ code: ABORTED, slogan, dump });
  }

  /** A crash dump, to be taken before the node runs on; `hostStack` is where the host was when the core was lost. */
  dump(slogan: string, hostStack?: string): Iterable<string> {
    return this.text.dump({ slogan, systemVersion: systemVersion(this.context), hostStack }, new Date());
  }

  /** Ends the node at once. */
  halt(halt: Halt): void {
    this.driver.stop();
    this.ports.closeAll();
    this.events.ended(halt);
  }
}
