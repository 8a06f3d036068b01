/**
 * What erts_internal asks of ETS for `ets:info(_, binary)`: going through a table with deleted objects included, by
 * a process that may look into every table meanwhile.
 */
import { Term, NIL, makeSmall } from "../term/tag";
import { cons, tuple3 } from "../memory/alloc";
import { currentProcess } from "../memory/cells";
import { BLOCK_KIND, BLOCK_BINARY, BLOCK_REFERENCES, BLOCK_SIZE, holderBlock } from "../memory/binary";
import { REFC_NEXT } from "../term/boxed";
import { badarg } from "../bif/raise";
import { Process } from "../process/process";
import { am_end_of_table, am_false, am_ok, am_true } from "../term/am";
import { failAccess, openFor, READ } from "./access";
import { bucketHead, bucketOf, hashFindRun, sameRun } from "./hash_index";
import { copyOut, nextObject, objectElement, objectHash, OBJECT_OFF_HEAP } from "./object";
import { Table, asTable, ORDERED_SET } from "./table";
import { treeFind, treeFirst, treeNext } from "./tree_index";

/** `erts_internal:ets_super_user(Bool)`: may the running process read every table? */
export function erts_internal_ets_super_user_1(on: Term): Term {
  if (on != am_true && on != am_false) return badarg();
  changetype<Process>(currentProcess()).etsSuperUser = on == am_true ? 1 : 0;
  return am_ok;
}

function rawFromBucket(t: Table, bucket: i32): usize {
  for (; bucket < t.active; bucket++) if (bucketHead(t, bucket) != 0) return bucketHead(t, bucket);
  return 0;
}
function keyOrEnd(t: Table, object: usize): Term {
  return object == 0 ? am_end_of_table : copyOut(objectElement(object, t.keyPosition));
}
/** `erts_internal:ets_raw_first(Table)`. */
export function erts_internal_ets_raw_first_1(id: Term): Term {
  const at = openFor(id, READ);
  if (at == 0) return failAccess();
  const t = asTable(at);
  return keyOrEnd(t, t.kind == ORDERED_SET ? treeFirst(t) : rawFromBucket(t, 0));
}
/** `erts_internal:ets_raw_next(Table, Key)`. */
export function erts_internal_ets_raw_next_2(id: Term, key: Term): Term {
  const at = openFor(id, READ);
  if (at == 0) return failAccess();
  const t = asTable(at);
  if (t.kind == ORDERED_SET) return keyOrEnd(t, treeNext(t, key));
  const object = hashFindRun(t, key);
  if (object == 0) return badarg();
  let p = nextObject(object);
  while (p != 0 && sameRun(t, p, object)) p = nextObject(p);
  return keyOrEnd(t, p != 0 ? p : rawFromBucket(t, bucketOf(t, objectHash(object)) + 1));
}

/** Add {Address, Size, References} of each off-heap binary that `object` holds. */
function addBinaries(object: usize, list: Term): Term {
  let holder = <usize>load<u32>(object, OBJECT_OFF_HEAP);
  for (; holder != 0; holder = <usize>load<u32>(holder, REFC_NEXT)) {
    const block = holderBlock(holder);
    if (load<u32>(block, BLOCK_KIND) != BLOCK_BINARY) continue;
    const references = load<u32>(block, BLOCK_REFERENCES);
    list = cons(tuple3(makeSmall(<i64>block), makeSmall(<i64>load<u32>(block, BLOCK_SIZE)), makeSmall(<i64>references)), list);
  }
  return list;
}
/** `erts_internal:ets_lookup_binary_info(Table, Key)`: the off-heap binaries of all objects with the key. */
export function erts_internal_ets_lookup_binary_info_2(id: Term, key: Term): Term {
  const at = openFor(id, READ);
  if (at == 0) return failAccess();
  const t = asTable(at);
  if (t.kind == ORDERED_SET) {
    const node = treeFind(t, key);
    return node == 0 ? NIL : addBinaries(node, NIL);
  }
  let list: Term = NIL;
  const first = hashFindRun(t, key);
  for (let p = first; p != 0 && sameRun(t, p, first); p = nextObject(p)) list = addBinaries(p, list);
  return list;
}
