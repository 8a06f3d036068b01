import { beforeEach, describe, expect, it } from "vitest";
import { Node, small, type Term } from "./script.js";

let node: Node;
beforeEach(async () => { node = await Node.start(); });

/** A process that keeps what it receives, as text. */
function collector(): { pid: Term; got: string[] } {
  const got: string[] = [];
  const pid = node.spawn((p) => {
    for (let m = p.receive(); m !== undefined; m = p.receive()) got.push(node.show(m));
    return "wait";
  });
  return { pid, got };
}

describe("messages", () => {
  it("arrive in the order in which one process sent them, on the heap or in fragments", () => {
    const { pid, got } = collector();
    node.spawn((p) => {
      for (let i = 0; i < 500; i++) p.send(pid, i % 3 === 0 ? small(i) : p.bif("tuple2", small(i), p.pid));
      return "done";
    });
    node.run();
    expect(got).toHaveLength(500);
    got.forEach((m, i) => { expect(m).toBe(i % 3 === 0 ? String(i) : `{${i},<1>}`); });
  });

  it("reach the sender itself", () => {
    let seen = "";
    node.spawn((p) => {
      p.send(p.pid, p.bif("tuple2", small(1), small(2)));
      seen = node.show(p.receive()!);
      return "done";
    });
    node.run();
    expect(seen).toBe("{1,2}");
  });

  it("may be taken out of the middle", () => {
    const order: string[] = [];
    const pid = node.spawn((p) => {
      if (order.length > 0) return "done";
      for (let m = p.bif("rt_receive_peek"); m !== 0n; m = p.bif("rt_receive_peek")) {
        if ((m >> 4n) % 2n === 0n) {
          order.push(node.show(m));
          node.call("rt_receive_remove");
        } else node.call("rt_receive_next");
      }
      if (order.length === 0) return "wait";
      node.call("rt_receive_timeout");
      for (let m = p.receive(); m !== undefined; m = p.receive()) order.push(node.show(m));
      return "done";
    });
    node.spawn((p) => {
      for (let i = 1; i <= 6; i++) p.send(pid, small(i));
      return "done";
    });
    node.run();
    expect(order).toEqual(["2", "4", "6", "1", "3", "5"]);
  });

  it("are not looked at before the receive marker of the reference they answer", () => {
    const looked: string[] = [];
    const pid = node.spawn((p) => {
      if (looked.length > 0) return "done";
      if (p.bif("rt_receive_peek") === 0n) return "wait";
      const marker = p.bif("rt_receive_marker_reserve");
      const ref = p.bif("erlang_make_ref_0");
      p.bif("rt_receive_marker_bind", marker, ref);
      p.send(p.pid, small(99));
      // A message before the marker goes; the marker must follow its link.
      node.call("rt_receive_remove");
      p.bif("rt_receive_marker_use", ref);
      looked.push(node.show(p.bif("rt_receive_peek")));
      p.bif("rt_receive_marker_clear", ref);
      node.call("rt_receive_remove");
      looked.push(node.show(p.bif("rt_receive_peek")));
      return "done";
    });
    node.spawn((p) => {
      for (let i = 0; i < 3; i++) p.send(pid, small(i));
      return "done";
    });
    node.run();
    expect(looked).toEqual(["99", "1"]);
  });

  it("wait for a name to be registered, or raise badarg", () => {
    let answer: Term = 1n;
    node.spawn((p) => {
      answer = p.bif("erlang_send_2", node.atom("nobody"), small(1));
      return "suspended";
    });
    node.run();
    expect(answer).toBe(0n);
    expect(node.call("processCount")).toBe(0);
  });
});
