import type { Ins } from "./instruction.js";

/** Guard BIFs that never take heap words: everything else may return a big integer, a binary or a float. */
const WITHOUT_HEAP: ReadonlySet<string> = new Set([
  "=:=/2", "=/=/2", "==/2", "/=/2", "</2", ">/2", "=</2", ">=/2", "and/2", "or/2", "xor/2", "not/1", "self/0", "node/0",
  "node/1", "hd/1", "tl/1", "element/2", "tuple_size/1", "map_size/1", "map_get/2", "is_map_key/2", "length/1", "size/1",
  "byte_size/1", "is_atom/1", "is_binary/1", "is_bitstring/1", "is_boolean/1", "is_float/1", "is_function/1",
  "is_function/2", "is_integer/1", "is_list/1", "is_map/1", "is_number/1", "is_pid/1", "is_port/1", "is_record/2",
  "is_record/3", "is_reference/1", "is_tuple/1", "max/2", "min/2",
]);

/** A guard instruction that leaves the heap pointer alone. */
export function takesNoHeap(ins: Ins): boolean {
  const { callee } = ins;
  return callee !== undefined && callee.module === "erlang" && WITHOUT_HEAP.has(`${callee.name}/${callee.arity}`);
}
