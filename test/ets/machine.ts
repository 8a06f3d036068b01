/** Calls BIFs of a core with Erlang text and gives their results as text, through every trap. */
import { CELL, Core, TestProcess, type Term } from "../memory/core.js";
import { build, show } from "./text.js";

const STATUS = 28, CALLEE = 36, TRAP = 3, EXC_VALUE = 64;
const HEAP_WORDS = 200_000;

export class Machine {
  /** Turns that the last call took. */
  turns = 0;
  /** What another process does whenever a call is suspended. */
  between?: ((other: Machine) => void) | undefined;
  readonly first: TestProcess;
  private constructor(readonly core: Core, public process: TestProcess, readonly reductions: number) { this.first = process; }

  /** Go on as a new process with pid number `n`. */
  spawn(n: bigint): TestProcess {
    this.process.stop();
    this.process = new TestProcess(this.core);
    this.core.setWord(this.process.address, (n << 4n) | 3n);
    return this.process;
  }
  /** Go on as `process`; the one that ran does not come back. */
  on(process: TestProcess): void {
    this.process = process;
    process.run();
  }

  /** `reductions`: how many a turn has. Between turns all live terms are moved. */
  static async start(reductions = 4000): Promise<Machine> {
    const core = await Core.start();
    return new Machine(core, new TestProcess(core, HEAP_WORDS), reductions);
  }
  /** Call `module_name_arity` with `args`: the text of its value, or "class:reason". */
  call(mfa: string, ...args: string[]): string {
    const result = this.run(mfa, args.map((a) => build(this.core, a)));
    this.rewind();
    return result;
  }
  /** The same on terms. */
  apply(mfa: string, ...args: Term[]): Term {
    const { core } = this;
    let symbol = mfa, terms = args;
    for (this.turns = 1; ; this.turns++) {
      core.view.setInt32(CELL.reds, this.reductions, true);
      core.setU32(STATUS, 0);
      const value = (core.x as unknown as Record<string, (...a: Term[]) => Term>)[symbol]!(...terms);
      if (value !== 0n || core.u32(STATUS) !== TRAP) return value;
      const callee = core.u32(CALLEE), arity = core.u32(callee + 16);
      const text = (t: Term) => show(core, t);
      symbol = `${text(core.word(callee))}_${text(core.word(callee + 8))}_${arity}`;
      core.x.collect!(this.process.address, 0);
      terms = Array.from({ length: arity }, (_, i) => this.process.register(i));
      core.setU32(CELL.live, 0);
      if (this.between) terms = this.interrupt(terms);
    }
  }
  /** Let another process run while `terms` are what this one has live. */
  private interrupt(terms: Term[]): Term[] {
    const self = this.process;
    self.setRegisters(...terms);
    self.stop();
    const other = new Machine(this.core, new TestProcess(this.core), 4000);
    this.core.setWord(other.process.address, (99n << 4n) | 3n);
    this.between!(other);
    self.run();
    return terms;
  }
  private run(mfa: string, terms: Term[]): string {
    const value = this.apply(mfa, ...terms);
    return value === 0n ? `error:${show(this.core, this.core.word(EXC_VALUE))}` : show(this.core, value);
  }
  /** Forget everything on the heap. */
  private rewind(): void {
    this.core.setU32(CELL.live, 0);
    for (let i = 0; i < 4; i++) this.core.setWord(CELL.excClass + 8 * i, 0n);
    this.core.x.collect!(this.process.address, 0);
  }
}
