/**
 * How tables are found: by the number of the reference that is their id, by name when they are named, and
 * all of them in one list. Both look-ups are arrays of chains whose length is a power of two.
 */
import { Term, atomIndex, boxedPtr } from "../term/tag";
import { rawAlloc, rawFree } from "../memory/alloc";
import { Table, asTable, tableAddress, TABLE_NAMED } from "./table";

const FIRST_CHAINS: u32 = 64;

let byId: usize = 0;
let byName: usize = 0;
let chains: u32 = 0;
let tables: u32 = 0;
let firstTable: usize = 0;

/** Number of tables that exist. */
export function tableCount(): i32 { return <i32>tables; }
/** Head of the list of all tables, linked by `next`. */
export function allTables(): usize { return firstTable; }

// @ts-ignore: decorator
@inline function idChain(n0: u32, n1: u32): usize { return byId + (<usize>((n0 ^ (n1 * 0x9e3779b1)) & (chains - 1)) << 2); }
// @ts-ignore: decorator
@inline function nameChain(name: Term): usize { return byName + (<usize>(<u32>atomIndex(name) & (chains - 1)) << 2); }

function allocChains(n: u32): usize {
  const p = rawAlloc(<usize>n << 2);
  memory.fill(p, 0, <usize>n << 2);
  return p;
}

function grow(): void {
  if (chains != 0) { rawFree(byId); rawFree(byName); }
  chains = chains == 0 ? FIRST_CHAINS : chains * 2;
  byId = allocChains(chains);
  byName = allocChains(chains);
  for (let p = firstTable; p != 0; p = asTable(p).next) {
    linkId(asTable(p));
    if (asTable(p).flags & TABLE_NAMED) linkName(asTable(p));
  }
}

function linkId(t: Table): void {
  const chain = idChain(t.ref0, t.ref1);
  t.nextById = <usize>load<u32>(chain);
  store<u32>(chain, <u32>tableAddress(t));
}
function linkName(t: Table): void {
  const chain = nameChain(t.name);
  t.nextByName = <usize>load<u32>(chain);
  store<u32>(chain, <u32>tableAddress(t));
}
function unlinkName(t: Table): void {
  let link = nameChain(t.name);
  while (<usize>load<u32>(link) != tableAddress(t)) link = <usize>load<u32>(link) + offsetof<Table>("nextByName");
  store<u32>(link, <u32>t.nextByName);
}

/** Make a new table known. A named one must have a name that tableNamed() does not find. */
export function registerTable(t: Table): void {
  if (tables >= chains) grow();
  tables++;
  t.next = firstTable;
  t.previous = 0;
  if (firstTable != 0) asTable(firstTable).previous = tableAddress(t);
  firstTable = tableAddress(t);
  linkId(t);
  if (t.flags & TABLE_NAMED) linkName(t);
}

/** Make a table unknown: no id and no name leads to it from here on. */
export function unregisterTable(t: Table): void {
  tables--;
  if (t.previous != 0) asTable(t.previous).next = t.next; else firstTable = t.next;
  if (t.next != 0) asTable(t.next).previous = t.previous;
  let link = idChain(t.ref0, t.ref1);
  while (<usize>load<u32>(link) != tableAddress(t)) link = <usize>load<u32>(link) + offsetof<Table>("nextById");
  store<u32>(link, <u32>t.nextById);
  if (t.flags & TABLE_NAMED) unlinkName(t);
}

/** Give a named table another name, which nobody has. */
export function renameTable(t: Table, name: Term): void {
  if (t.flags & TABLE_NAMED) unlinkName(t);
  t.name = name;
  if (t.flags & TABLE_NAMED) linkName(t);
}

/** The named table `name`, or 0. */
export function tableNamed(name: Term): usize {
  if (chains == 0) return 0;
  let p = <usize>load<u32>(nameChain(name));
  while (p != 0 && asTable(p).name != name) p = asTable(p).nextByName;
  return p;
}

/** The table whose id has the number of reference `id`, or 0. */
export function tableByNumber(id: Term): usize {
  if (chains == 0) return 0;
  const r = boxedPtr(id);
  const n0 = load<u32>(r, 8), n1 = load<u32>(r, 12), n2 = load<u32>(r, 16);
  let p = <usize>load<u32>(idChain(n0, n1));
  while (p != 0) {
    const t = asTable(p);
    if (t.ref0 == n0 && t.ref1 == n1 && t.ref2 == n2) return p;
    p = t.nextById;
  }
  return 0;
}
