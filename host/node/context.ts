/** The node as host BIFs and ports see it (host/bif/world.ts: NodeContext). */
import type { NewBinary, NodeContext, Release, SystemTexts, World } from "../bif/world.js";
import { CoreBlock } from "../core/block.js";
import type { Core } from "../core/core.js";
import { atom, Tuple, type Atom, type ErlTerm, type Pid, type Reference } from "../term/index.js";
import type { Ports } from "../port/ports.js";
import type { Bridge } from "./bridge.js";
import type { NodeResources } from "./resources.js";

/** Ids of pids with the same serial: assembly/term/identity.ts. */
const PID_IDS = 1 << 15;

export interface ContextParts {
  readonly text: SystemTexts;
  readonly core: Core;
  readonly bridge: Bridge;
  readonly resources: NodeResources;
  readonly world: World;
  readonly release: Release;
  readonly name: string;
  readonly ports: Ports;
  onExit(pid: Pid, run: () => void): () => void;
  wake(): void;
}

export class Context implements NodeContext {
  readonly world: World;
  readonly release: Release;
  readonly name: Atom;
  readonly ports: Ports;
  readonly text: SystemTexts;

  constructor(private readonly parts: ContextParts) {
    this.world = parts.world;
    this.release = parts.release;
    this.name = atom(parts.name);
    this.ports = parts.ports;
    this.text = parts.text;
  }

  newReference(): Reference {
    return this.parts.bridge.fromBuffer(this.parts.core.exports.embedReference()) as Reference;
  }

  newResource(value: object): Reference { return this.parts.resources.add(value); }
  resource(reference: ErlTerm): object | undefined { return this.parts.resources.get(reference); }

  send(to: Pid, message: ErlTerm): void {
    this.parts.bridge.withEncoded(new Tuple([to, message]), (ptr, bytes) => this.parts.core.exports.embedSend(ptr, bytes));
    this.parts.wake();
  }

  logError({ id, serial }: Pid, text: string): void {
    const { core, wake } = this.parts;
    // The logger prints it with ~s.
    const latin1 = text.replace(/[^\0-\xff]/gu, (c) => `\\x{${c.codePointAt(0)!.toString(16).toUpperCase()}}`);
    core.withBytes(Buffer.from(latin1, "utf16le"), (ptr) => { core.exports.embedLog(id + serial * PID_IDS, ptr, latin1.length); });
    wake();
  }

  newBinary(length: number): NewBinary { return new CoreBlock(this.parts.core, length); }

  onExit(pid: Pid, run: () => void): () => void { return this.parts.onExit(pid, run); }
}
