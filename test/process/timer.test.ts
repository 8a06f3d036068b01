import { beforeEach, describe, expect, it } from "vitest";
import { random } from "../memory/core.js";
import { NIL, Node, small } from "./script.js";

let node: Node;
beforeEach(async () => { node = await Node.start(); });

describe("the timer wheel", () => {
  it("fires each timer at its millisecond, those of one millisecond in the order they were started", () => {
    const next = random(7);
    // Short, and across the borders of levels.
    const delays = Array.from({ length: 400 }, () => [next(10), next(200), next(5000)][next(3)]!);
    const fired: { i: number; at: number }[] = [];
    let started = false;
    node.spawn((p) => {
      if (!started) {
        started = true;
        delays.forEach((ms, i) => { p.bif("erlang_send_after_3", small(ms), p.pid, small(i)); });
      }
      for (let m = p.receive(); m !== undefined; m = p.receive()) fired.push({ i: Number(m >> 4n), at: node.now });
      return "wait";
    });
    node.run();
    const start = node.now;
    for (let ms = node.call("nextTimerMs") as number; ms >= 0; ms = node.call("nextTimerMs") as number) {
      node.now += Math.max(1, ms);
      node.run();
    }
    // A delay of 0 is over at the next tick.
    const expected = delays.map((ms, i) => ({ i, at: start + Math.max(ms, 1) })).sort((a, b) => a.at - b.at || a.i - b.i);
    expect(fired).toEqual(expected);
    expect(node.call("timerCount")).toBe(0);
  });

  it("forgets cancelled timers and says what was left of them", () => {
    const said: string[] = [];
    node.spawn((p) => {
      const a = p.bif("erlang_send_after_3", small(1000), p.pid, small(1));
      const b = p.bif("erlang_start_timer_3", small(100_000), p.pid, small(2));
      said.push(node.show(p.bif("erlang_cancel_timer_1", a)), node.show(p.bif("erlang_cancel_timer_1", a)));
      said.push(node.show(p.bif("erlang_read_timer_1", b)));
      return "done";
    });
    node.run();
    expect(said).toEqual(["1000", "false", "100000"]);
    // The process is gone, and its timer with it.
    expect(node.call("timerCount")).toBe(0);
  });

  it("ends a receive", () => {
    const seen: number[] = [];
    node.spawn(() => {
      const answer = node.call("rt_receive_wait", seen.length === 0 ? small(50) : 0n) as number;
      seen.push(answer);
      return answer === 2 ? "done" : "suspended";
    });
    node.run();
    node.pass(49);
    expect(seen).toEqual([0]);
    node.pass(1);
    expect(seen).toEqual([0, 2]);
  });

  it("answers by message when it is asked to", () => {
    const got: string[] = [];
    node.spawn((p) => {
      if (got.length > 0) return "done";
      const ref = p.bif("erlang_start_timer_3", small(5), p.pid, node.atom("hello"));
      const options = p.bif("cons", p.bif("tuple2", node.atom("async"), node.atom("true")), NIL);
      got.push(node.show(p.bif("erlang_read_timer_2", ref, options)), node.show(p.receive()!));
      return "wait";
    });
    node.run();
    expect(got).toEqual(["ok", "{read_timer,#,5}"]);
  });
});
