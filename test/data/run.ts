/** Calls of BIFs through the BIF table, which follow what they trap to. */
import { CELL, type Core, type Term } from "../memory/core.js";
import { bifTable } from "../../host/bif/table/index.js";
import { show } from "./show.js";

const symbols = new Map(bifTable.map((b) => [`${b.module}:${b.name}/${b.arity}`, b.symbol]));
const STATUS = 28, CALLEE = 36, STATUS_TRAP = 3;

export interface Outcome { readonly value?: Term; readonly reason?: Term; readonly steps: number }

/** Call `module:name/arity`; `turn` is how many reductions each of its steps is given. */
export function run(core: Core, mfa: string, args: readonly Term[], turn = 4000): Outcome {
  for (let steps = 1; ; steps++) {
    const symbol = symbols.get(mfa);
    if (symbol === undefined) throw new Error(`${mfa} is no BIF`);
    core.setU32(STATUS, 0);
    core.setU32(CELL.reds, turn);
    const value = (core.x[symbol] as unknown as (...a: Term[]) => Term)(...args);
    if (value !== 0n) return { value, steps };
    if (core.u32(STATUS) !== STATUS_TRAP) return { reason: core.word(CELL.excClass + 8), steps };
    const callee = core.u32(CALLEE), arity = core.u32(callee + 16);
    const name = (at: number) => show(core, core.word(at)).slice(1, -1);
    mfa = `${name(callee)}:${name(callee + 8)}/${arity}`;
    args = Array.from({ length: arity }, (_, i) => core.word(CELL.x + 8 * i));
  }
}
