/** Resources: the host is told once nobody holds them any more (assembly/process/resource.ts). */
import { describe, expect, it } from "vitest";
import { Core, TestProcess, addressOf } from "./core.js";

const HANDLE = 7;
const MAGIC_REFERENCE_WORDS = 3;

async function start() {
  const released: number[] = [];
  const core = await Core.start({ resource_released: (handle: number) => { released.push(handle); } });
  const p = new TestProcess(core);
  /** A resource, and its reference in external form. */
  const make = () => {
    const block = core.x.embedResource!(HANDLE), bytes = core.x.embedResourceBytes!();
    const at = core.x.bridgeBuffer!(0);
    return { block, external: core.bytes.slice(at, at + bytes) };
  };
  const decode = (register: number, external: Uint8Array) => core.withBytes(external, (ptr) => core.x.bridgeDecode!(register, ptr, external.length));
  return { core, p, released, make, decode };
}

describe("a resource", () => {
  it("goes with the last reference", async () => {
    const { core, p, released, make, decode } = await start();
    const { block, external } = make();
    expect(decode(0, external)).toBe(1);
    core.x.embedResourceSettled!(block);
    p.setRegisters(p.register(0));
    expect(Number(core.word(addressOf(p.register(0))) >> 6n)).toBe(MAGIC_REFERENCE_WORDS);
    p.collect();
    p.collectFully();
    expect(released).toEqual([]);
    p.setRegisters();
    p.collectFully();
    expect(released).toEqual([HANDLE]);
  });

  it("goes with its process", async () => {
    const { core, p, released, make, decode } = await start();
    const { block, external } = make();
    decode(0, external);
    core.x.embedResourceSettled!(block);
    p.free();
    expect(released).toEqual([HANDLE]);
  });

  it("goes at once when its reference went nowhere", async () => {
    const { core, released, make } = await start();
    core.x.embedResourceSettled!(make().block);
    expect(released).toEqual([HANDLE]);
  });

  it("is found by its number again, and no longer than it lives", async () => {
    const { core, p, released, make, decode } = await start();
    const { block, external } = make();
    decode(0, external);
    core.x.embedResourceSettled!(block);
    decode(1, external);
    p.setRegisters(core.x.bridgeEncode!(1) > 0 ? p.register(1) : 0n);
    p.collectFully();
    expect(released).toEqual([]);
    p.setRegisters();
    p.collectFully();
    expect(released).toEqual([HANDLE]);
    decode(0, external);
    expect(Number(core.word(addressOf(p.register(0))) >> 6n)).toBe(MAGIC_REFERENCE_WORDS - 1);
  });
});
