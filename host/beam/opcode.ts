/**
 * The generic instructions, by their numbers in .beam files (OTP's genop.tab: numbers never change).
 *
 * Roles of operands, one letter each:
 *     s  source: register, literal, atom, integer or nil     f  label, 0 = fail by an exception
 *     d  destination: x or y register                        j  label, never 0
 *     y  y register                                          e  index in the import table
 *     F  float register                                      n  number
 *     m  source, destination or float register (fmove)       w  words to allocate: number or allocation list
 *     A  atom or nil                                         R  list, its items by instruction
 *     o  anything: checked where it is translated
 *
 * Instructions that are not here were written by compilers before OTP 22, or are the native records of
 * OTP 29; a file that holds one is refused.
 */
export const OP = {
  label: 1, func_info: 2, int_code_end: 3, call: 4, call_last: 5, call_only: 6, call_ext: 7, call_ext_last: 8,
  bif0: 9, bif1: 10, bif2: 11, allocate: 12, allocate_heap: 13, allocate_zero: 14, allocate_heap_zero: 15,
  test_heap: 16, init: 17, deallocate: 18, return: 19, send: 20, remove_message: 21, timeout: 22, loop_rec: 23,
  loop_rec_end: 24, wait: 25, wait_timeout: 26, is_lt: 39, is_ge: 40, is_eq: 41, is_ne: 42, is_eq_exact: 43,
  is_ne_exact: 44, is_integer: 45, is_float: 46, is_number: 47, is_atom: 48, is_pid: 49, is_reference: 50,
  is_port: 51, is_nil: 52, is_binary: 53, is_list: 55, is_nonempty_list: 56, is_tuple: 57, test_arity: 58,
  select_val: 59, select_tuple_arity: 60, jump: 61, catch: 62, catch_end: 63, move: 64, get_list: 65,
  get_tuple_element: 66, set_tuple_element: 67, put_list: 69, put_tuple: 70, put: 71, badmatch: 72, if_end: 73,
  case_end: 74, call_fun: 75, is_function: 77, call_ext_only: 78, bs_put_integer: 89, bs_put_binary: 90,
  bs_put_float: 91, bs_put_string: 92, fclearerror: 94, fcheckerror: 95, fmove: 96, fconv: 97, fadd: 98, fsub: 99,
  fmul: 100, fdiv: 101, fnegate: 102, make_fun2: 103, try: 104, try_end: 105, try_case: 106, try_case_end: 107,
  raise: 108, bs_init2: 109, bs_add: 111, apply: 112, apply_last: 113, is_boolean: 114, is_function2: 115,
  bs_get_integer2: 117, bs_get_float2: 118, bs_get_binary2: 119, bs_skip_bits2: 120, bs_test_tail2: 121,
  gc_bif1: 124, gc_bif2: 125, is_bitstr: 129, bs_test_unit: 131, bs_match_string: 132, bs_init_writable: 133,
  bs_append: 134, bs_private_append: 135, trim: 136, bs_init_bits: 137, bs_get_utf8: 138, bs_skip_utf8: 139,
  bs_get_utf16: 140, bs_skip_utf16: 141, bs_get_utf32: 142, bs_skip_utf32: 143, bs_utf8_size: 144, bs_put_utf8: 145,
  bs_utf16_size: 146, bs_put_utf16: 147, bs_put_utf32: 148, on_load: 149, recv_mark: 150, recv_set: 151,
  gc_bif3: 152, line: 153, put_map_assoc: 154, put_map_exact: 155, is_map: 156, has_map_fields: 157,
  get_map_elements: 158, is_tagged_tuple: 159, build_stacktrace: 160, raw_raise: 161, get_hd: 162, get_tl: 163,
  put_tuple2: 164, bs_get_tail: 165, bs_start_match3: 166, bs_get_position: 167, bs_set_position: 168, swap: 169,
  bs_start_match4: 170, make_fun3: 171, init_yregs: 172, recv_marker_bind: 173, recv_marker_clear: 174,
  recv_marker_reserve: 175, recv_marker_use: 176, bs_create_bin: 177, call_fun2: 178, nif_start: 179, badrecord: 180,
  update_record: 181, bs_match: 182, executable_line: 183, debug_line: 184, bif3: 185,
} as const;

