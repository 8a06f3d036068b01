/**
 * What ports have in common with processes: links and monitors. Ports themselves are the
 * host's (assembly/port); this table only knows which are open and who is related to them.
 *
 *     0      4       8           12  16
 *     | next | links | monitored | 0 | port:i64 |
 */
import { rawAlloc, rawFree } from "../memory/alloc";
import { setX } from "../memory/cells";
import { Term, isLocalPort, portNumber } from "../term/tag";

const LINKS: usize = 4;
const MONITORED: usize = 8;
const PORT: usize = 16;
const SIZE: usize = 24;
const BUCKETS: i64 = 256;
const buckets: usize = memory.data(1024, 4);

// @ts-ignore: decorator
@inline function bucketOf(port: Term): usize { return buckets + (<usize>(portNumber(port) & (BUCKETS - 1)) << 2); }
function find(port: Term): usize {
  if (!isLocalPort(port)) return 0;
  let e = <usize>load<u32>(bucketOf(port));
  while (e != 0 && load<i64>(e, PORT) != port) e = <usize>load<u32>(e);
  return e;
}

/** Port `port` is open: it may be linked and monitored. */
export function openPortRelations(port: Term): void {
  const e = rawAlloc(SIZE);
  const at = bucketOf(port);
  memory.fill(e, 0, SIZE);
  store<u32>(e, load<u32>(at));
  store<i64>(e, port, PORT);
  store<u32>(at, <u32>e);
}
/** Forget `port`, whose lists are empty. */
export function forgetPort(port: Term): void {
  let link = bucketOf(port);
  for (let e = <usize>load<u32>(link); e != 0; e = <usize>load<u32>(link)) {
    if (load<i64>(e, PORT) == port) {
      store<u32>(link, load<u32>(e));
      rawFree(e);
      return;
    }
    link = e;
  }
}
export function isOpenPort(port: Term): bool { return find(port) != 0; }
/** Address of the list head of a port's links; 0 when it is not open. */
export function portLinkHead(port: Term): usize {
  const e = find(port);
  return e == 0 ? 0 : e + LINKS;
}
/** The same for monitors made on it. */
export function portMonitoredHead(port: Term): usize {
  const e = find(port);
  return e == 0 ? 0 : e + MONITORED;
}

let exitSlot: i32 = 0;
/** Exit signals to ports go to table slot `slot`: (port: i64, from: i64, reason: i64) => void. */
export function onPortExit(slot: i32): void { exitSlot = slot; }
/** Give port `port` an exit signal: it closes with `reason`. */
export function signalPort(port: Term, from: Term, reason: Term): void {
  if (exitSlot != 0) call_indirect<void>(exitSlot, port, from, reason);
}

let sendSlot: i32 = 0;
/** Messages to ports go to table slot `slot`: (port: i64, message: i64) => i64, a term, or 0 when the sender sleeps. */
export function onPortSend(slot: i32): void { sendSlot = slot; }
/** Send `message` to port `port`; `done` is the sender's value. A closed port takes no notice. */
export function sendToPort(port: Term, message: Term, done: Term): Term {
  if (sendSlot == 0 || !isOpenPort(port)) return done;
  if (call_indirect<i64>(sendSlot, port, message) != 0) return done;
  // A sender that a busy port puts to sleep keeps its value in X[0].
  setX(0, done);
  return 0;
}
