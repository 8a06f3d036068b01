/**
 * Registered names: atom → local pid or port, a hash table of small blocks.
 *
 *     0      8          16
 *     | next | name:i64 | value:i64 |
 */
import { rawAlloc, rawFree } from "../memory/alloc";
import { NONE, NIL, Term, atomIndex, isLocalPid } from "../term/tag";
import { cons } from "../memory/alloc";
import { findProcess } from "./table";

const NAME: usize = 8;
const VALUE: usize = 16;
const SIZE: usize = 24;
const BUCKETS: i32 = 256;
const buckets: usize = memory.data(1024, 4);

// @ts-ignore: decorator
@inline function bucketOf(name: Term): usize { return buckets + (<usize>(atomIndex(name) & (BUCKETS - 1)) << 2); }

/** The pid or port registered as atom `name`, NONE when there is none. */
export function registeredAs(name: Term): Term {
  for (let e = <usize>load<u32>(bucketOf(name)); e != 0; e = <usize>load<u32>(e)) {
    if (load<i64>(e, NAME) == name) return load<i64>(e, VALUE);
  }
  return NONE;
}
/** Register `value` as `name`, which is free. */
export function enterName(name: Term, value: Term): void {
  const e = rawAlloc(SIZE);
  const at = bucketOf(name);
  store<u32>(e, load<u32>(at));
  store<i64>(e, name, NAME);
  store<i64>(e, value, VALUE);
  store<u32>(at, <u32>e);
  if (isLocalPid(value)) {
    const p = findProcess(value);
    if (p != null) p.registeredName = name;
  }
}
/** Free `name`; false when it was not registered. */
export function leaveName(name: Term): bool {
  let link = bucketOf(name);
  for (let e = <usize>load<u32>(link); e != 0; e = <usize>load<u32>(link)) {
    if (load<i64>(e, NAME) == name) {
      const p = findProcess(load<i64>(e, VALUE));
      if (p != null) p.registeredName = NONE;
      store<u32>(link, load<u32>(e));
      rawFree(e);
      return true;
    }
    link = e;
  }
  return false;
}
/** The name of a port or pid, NONE when it has none: a walk, for port_info. */
export function nameOf(value: Term): Term {
  for (let i = 0; i < BUCKETS; i++) {
    for (let e = <usize>load<u32>(buckets + (<usize>i << 2)); e != 0; e = <usize>load<u32>(e)) {
      if (load<i64>(e, VALUE) == value) return load<i64>(e, NAME);
    }
  }
  return NONE;
}
/** A list of all names, on the running process's heap. */
export function registeredNames(): Term {
  let list: Term = NIL;
  for (let i = 0; i < BUCKETS; i++) {
    for (let e = <usize>load<u32>(buckets + (<usize>i << 2)); e != 0; e = <usize>load<u32>(e)) {
      list = cons(load<i64>(e, NAME), list);
    }
  }
  return list;
}
