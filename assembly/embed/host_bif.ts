/** Host BIFs: rows of the BIF table whose work is done in TypeScript (host/bif). */
import { hostBif } from "../host";
import { NONE, Term } from "../term/tag";
import { x } from "../memory/cells";

/** Runs row `index` of the BIF table with the arguments in X; the value, or 0 with STATUS set. */
export function rt_host_bif(index: i32): Term { return hostBif(index) != 0 ? x(0) : NONE; }
