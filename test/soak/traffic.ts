/** What a TypeScript program does with a node: calls, processes, mailboxes, monitors; other nodes beside it. Nothing of it may be lost. */
import { ErlangError, Node, type Pid, type Tuple, atom, equalTerms, tuple, type ErlTerm } from "../../host/index.js";

const SENDERS = 6, NUMBERS = 120, CALLS = 40, REFLECTED = 40, EXITS = 20;

/** Counts of what was done. @throws Error that says what was lost */
export async function traffic(node: Node, random: () => number): Promise<Record<string, number>> {
  await Promise.all([numbers(node), calls(node, random), reflections(node, random), exits(node)]);
  return { messages: SENDERS * NUMBERS + REFLECTED, calls: CALLS, monitors: SENDERS + EXITS };
}

function must(holds: boolean, what: string): void { if (!holds) throw new Error(`lost between node and program: ${what}`); }

/** A value of any kind. */
function value(random: () => number, depth = 3): ErlTerm {
  const n = Math.floor(random() * (depth > 0 ? 8 : 5));
  switch (n) {
    case 0: return Math.floor(random() * 2 ** 40) - 2 ** 39;
    case 1: return BigInt(Math.floor(random() * 2 ** 50)) ** 5n;
    case 2: return atom(["ok", "error", "größer", "undefined"][Math.floor(random() * 4)]!);
    case 3: return new Uint8Array(Math.floor(random() * 3000)).fill(Math.floor(random() * 256));
    case 4: return random() * 1e9 + 0.5;
    case 5: return Array.from({ length: Math.floor(random() * 20) }, () => value(random, depth - 1));
    case 6: return tuple(...Array.from({ length: Math.floor(random() * 6) }, () => value(random, depth - 1)));
    default: return new Map(Array.from({ length: Math.floor(random() * 50) }, (_, i): [ErlTerm, ErlTerm] => [i, value(random, depth - 1)]));
  }
}

/** Each sender's numbers come all, in order; its end is told after them. */
async function numbers(node: Node): Promise<void> {
  const mailbox = node.mailbox();
  const seen = new Map<string, number>();
  const ends = Array.from({ length: SENDERS }, () => {
    const pid = node.spawn("soak_traffic", "count", [mailbox.pid, NUMBERS]);
    seen.set(pid.toString(), 0);
    return node.monitor(pid);
  });
  for (let i = 0; i < SENDERS * NUMBERS; i++) {
    const { elements: [from, number, bytes] } = await mailbox.receive() as Tuple;
    const before = seen.get((from as Pid).toString());
    must(before !== undefined && number === before + 1, `message ${String(number)} after ${before}`);
    must((bytes as Uint8Array).length === (number as number) % 200, "bytes of a message");
    seen.set((from as Pid).toString(), number as number);
  }
  for (const end of ends) {
    const reason = await end;
    must(reason === atom("normal") || reason === atom("noproc"), `a reason: ${String(reason)}`);
  }
  const gone = node.monitor(mailbox.pid);
  mailbox.close();
  must(await gone === atom("killed"), "the end of a mailbox");
}

async function calls(node: Node, random: () => number): Promise<void> {
  await Promise.all(Array.from({ length: CALLS }, async (_, i) => {
    if (i % 10 === 0) {
      const reason = tuple(atom("oops"), i);
      try { await node.call("soak_traffic", "raise", [atom("error"), reason]); } catch (error) {
        must(error instanceof ErlangError && equalTerms(error.reason, reason), `an error's reason: ${String(error)}`);
        return;
      }
      throw new Error("an error was lost");
    }
    const sent = value(random);
    must(equalTerms(await node.call("soak_traffic", "echo", [sent]), sent), "a value that a call gave back");
  }));
}

async function reflections(node: Node, random: () => number): Promise<void> {
  const mailbox = node.mailbox({ trapExit: true });
  const mirror = node.spawn("soak_traffic", "reflect");
  const sent = Array.from({ length: REFLECTED }, () => value(random));
  for (const term of sent) node.send(mirror, tuple(atom("reflect"), mailbox.pid, term));
  for (const term of sent) must(equalTerms((await mailbox.receive() as Tuple).elements[1]!, term), "a value that came back");
  const end = node.monitor(mirror);
  node.send(mirror, atom("stop"));
  must(await end === atom("stopped"), "the end of a mirror");
  mailbox.close();
}

async function exits(node: Node): Promise<void> {
  await Promise.all(Array.from({ length: EXITS }, async (_, i) => {
    const pid = node.spawn("soak_traffic", "wait");
    const end = node.monitor(pid);
    node.exit(pid, tuple(atom("number"), i));
    must(equalTerms(await end, tuple(atom("number"), i)), "the reason of an exit");
  }));
}

/** Starts another node with the code of `beam`, uses it and stops it. */
export async function anotherNode(module: string, beam: Uint8Array): Promise<void> {
  const node = await Node.start();
  await node.code.loadBinary(module, `${module}.erl`, beam);
  const mailbox = node.mailbox();
  const list = Array.from({ length: 10_000 }, (_, i) => i);
  must(equalTerms(await node.call(module, "echo", [list]), list), "a value on another node");
  const waiting = node.call(module, "wait").then(() => "answered", () => "told");
  const { code } = await node.stop();
  must(code === 0, `a node that stops with ${code}`);
  must(await waiting === "told", "a call when its node stopped");
  mailbox.close();
}
