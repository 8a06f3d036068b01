/** The end of the node: erlang:halt says how, the host reads it when schedule() answers SCHEDULE_HALTED. */

/** Ways to halt. */
export const HALT_EXIT: i32 = 1;
/** erlang:halt(abort): end at once, without cleaning up. */
export const HALT_ABORT: i32 = 2;
/** erlang:halt(Slogan): a crash dump with that slogan, exit code 1. */
export const HALT_SLOGAN: i32 = 3;

let asked: i32 = 0;
let halted: bool = false;
let exitCode: i32 = 0;
let flushPorts: bool = true;
let slogan: usize = 0;
let sloganBytes: i32 = 0;

/** Note how the node is to halt; it does when the running BIF returns 0 with STATUS_HALT. */
export function askHalt(how: i32, code: i32, flush: bool, text: usize, bytes: i32): void {
  asked = how;
  exitCode = code;
  flushPorts = flush;
  slogan = text;
  sloganBytes = bytes;
}
/** From now on no process runs. */
export function noteHalt(): void { halted = true; }
// @ts-ignore: decorator
@inline export function isHalted(): bool { return halted; }

/** How the node halts: 0 while it runs, else a HALT_* constant. */
export function haltKind(): i32 { return halted ? asked : 0; }
export function haltCode(): i32 { return exitCode; }
/** Whether output of ports is to be written before the program ends. */
export function haltFlush(): i32 { return flushPorts ? 1 : 0; }
/** UTF-8 of the slogan: address and bytes. */
export function haltSlogan(): usize { return slogan; }
export function haltSloganBytes(): i32 { return sloganBytes; }
