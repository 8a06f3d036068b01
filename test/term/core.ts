/** A core with a process, and terms in and out of it as external format. */
import { CELL, Core, TestProcess, type Term } from "../memory/core.js";
import { termImports } from "../../host/term/imports.js";
import { bifTable } from "../../host/bif/table/index.js";

const CALLEE = 36, STATUS_TRAP = 3;

export type Bif = (...args: Term[]) => Term;
const symbols = new Map(bifTable.map((b) => [`${b.module}:${b.name}/${b.arity}`, b.symbol]));

export class TermCore {
  private constructor(readonly core: Core, readonly process: TestProcess) {}
  /** @param words heap of the process: nothing is collected */
  static async start(words: number): Promise<TermCore> {
    const core: Core = await Core.start(termImports(() => core.memory));
    return new TermCore(core, new TestProcess(core, words));
  }
  /** The BIF `module:function/arity`. */
  bif(mfa: string): Bif | undefined { return this.core.x[symbols.get(mfa) ?? mfa] as unknown as Bif | undefined; }
  /**
   * Calls a BIF and goes on with what it traps to, as the scheduler does. Its value, or 0 when it raised.
   * @param between runs between two steps
   */
  call(mfa: string, args: readonly Term[], between: () => void = () => {}): Term {
    const { core } = this;
    let result = this.bif(mfa)!(...args);
    while (result === 0n && core.u32(CELL.status) === STATUS_TRAP) {
      const callee = core.u32(CALLEE), arity = core.u32(callee + 16);
      const name = `${this.atomText(core.word(callee))}:${this.atomText(core.word(callee + 8))}/${arity}`;
      core.setU32(CELL.status, 0);
      between();
      result = this.bif(name)!(...Array.from({ length: arity }, (_, i) => core.word(CELL.x + 8 * i)));
    }
    return result;
  }
  /** Decodes an external term onto the heap; 0 when it is damaged. */
  decode(bytes: Uint8Array): Term {
    const decode = this.core.x.decodeOnHeap as unknown as (ptr: number, bytes: number) => Term;
    return this.core.withBytes(bytes, (ptr) => decode(ptr, bytes.length));
  }
  /** The external form of a term. */
  encode(t: Term, flags = 0): Uint8Array {
    const n = this.core.x.encodedBytes!(t, flags), p = this.core.x.rawAlloc!(n);
    this.core.x.encodeTo!(t, p, flags);
    const bytes = this.core.bytes.slice(p, p + n);
    this.core.x.rawFree!(p);
    return bytes;
  }
  hex(t: Term): string { return Buffer.from(this.encode(t)).toString("hex"); }
  equal(a: Term, b: Term): boolean { return !!this.core.x.rt_exact_equal!(a, b); }
  /** Value of a float. */
  float(t: Term): number { return this.core.view.getFloat64(Number(t) + 14, true); }
  atomText(atom: Term): string {
    const at = this.core.x.atomText!(atom), n = this.core.x.atomBytes!(atom);
    return Buffer.from(this.core.memory.buffer, at, n).toString();
  }
}
