/** The functions that core.wasm imports: assembly/host.ts says what each does. None lets an exception through. */
import type { HostImports } from "../core/core.js";
import type { Ports } from "../port/ports.js";
import { termImports } from "../term/imports.js";
import type { Slots } from "../code/slots.js";
import type { Clock } from "../bif/world.js";
import { shiftTime } from "../bif/timezone.js";
import type { BifRunner } from "./bif_runner.js";

/** What the imports work on; filled while the node is being made, since each part needs the core first. */
export interface ImportTargets {
  memory(): WebAssembly.Memory;
  clock: Clock;
  random32(): number;
  slots(): Slots;
  bifs(): BifRunner;
  ports(): Ports;
  print(text: string): void;
  callDone(call: number, failed: boolean, bytes: number): void;
  mailboxMessage(id: number, bytes: number): void;
  processExited(id: number, bytes: number): void;
  resourceReleased(handle: number): void;
  /** A host function failed in a way that its Erlang caller cannot be told: the node stops. */
  fatal(error: unknown): void;
}

const utf8 = new TextDecoder();

export function hostImports(t: ImportTargets): HostImports {
  const bytesAt = (ptr: number, length: number): Uint8Array => new Uint8Array(t.memory().buffer, ptr >>> 0, length).slice();
  const guarded = <A extends number[], R extends number | void>(run: (...args: A) => R, otherwise: R) => (...args: A): R => {
    try { return run(...args); } catch (error) {
      t.fatal(error);
      return otherwise;
    }
  };
  return {
    ...termImports(t.memory) as unknown as HostImports,
    monotonic_ms: () => t.clock.monotonicMs(),
    system_ms: () => t.clock.systemMs(),
    random32: () => t.random32(),
    shift_time: guarded((seconds: number, mode: number) => shiftTime(t.clock, seconds, mode), 0),
    bif: (index: number) => t.bifs().run(index),
    new_slot: guarded((kind: number, arity: number) => t.slots().fresh(kind, arity), 0),
    free_slot: guarded((slot: number) => t.slots().release(slot), undefined),
    port_output: guarded((port: number, ptr: number, length: number) => t.ports().output(port, bytesAt(ptr, length)), undefined),
    port_close: guarded((port: number) => t.ports().close(port), undefined),
    port_queue: guarded((port: number) => t.ports().queued(port), 0),
    print: guarded((ptr: number, length: number) => t.print(utf8.decode(bytesAt(ptr, length))), undefined),
    call_done: guarded((call: number, failed: number, bytes: number) => t.callDone(call, failed !== 0, bytes), undefined),
    mailbox_message: guarded((id: number, bytes: number) => t.mailboxMessage(id, bytes), undefined),
    process_exited: guarded((id: number, bytes: number) => t.processExited(id, bytes), undefined),
    resource_released: guarded((handle: number) => t.resourceReleased(handle), undefined),
  };
}
