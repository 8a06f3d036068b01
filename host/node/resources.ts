/** Things that terms hold by magic references (assembly/process/resource.ts), by the number that the core knows them by. */
import type { Core } from "../core/core.js";
import { Reference, type ErlTerm } from "../term/index.js";
import type { Bridge } from "./bridge.js";

interface Held { readonly value: object; readonly key: string }

export class NodeResources {
  private readonly byHandle = new Map<number, Held>();
  private readonly byReference = new Map<string, object>();
  /** Blocks that the host still holds: their references are on the way into the node. */
  private readonly unsettled: number[] = [];
  private lastHandle = 0;

  constructor(private readonly core: Core, private readonly bridge: Bridge) {}

  /** See NodeContext.newResource. */
  add(value: object): Reference {
    const { exports } = this.core, handle = ++this.lastHandle;
    this.unsettled.push(exports.embedResource(handle));
    const reference = this.bridge.fromBuffer(exports.embedResourceBytes()) as Reference, key = reference.toString();
    this.byHandle.set(handle, { value, key });
    this.byReference.set(key, value);
    return reference;
  }

  /** See NodeContext.resource. */
  get(reference: ErlTerm): object | undefined {
    return reference instanceof Reference ? this.byReference.get(reference.toString()) : undefined;
  }

  /** A BIF has answered: what it made is where it belongs. */
  settle(): void {
    while (this.unsettled.length > 0) this.core.exports.embedResourceSettled(this.unsettled.pop()!);
  }

  /** Import `resource_released`: nobody holds it any more. */
  released(handle: number): void {
    const held = this.byHandle.get(handle);
    if (held === undefined) return;
    this.byHandle.delete(handle);
    this.byReference.delete(held.key);
  }
}
