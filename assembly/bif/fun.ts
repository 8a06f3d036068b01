/** fun_info/2, fun_info_mfa/1, fun_to_list/1, make_fun/3. */
import {
  NIL, NONE, Term, boxedPtr, isAtom, isFun, isSmall, makeSmall, smallValue, isBoxedOf, SUB_FUN,
} from "../term/tag";
import { FUN_ARITY, FUN_CREATOR, FUN_ENTRY, FUN_ENV, FUN_FREE } from "../term/boxed";
import { cons, rawAlloc, rawFree, tuple2, tuple3 } from "../memory/alloc";
import { binaryFromMemory } from "../memory/binary";
import { EXPORT_FUNCTION, EXPORT_MODULE } from "../code/export";
import { makeExportFun } from "../code/export_fun";
import {
  FUN_ENTRY_FUNCTION, FUN_ENTRY_INDEX, FUN_ENTRY_MODULE, FUN_ENTRY_OLD_UNIQ, FUN_ENTRY_UNIQ,
} from "../code/fun_entry";
import { FUNCTION_NAME } from "../code/point";
import { declareExport } from "../code/registry";
import {
  am_arity, am_env, am_external, am_index, am_local, am_module, am_name, am_new_index, am_new_uniq, am_pid, am_type,
  am_undefined, am_uniq,
} from "../term/am";
import { QUOTED_ATOM_BYTES, writeAtom } from "../term/atom_quote";
import { badarg } from "./raise";
import { writeDecimal } from "./identity";
import { textToList } from "./text";

const MAX_ARITY: i64 = 255;
/** Bytes of the MD5 in a fun entry. */
const UNIQ_BYTES: i32 = 16;

// @ts-ignore: decorator
@inline function isLocalFun(t: Term): bool { return isBoxedOf(t, SUB_FUN); }
/** The fun entry of a local fun, the Export of another. */
// @ts-ignore: decorator
@inline function entryOf(t: Term): usize { return <usize>load<u32>(boxedPtr(t), FUN_ENTRY); }
function moduleOf(t: Term): Term { return load<i64>(entryOf(t) + (isLocalFun(t) ? FUN_ENTRY_MODULE : EXPORT_MODULE)); }
/** The function's name; [] while the code of a local fun is not loaded. */
function nameOf(t: Term): Term {
  if (!isLocalFun(t)) return load<i64>(entryOf(t), EXPORT_FUNCTION);
  const info = <usize>load<u32>(entryOf(t), FUN_ENTRY_FUNCTION);
  return info == 0 ? NIL : load<i64>(info, FUNCTION_NAME);
}
function arityOf(t: Term): Term { return makeSmall(load<i32>(boxedPtr(t), FUN_ARITY)); }
function envOf(t: Term): Term {
  let list = NIL;
  if (isLocalFun(t)) {
    const p = boxedPtr(t);
    for (let i = load<i32>(p, FUN_FREE) - 1; i >= 0; i--) list = cons(load<i64>(p + (<usize>i << 3), FUN_ENV), list);
  }
  return list;
}

/** The value of `item`; NONE when there is no such item. */
function infoOf(t: Term, item: Term): Term {
  if (item == am_module) return moduleOf(t);
  if (item == am_name) return nameOf(t);
  // Of a hand-made fun by name, which can have any arity, OTP tells eight bits.
  if (item == am_arity) return makeSmall(smallValue(arityOf(t)) & 0xff);
  if (item == am_env) return envOf(t);
  if (item == am_type) return isLocalFun(t) ? am_local : am_external;
  const local = isLocalFun(t);
  const entry = entryOf(t);
  if (item == am_pid) return local ? load<i64>(boxedPtr(t), FUN_CREATOR) : am_undefined;
  if (item == am_index || item == am_new_index) return local ? makeSmall(load<i32>(entry, FUN_ENTRY_INDEX)) : am_undefined;
  if (item == am_uniq) return local ? makeSmall(load<i32>(entry, FUN_ENTRY_OLD_UNIQ)) : am_undefined;
  if (item == am_new_uniq) return local ? binaryFromMemory(entry + FUN_ENTRY_UNIQ, UNIQ_BYTES) : am_undefined;
  return NONE;
}
export function erlang_fun_info_2(t: Term, item: Term): Term {
  if (!isFun(t)) return badarg();
  const value = infoOf(t, item);
  return value == NONE ? badarg() : tuple2(item, value);
}
export function erlang_fun_info_mfa_1(t: Term): Term {
  return isFun(t) ? tuple3(moduleOf(t), nameOf(t), arityOf(t)) : badarg();
}

export function erlang_make_fun_3(m: Term, f: Term, arity: Term): Term {
  if (!isAtom(m) || !isAtom(f) || !isSmall(arity) || <u64>smallValue(arity) > <u64>MAX_ARITY) return badarg();
  return makeExportFun(declareExport(m, f, <i32>smallValue(arity)));
}

/** `fun m:f/a`, or `#Fun<m.index.uniq>`. */
export function erlang_fun_to_list_1(t: Term): Term {
  if (!isFun(t)) return badarg();
  const text = rawAlloc(<usize>QUOTED_ATOM_BYTES * 2 + 64);
  let p: usize;
  if (isLocalFun(t)) {
    store<u32>(text, 0x6e754623); // #Fun
    store<u8>(text, 0x3c, 4); // <
    p = writeAtom(moduleOf(t), text + 5);
    store<u8>(p, 0x2e);
    p = writeDecimal(load<u32>(entryOf(t), FUN_ENTRY_INDEX), p + 1);
    store<u8>(p, 0x2e);
    p = writeDecimal(load<u32>(entryOf(t), FUN_ENTRY_OLD_UNIQ), p + 1);
    store<u8>(p++, 0x3e);
  } else {
    store<u32>(text, 0x206e7566); // "fun "
    p = writeAtom(moduleOf(t), text + 4);
    store<u8>(p, 0x3a);
    p = writeAtom(nameOf(t), p + 1);
    store<u8>(p, 0x2f);
    p = writeDecimal(<u64>smallValue(arityOf(t)), p + 1);
  }
  const list = textToList(text, p);
  rawFree(text);
  return list;
}
