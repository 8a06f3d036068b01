/** Which function writes which instruction. */
import { OP, opcodes } from "../../beam/index.js";
import { IR } from "../instruction.js";
import { emitBifCall, emitBifExit, emitBifTail, emitBifTrap } from "./bif.js";
import * as build from "./binary_build.js";
import * as match from "./binary_match.js";
import { emitApply, emitCallFun, emitLocalCall, emitRemoteCall, emitReturn } from "./call.js";
import { comparisonOps, emitComparison } from "./compare.js";
import * as data from "./data.js";
import type { Emitter } from "./emitter.js";
import { emitCheck } from "./unproven.js";
import * as exception from "./exception.js";
import * as float from "./float.js";
import { emitGuard } from "./guard.js";
import * as receive from "./receive.js";
import { emitSelectTupleArity, emitSelectVal } from "./select.js";
import { emitIsFunction2, emitIsTaggedTuple, emitTestArity, emitTypeTest, typeTestOps } from "./test.js";

type Emit = (e: Emitter) => void;

const nothing: Emit = () => undefined;
const each = (ops: readonly number[], emit: Emit): [number, Emit][] => ops.map((op) => [op, emit]);

const EMITTERS: ReadonlyMap<number, Emit> = new Map<number, Emit>([
  ...each(typeTestOps, emitTypeTest), ...each(comparisonOps, emitComparison), ...each(float.floatOps, float.emitFloatOperator),
  ...each(exception.raiseOps, exception.emitRaise),
  [OP.test_arity, emitTestArity], [OP.is_tagged_tuple, emitIsTaggedTuple], [OP.is_function2, emitIsFunction2],
  [OP.select_val, emitSelectVal], [OP.select_tuple_arity, emitSelectTupleArity],
  [IR.guard, emitGuard], [IR.bif_call, emitBifCall], [IR.bif_trap, emitBifTrap], [IR.bif_tail, emitBifTail], [IR.bif_exit, emitBifExit],
  [OP.call, emitLocalCall], [OP.call_only, emitLocalCall], [OP.call_last, emitLocalCall],
  [OP.call_ext, emitRemoteCall], [OP.call_ext_only, emitRemoteCall], [OP.call_ext_last, emitRemoteCall],
  [OP.call_fun, emitCallFun], [OP.call_fun2, emitCallFun], [IR.call_fun_last, emitCallFun],
  [OP.apply, emitApply], [OP.apply_last, emitApply], [OP.return, emitReturn],
  [OP.func_info, exception.emitFunctionClause], [OP.raise, exception.emitReraise], [OP.raw_raise, exception.emitRawRaise],
  [OP.build_stacktrace, exception.emitBuildStacktrace], [OP.try, exception.emitTry], [OP.catch, exception.emitTry],
  [OP.try_end, exception.emitTryEnd], [OP.try_case, exception.emitTryEnd], [OP.catch_end, exception.emitTryEnd],
  [OP.loop_rec, receive.emitLoopRec], [OP.wait, receive.emitWait], [OP.wait_timeout, receive.emitWaitTimeout],
  [OP.remove_message, (e) => e.runtime("rt_receive_remove")], [OP.timeout, (e) => e.runtime("rt_receive_timeout")],
  [OP.recv_marker_reserve, receive.emitMarkerReserve], [OP.recv_marker_bind, receive.emitMarkerBind],
  [OP.recv_marker_clear, receive.emitMarkerClear], [OP.recv_marker_use, receive.emitMarkerUse],
  [OP.move, data.emitMove], [OP.swap, data.emitSwap], [OP.test_heap, data.emitTestHeap],
  [OP.allocate, data.emitAllocate], [OP.allocate_heap, data.emitAllocate], [OP.allocate_zero, data.emitAllocate],
  [OP.allocate_heap_zero, data.emitAllocate], [OP.init, data.emitInit], [OP.init_yregs, data.emitInit],
  // The frame is a number that the translator keeps, so giving it up is no code.
  [OP.deallocate, nothing], [OP.trim, nothing],
  [OP.get_list, data.emitGetList], [OP.get_hd, data.emitGetHd], [OP.get_tl, data.emitGetTl],
  [OP.get_tuple_element, data.emitGetTupleElement], [OP.set_tuple_element, data.emitSetTupleElement],
  [OP.put_list, data.emitPutList], [OP.put_tuple2, data.emitPutTuple], [OP.update_record, data.emitUpdateRecord],
  [OP.make_fun3, data.emitMakeFun], [OP.put_map_assoc, data.emitPutMap], [OP.put_map_exact, data.emitPutMap],
  [OP.has_map_fields, data.emitHasMapFields], [OP.get_map_elements, data.emitGetMapElements],
  [OP.fmove, float.emitFmove], [OP.fconv, float.emitFconv], [OP.fnegate, float.emitFnegate],
  [OP.bs_start_match4, match.emitStartMatch], [OP.bs_get_integer2, match.emitGetInteger],
  [OP.bs_get_float2, match.emitGetFloat], [OP.bs_get_binary2, match.emitGetBinary], [OP.bs_skip_bits2, match.emitSkipBits],
  [OP.bs_test_tail2, match.emitTestTail], [OP.bs_test_unit, match.emitTestUnit], [OP.bs_match_string, match.emitMatchString],
  [OP.bs_get_tail, match.emitGetTail], [OP.bs_get_position, match.emitGetPosition], [OP.bs_set_position, match.emitSetPosition],
  [OP.bs_get_utf8, match.emitUtf("rt_bs_get_utf8", false)], [OP.bs_skip_utf8, match.emitUtf("rt_bs_get_utf8", true)],
  [OP.bs_get_utf16, match.emitUtf("rt_bs_get_utf16", false)], [OP.bs_skip_utf16, match.emitUtf("rt_bs_get_utf16", true)],
  [OP.bs_get_utf32, match.emitUtf("rt_bs_get_utf32", false)], [OP.bs_skip_utf32, match.emitUtf("rt_bs_get_utf32", true)],
  [OP.bs_match, match.emitMatch],
  [OP.bs_create_bin, build.emitCreateBin], [OP.bs_init2, build.emitInit], [OP.bs_init_bits, build.emitInit],
  [OP.bs_append, build.emitAppend], [OP.bs_private_append, build.emitAppend], [OP.bs_init_writable, build.emitInitWritable],
  [OP.bs_put_integer, build.emitPut], [OP.bs_put_float, build.emitPut], [OP.bs_put_binary, build.emitPut],
  [OP.bs_put_string, build.emitPutString], [OP.bs_put_utf8, build.emitPutUtf("rt_bs_put_utf8")],
  [OP.bs_put_utf16, build.emitPutUtf("rt_bs_put_utf16")], [OP.bs_put_utf32, build.emitPutUtf("rt_bs_put_utf32")],
  [OP.bs_utf8_size, build.emitUtfSize("rt_bs_utf8_size")], [OP.bs_utf16_size, build.emitUtfSize("rt_bs_utf16_size")],
  [OP.bs_add, build.emitAdd],
]);

export function emitInstruction(e: Emitter): void {
  const emit = EMITTERS.get(e.ins.op);
  if (emit === undefined) e.bad(`no translation of ${opcodes[e.ins.op]?.name ?? e.ins.op}`);
  if (e.context.unproven.has(e.ins)) emitCheck(e);
  emit(e);
}
