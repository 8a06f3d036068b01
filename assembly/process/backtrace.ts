/**
 * A process's whole stack as a term, from which the host writes the text of process_info(_, backtrace):
 *
 *     [{Where, [Y0, Y1, …]}, …]      Where: {M, F, A, Point}, or [] for the bottom of a process
 *                                    Y: [Term], or {M, F, A, Point} of the handler of a catch
 */
import { EXPORT_ARITY, EXPORT_FUNCTION, EXPORT_MODULE } from "../code/export";
import { FUNCTION_ARITY, FUNCTION_MODULE, FUNCTION_NAME, POINT_FUNCTION, POINT_WORDS, cpPoint, pointAddress } from "../code/point";
import { hostBif } from "../host";
import { cons, tuple2, tuple4 } from "../memory/alloc";
import { setX, x } from "../memory/cells";
import { NIL, NONE, Term, catchPoint, head, isCatch, isCons, makeSmall, tail } from "../term/tag";

let row: i32 = -1;
/** Row of the host BIF that writes the text (erts_internal:backtrace_text/1). */
export function backtraceRow(index: i32): void { row = index; }

function where(point: i32): Term {
  const fn = <usize>load<u32>(pointAddress(point), POINT_FUNCTION);
  if (fn == 0) return NIL;
  return tuple4(load<i64>(fn, FUNCTION_MODULE), load<i64>(fn, FUNCTION_NAME), makeSmall(<i64>load<i32>(fn, FUNCTION_ARITY)),
    makeSmall(<i64>point));
}
/** Frames of the stack [at, end). The process will first call `held`, an Export, unless it is 0. */
export function backtraceFrames(at: usize, end: usize, held: usize): Term {
  let reversed: Term = NIL;
  if (held != 0) {
    const callee = tuple4(load<i64>(held, EXPORT_MODULE), load<i64>(held, EXPORT_FUNCTION), makeSmall(<i64>load<i32>(held, EXPORT_ARITY)),
      makeSmall(0));
    reversed = cons(tuple2(callee, NIL), NIL);
  }
  while (at < end) {
    const point = cpPoint(load<i64>(at));
    const next = at + (<usize>load<u16>(pointAddress(point), POINT_WORDS) << 3);
    if (next < end && load<u32>(pointAddress(point), POINT_FUNCTION) == 0) {
      at = next; // a word that only returns, or a BIF's
      continue;
    }
    let ys: Term = NIL;
    for (let y = next - 8; y > at; y -= 8) {
      const w = load<i64>(y);
      ys = cons(isCatch(w) ? where(catchPoint(w)) : cons(w, NIL), ys);
    }
    reversed = cons(tuple2(where(point), ys), reversed);
    at = next;
  }
  let frames: Term = NIL;
  for (; isCons(reversed); reversed = tail(reversed)) frames = cons(head(reversed), frames);
  return frames;
}
/** The text of frames, a binary. Uses X[0]. */
export function backtraceText(frames: Term): Term {
  setX(0, frames);
  return row >= 0 && hostBif(row) != 0 ? x(0) : NONE;
}
