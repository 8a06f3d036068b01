/** Type tests and operators on booleans. Type tests answer for any term; they never raise but where said. */
import { badarg } from "./raise";
import {
  SUB_EXPORT, SUB_EXTERNAL_PID, SUB_EXTERNAL_PORT, SUB_EXTERNAL_REF, SUB_FLATMAP, SUB_FLOAT, SUB_FUN, SUB_HASHMAP,
  SUB_HEAP_BINARY, SUB_NEG_BIG, SUB_POS_BIG, SUB_REF, SUB_REFC_BINARY, SUB_TUPLE, Term, boxedPtr, boxedSub, element,
  isAtom, isBig, isBitstring, isCons, isFloat, isFun, isInteger, isList, isLocalPid, isLocalPort, isMap, isNil,
  isNumber, isPid, isPort, isRef, isSmall, isTuple, smallValue, tupleArity,
} from "../term/tag";
import { FUN_ARITY, bitSize } from "../term/boxed";
import {
  am_atom, am_bignum, am_export, am_external_pid, am_external_port, am_external_reference, am_false, am_fixnum,
  am_flatmap, am_fun, am_hashmap, am_heap_binary, am_hfloat, am_list, am_nil, am_pid, am_port, am_refc_binary,
  am_reference, am_sub_binary, am_true, am_tuple,
} from "../term/am";

// @ts-ignore: decorator
@inline function truth(b: bool): Term { return b ? am_true : am_false; }

export function erlang_is_atom_1(t: Term): Term { return truth(isAtom(t)); }
export function erlang_is_binary_1(t: Term): Term { return truth(isBitstring(t) && (bitSize(t) & 7) == 0); }
export function erlang_is_bitstring_1(t: Term): Term { return truth(isBitstring(t)); }
export function erlang_is_boolean_1(t: Term): Term { return truth(t == am_true || t == am_false); }
export function erlang_is_float_1(t: Term): Term { return truth(isFloat(t)); }
export function erlang_is_function_1(t: Term): Term { return truth(isFun(t)); }
export function erlang_is_integer_1(t: Term): Term { return truth(isInteger(t)); }
export function erlang_is_list_1(t: Term): Term { return truth(isList(t)); }
export function erlang_is_map_1(t: Term): Term { return truth(isMap(t)); }
export function erlang_is_number_1(t: Term): Term { return truth(isNumber(t)); }
export function erlang_is_pid_1(t: Term): Term { return truth(isPid(t)); }
export function erlang_is_port_1(t: Term): Term { return truth(isPort(t)); }
export function erlang_is_reference_1(t: Term): Term { return truth(isRef(t)); }
export function erlang_is_tuple_1(t: Term): Term { return truth(isTuple(t)); }

/** badarg when the arity is no integer that is 0 or more. */
export function erlang_is_function_2(t: Term, arity: Term): Term {
  if (!isSmall(arity)) return isBig(arity) && boxedSub(arity) != SUB_NEG_BIG ? am_false : badarg();
  return smallValue(arity) < 0 ? badarg() : truth(rt_is_function2(t, arity) != 0);
}
/** Both kinds of fun have their arity in one place. */
export function rt_is_function2(t: Term, arity: Term): i32 {
  return i32(isFun(t) && isSmall(arity) && smallValue(arity) == <i64>load<i32>(boxedPtr(t), FUN_ARITY));
}
/** badarg when the tag is no atom. */
export function erlang_is_record_2(t: Term, tag: Term): Term {
  if (!isAtom(tag)) return badarg();
  return truth(isTuple(t) && tupleArity(t) > 0 && element(t, 1) == tag);
}
/** badarg when the tag is no atom or the size no integer. */
export function erlang_is_record_3(t: Term, tag: Term, size: Term): Term {
  if (!isAtom(tag) || !isInteger(size)) return badarg();
  return truth(isTuple(t) && isSmall(size) && <i64>tupleArity(t) == smallValue(size) && tupleArity(t) > 0 && element(t, 1) == tag);
}

// @ts-ignore: decorator
@inline function isBoolean(t: Term): bool { return t == am_true || t == am_false; }
export function erlang_and_2(a: Term, b: Term): Term {
  return isBoolean(a) && isBoolean(b) ? truth(a == am_true && b == am_true) : badarg();
}
export function erlang_or_2(a: Term, b: Term): Term {
  return isBoolean(a) && isBoolean(b) ? truth(a == am_true || b == am_true) : badarg();
}
export function erlang_xor_2(a: Term, b: Term): Term {
  return isBoolean(a) && isBoolean(b) ? truth(a != b) : badarg();
}
export function erlang_not_1(a: Term): Term { return isBoolean(a) ? truth(a == am_false) : badarg(); }

/** What a term is made of, as OTP calls it: tests of the emulator and the compiler ask. */
export function erts_internal_term_type_1(t: Term): Term {
  if (isSmall(t)) return am_fixnum;
  if (isAtom(t)) return am_atom;
  if (isNil(t)) return am_nil;
  if (isCons(t)) return am_list;
  if (isLocalPid(t)) return am_pid;
  if (isLocalPort(t)) return am_port;
  switch (<i32>(boxedSub(t) >> 2)) {
    case <i32>(SUB_TUPLE >> 2): return am_tuple;
    case <i32>(SUB_POS_BIG >> 2):
    case <i32>(SUB_NEG_BIG >> 2): return am_bignum;
    case <i32>(SUB_FLOAT >> 2): return am_hfloat;
    case <i32>(SUB_FLATMAP >> 2): return am_flatmap;
    case <i32>(SUB_HASHMAP >> 2): return am_hashmap;
    case <i32>(SUB_REF >> 2): return am_reference;
    case <i32>(SUB_FUN >> 2): return am_fun;
    case <i32>(SUB_EXPORT >> 2): return am_export;
    case <i32>(SUB_EXTERNAL_PID >> 2): return am_external_pid;
    case <i32>(SUB_EXTERNAL_PORT >> 2): return am_external_port;
    case <i32>(SUB_EXTERNAL_REF >> 2): return am_external_reference;
    case <i32>(SUB_HEAP_BINARY >> 2): return am_heap_binary;
    case <i32>(SUB_REFC_BINARY >> 2): return am_refc_binary;
    default: return am_sub_binary;
  }
}