const ROLES: Readonly<Record<OpName, string>> = {
  label: "n", func_info: "AAn", int_code_end: "", call: "nj", call_last: "njn", call_only: "nj", call_ext: "ne",
  call_ext_last: "nen", bif0: "ed", bif1: "fesd", bif2: "fessd", allocate: "nn", allocate_heap: "nwn",
  allocate_zero: "nn", allocate_heap_zero: "nwn", test_heap: "wn", init: "y", deallocate: "n", return: "", send: "",
  remove_message: "", timeout: "", loop_rec: "jd", loop_rec_end: "j", wait: "j", wait_timeout: "js", is_lt: "fss",
  is_ge: "fss", is_eq: "fss", is_ne: "fss", is_eq_exact: "fss", is_ne_exact: "fss", is_integer: "fs", is_float: "fs",
  is_number: "fs", is_atom: "fs", is_pid: "fs", is_reference: "fs", is_port: "fs", is_nil: "fs", is_binary: "fs",
  is_list: "fs", is_nonempty_list: "fs", is_tuple: "fs", test_arity: "fsn", select_val: "sjR",
  select_tuple_arity: "sjR", jump: "j", catch: "yj", catch_end: "y", move: "sd", get_list: "sdd",
  get_tuple_element: "snd", set_tuple_element: "ssn", put_list: "ssd", put_tuple: "nd", put: "s", badmatch: "s",
  if_end: "", case_end: "s", call_fun: "n", is_function: "fs", call_ext_only: "ne", bs_put_integer: "fsnns",
  bs_put_binary: "fsnns", bs_put_float: "fsnns", bs_put_string: "nn", fclearerror: "", fcheckerror: "f", fmove: "mm",
  fconv: "sF", fadd: "fFFF", fsub: "fFFF", fmul: "fFFF", fdiv: "fFFF", fnegate: "fFF", make_fun2: "n", try: "yj",
  try_end: "y", try_case: "y", try_case_end: "s", raise: "ss", bs_init2: "fownnd", bs_add: "fssnd", apply: "n",
  apply_last: "nn", is_boolean: "fs", is_function2: "fss", bs_get_integer2: "fsnsnnd", bs_get_float2: "fsnsnnd",
  bs_get_binary2: "fsnsnnd", bs_skip_bits2: "fssnn", bs_test_tail2: "fsn", gc_bif1: "fnesd", gc_bif2: "fnessd",
  is_bitstr: "fs", bs_test_unit: "fsn", bs_match_string: "fsnn", bs_init_writable: "", bs_append: "fswnnsnd",
  bs_private_append: "fsnsnd", trim: "nn", bs_init_bits: "fownnd", bs_get_utf8: "fsnnd", bs_skip_utf8: "fsnn",
  bs_get_utf16: "fsnnd", bs_skip_utf16: "fsnn", bs_get_utf32: "fsnnd", bs_skip_utf32: "fsnn", bs_utf8_size: "fsd",
  bs_put_utf8: "fns", bs_utf16_size: "fsd", bs_put_utf16: "fns", bs_put_utf32: "fns", on_load: "", recv_mark: "o",
  recv_set: "o", gc_bif3: "fnesssd", line: "n", put_map_assoc: "fsdnR", put_map_exact: "fsdnR", is_map: "fs",
  has_map_fields: "fsR", get_map_elements: "fsR", is_tagged_tuple: "fsnA", build_stacktrace: "", raw_raise: "",
  get_hd: "sd", get_tl: "sd", put_tuple2: "dR", bs_get_tail: "sdn", bs_start_match3: "fsnd", bs_get_position: "sdn",
  bs_set_position: "ss", swap: "dd", bs_start_match4: "onsd", make_fun3: "ndR", init_yregs: "R",
  recv_marker_bind: "ss", recv_marker_clear: "s", recv_marker_reserve: "d", recv_marker_use: "s",
  bs_create_bin: "fwnndR", call_fun2: "ons", nif_start: "", badrecord: "s", update_record: "AnsdR", bs_match: "fsR",
  executable_line: "oo", debug_line: "oooo", bif3: "fesssd",
};

export type OpName = keyof typeof OP;

interface Opcode { readonly name: OpName; readonly roles: string }

/** By number; undefined where no compiler that is supported writes the instruction. */
export const opcodes: readonly (Opcode | undefined)[] = (() => {
  const table: (Opcode | undefined)[] = [];
  for (const name of Object.keys(OP) as OpName[]) table[OP[name]] = { name, roles: ROLES[name] };
  return table;
})();

/** The highest instruction of OTP 29. */
export const LAST_OPCODE = 191;
