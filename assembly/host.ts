/**
 * Everything the core asks of its host: the only imports of core.wasm. Each is implemented in
 * host/node/imports.ts, catches every JavaScript exception and answers with a status.
 * Numbers are i32 or f64, never i64: a BigInt per crossing costs more than the work.
 */

/** Milliseconds of the monotonic clock, with fractions. */
// @ts-ignore: decorator
@external("host", "monotonic_ms") export declare function hostMonotonicMs(): f64;
/** Milliseconds of the wall clock since 1970, with fractions. */
// @ts-ignore: decorator
@external("host", "system_ms") export declare function hostSystemMs(): f64;
/** 32 random bits from the node's `random`. */
// @ts-ignore: decorator
@external("host", "random32") export declare function hostRandom32(): i32;
/**
 * Run host BIF `index` (a row of the BIF table): its arguments are in X[0..arity).
 * 1: the value is in X[0]; 0: STATUS and the EXC cells say what happened.
 */
// @ts-ignore: decorator
@external("host", "bif") export declare function hostBif(index: i32): i32;
/** Data written to port `port`: the host takes a copy. */
// @ts-ignore: decorator
@external("host", "port_output") export declare function hostPortOutput(port: i32, ptr: usize, bytes: i32): void;
/** Port `port` is closed: let its driver go. */
// @ts-ignore: decorator
@external("host", "port_close") export declare function hostPortClose(port: i32): void;
/** Bytes written to port `port` that wait to leave. */
// @ts-ignore: decorator
@external("host", "port_queue") export declare function hostPortQueue(port: i32): f64;
/** The shortest decimal form of a float that reads back the same: written to ptr, returns its length. */
// @ts-ignore: decorator
@external("host", "format_float") export declare function hostFormatFloat(value: f64, ptr: usize): i32;
/** The float nearest to the decimal text at ptr. NaN when it is no number. */
// @ts-ignore: decorator
@external("host", "parse_float") export declare function hostParseFloat(ptr: usize, bytes: i32): f64;
/** A debugging line (erlang:display/1, crash reports of the core): UTF-8 at ptr. */
// @ts-ignore: decorator
@external("host", "print") export declare function hostPrint(ptr: usize, bytes: i32): void;
/**
 * A free table slot holding the stub of `kind` (code/registry.ts: SLOT_*) for functions of `arity`.
 * It is the caller's until it gives it back.
 */
// @ts-ignore: decorator
@external("host", "new_slot") export declare function hostNewSlot(kind: i32, arity: i32): i32;
/** Gives a slot back: nothing calls it any more. */
// @ts-ignore: decorator
@external("host", "free_slot") export declare function hostFreeSlot(slot: i32): void;
/**
 * Shift `seconds` since 1970 between universal and local time by the node's time zone. `mode` 0: universal to local;
 * 1: local to universal; 2, 3: the same, of a local time known to be standard time, daylight saving time.
 */
// @ts-ignore: decorator
@external("host", "shift_time") export declare function hostShiftTime(seconds: f64, mode: i32): f64;
/**
 * A float in decimals, written to ptr as ASCII; returns its length. `mode` 0: `digits` (0 … 253) behind the
 * point; 1: scientific, `d.ddde+dd` with `digits` (0 … 249) behind the point. Both as C's printf rounds.
 */
// @ts-ignore: decorator
@external("host", "format_float_digits") export declare function hostFormatFloatDigits(value: f64, digits: i32, mode: i32, ptr: usize): i32;
/** The functions of `math` (bif/math.ts: MATH_*); NaN and infinities where they are not defined. */
// @ts-ignore: decorator
@external("host", "math") export declare function hostMath(operation: i32, a: f64, b: f64): f64;
/** zlib: compresses `bytes` at ptr to `out`. Its length, or -1 when it would be more than `room`. */
// @ts-ignore: decorator
@external("host", "deflate") export declare function hostDeflate(ptr: usize, bytes: i32, level: i32, out: usize, room: i32): i32;
/** zlib: inflates to exactly `room` bytes at `out`. How many bytes at ptr that took, or -1. */
// @ts-ignore: decorator
@external("host", "inflate") export declare function hostInflate(ptr: usize, bytes: i32, out: usize, room: i32): i32;
/** A new zlib stream: deflates at `level` (0 … 9, -1), or inflates (-2). Its number, for the two functions that follow. */
// @ts-ignore: decorator
@external("host", "stream") export declare function hostStream(level: i32): i32;
/**
 * Feed a stream up to `bytes` bytes at ptr, the last ones if `last`, and take up to `room` bytes to `out`; how many of both
 * goes to two i32 at `progress`. 1: the stream has ended, -1: its input is damaged, 0: else.
 */
// @ts-ignore: decorator
@external("host", "stream_run") export declare function hostStreamRun(stream: i32, ptr: usize, bytes: i32, last: i32, out: usize, room: i32, progress: usize): i32;
/** Nobody holds the stream any more. */
// @ts-ignore: decorator
@external("host", "stream_end") export declare function hostStreamEnd(stream: i32): void;
/** Call number `call` of the embedding API ended: its value, or {Class, Reason, Stacktrace} when it failed, is in the bridge's buffer. */
// @ts-ignore: decorator
@external("host", "call_done") export declare function hostCallDone(call: i32, failed: i32, bytes: i32): void;
/** Mailbox process `id` took a message: it is in the bridge's buffer. */
// @ts-ignore: decorator
@external("host", "mailbox_message") export declare function hostMailboxMessage(id: i32, bytes: i32): void;
/** Process `id`, which embedWatch named, has exited: the reason is in the bridge's buffer. */
// @ts-ignore: decorator
@external("host", "process_exited") export declare function hostProcessExited(id: i32, bytes: i32): void;
/**
 * Integers so large that JavaScript's algorithms win in spite of the way there (term/host_big.ts: BIG_*). Magnitudes of
 * `an` and `bn` limbs at a and b; the result's limbs fill `room` limbs at `out`. 0: it does not fit, or it cannot be done.
 */
// @ts-ignore: decorator
@external("host", "big") export declare function hostBig(operation: i32, a: usize, an: i32, b: usize, bn: i32, out: usize, room: i32): i32;
/** No term holds the host's thing number `handle` any more (process/resource.ts). */
// @ts-ignore: decorator
@external("host", "resource_released") export declare function hostResourceReleased(handle: i32): void;
