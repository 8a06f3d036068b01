import { beforeEach, describe, expect, it } from "vitest";
import { NIL, Node, small, type Next, type Running, type Term } from "./script.js";

let node: Node;
beforeEach(async () => { node = await Node.start(); });
/** Do something, then `next`. */
const then = (_: unknown, next: Next): Next => next;
const trapExits = (p: Running) => p.bif("erlang_process_flag_2", node.atom("trap_exit"), node.atom("true"));

describe("the process table", () => {
  it("never gives a number twice, and is full at its limit", () => {
    node.call("initProcessTable", 1024);
    const sleeper = node.define(() => "wait");
    const pids = new Set<Term>();
    for (let i = 0; i < 1024; i++) pids.add(node.call("spawnRoot", sleeper.module, sleeper.name, NIL, 0) as Term);
    expect(pids.size).toBe(1024);
    expect(node.call("spawnRoot", sleeper.module, sleeper.name, NIL, 0)).toBe(0n);
  });

  it("goes on counting when places are free again", () => {
    const seen = new Set<Term>();
    for (let i = 0; i < 3000; i++) {
      seen.add(node.spawn(() => "done"));
      if (i % 100 === 99) node.run();
    }
    expect(seen.size).toBe(3000);
    expect(node.call("processCount")).toBe(0);
  });
});

describe("the end of a process", () => {
  it("reaches links before monitors, monitors in the order they were made", () => {
    const got: string[] = [];
    let watched = 0n;
    const child = node.define((p) => (p.receive() === undefined ? "wait" : then(p.bif("erlang_exit_1", node.atom("bye")), "suspended")));
    node.spawn((p) => {
      if (watched === 0n) {
        trapExits(p);
        watched = p.bif("erlang_spawn_link_3", child.module, child.name, NIL);
        p.bif("erlang_monitor_2", node.atom("process"), watched);
        p.bif("erlang_monitor_3", node.atom("process"), watched,
          p.bif("cons", p.bif("tuple2", node.atom("tag"), node.atom("gone")), NIL));
        p.send(watched, small(1));
        return "wait";
      }
      for (let m = p.receive(); m !== undefined; m = p.receive()) got.push(node.show(m));
      return "wait";
    });
    node.run();
    expect(got).toEqual(["{EXIT,<1>,bye}", "{DOWN,#,process,<1>,bye}", "{gone,#,process,<1>,bye}"]);
  });

  it("runs along a chain of any length", () => {
    const link = node.define((p) => {
      if (length < 20_000) {
        length++;
        p.bif("erlang_spawn_link_3", link.module, link.name, NIL);
        return "wait";
      }
      p.bif("erlang_exit_1", node.atom("snap"));
      return "suspended";
    });
    let length = 0;
    node.call("spawnRoot", link.module, link.name, NIL, 0);
    node.run();
    expect(length).toBe(20_000);
    expect(node.call("processCount")).toBe(0);
  });

  it("tells the logger of an uncaught error, not of an exit", () => {
    const got: string[] = [];
    node.spawn((p) => {
      if (got.length === 0) p.bif("erlang_register_2", node.atom("logger"), p.pid);
      for (let m = p.receive(); m !== undefined; m = p.receive()) got.push(node.show(m).replace(/\[69,[0-9,]*\]/, "Format"));
      return "wait";
    });
    node.run();
    node.spawn((p) => then(p.bif("erlang_exit_1", node.atom("quiet")), "suspended"));
    node.spawn((p) => then(p.bif("erlang_error_1", node.atom("loud")), "suspended"));
    node.run();
    expect(got).toEqual(["{log,error,Format,[<2>,{loud,[]}],#}"]);
  });

  it("is at once for a process that kills itself, trapped or not", () => {
    const after: string[] = [];
    const victim = node.spawn((p) => {
      trapExits(p);
      if (p.bif("erlang_exit_2", p.pid, node.atom("kill")) !== 0n) after.push("alive");
      return "suspended";
    });
    node.run();
    expect(after).toEqual([]);
    node.spawn((p) => then(after.push(node.show(p.bif("erlang_is_process_alive_1", victim))), "done"));
    node.run();
    expect(after).toEqual(["false"]);
  });
});

describe("aliases", () => {
  it("lead to their process until they are used up", () => {
    const got: string[] = [];
    let alias = 0n;
    let kept = 0n;
    const pid = node.spawn((p) => {
      if (alias === 0n) {
        const reply = p.bif("cons", node.atom("reply"), NIL);
        alias = p.bif("erlang_alias_1", reply);
        kept = p.bif("erlang_alias_1", NIL);
        for (const m of [1, 2]) p.send(alias, small(m));
        for (const m of [3, 4]) p.send(kept, small(m));
        p.bif("erlang_unalias_1", kept);
        p.send(kept, small(5));
      }
      for (let m = p.receive(); m !== undefined; m = p.receive()) got.push(node.show(m));
      return "done";
    });
    node.run();
    expect(pid).not.toBe(0n);
    expect(got).toEqual(["1", "3", "4"]);
  });
});

describe("priorities", () => {
  it("run max before high before the rest, low now and then", () => {
    const order: string[] = [];
    const level = (name: string, turns: number) => {
      let left = turns;
      const f = node.define((p) => {
        order.push(name);
        if (--left === 0) return "done";
        p.bif("erlang_yield_0");
        return "suspended";
      });
      return { f, name };
    };
    const levels = [level("low", 2), level("normal", 20), level("high", 2), level("max", 2)];
    node.spawn((p) => {
      for (const { f, name } of levels) {
        const options = p.bif("cons", p.bif("tuple2", node.atom("priority"), node.atom(name)), NIL);
        p.bif("erlang_spawn_opt_4", f.module, f.name, NIL, options);
      }
      return "done";
    });
    node.run();
    expect(order.slice(0, 4)).toEqual(["max", "max", "high", "high"]);
    expect(order.slice(4).indexOf("low")).toBeLessThan(10);
    expect(order.filter((n) => n === "normal")).toHaveLength(20);
  });
});
