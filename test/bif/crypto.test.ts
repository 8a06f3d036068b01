/** crypto's random numbers come from what the node was given. */
import { describe, expect, it } from "vitest";
import { cryptoBifs } from "../../host/bif/crypto/index.js";
import { FakeNode } from "./fake_node.js";

/** A generator whose numbers count up. */
function counting(): () => number {
  let n = 0;
  return () => n++;
}
const bytes = (node: FakeNode, count: number): number[] => [...node.call(cryptoBifs, "crypto:strong_rand_bytes_nif/1", count) as Uint8Array];

describe("random numbers of crypto", () => {
  it("are those of the node's generator", () => {
    const node = new FakeNode({ random: counting() });
    expect(bytes(node, 6)).toEqual([0, 0, 0, 0, 1, 0]);
    expect(bytes(node, 4)).toEqual([2, 0, 0, 0]);
  });
  it("are the same for nodes of equal generators", () => {
    const draw = (): number[] => {
      const node = new FakeNode({ random: counting() });
      return [...node.call(cryptoBifs, "crypto:strong_rand_range_nif/1", Uint8Array.of(200)) as Uint8Array, ...bytes(node, 3)];
    };
    expect(draw()).toEqual(draw());
  });
  it("are the machine's without one", () => {
    expect(bytes(new FakeNode(), 32)).not.toEqual(bytes(new FakeNode(), 32));
  });
});
