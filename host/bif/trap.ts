/** What a host BIF returns to have the calling process call something else: its value is the BIF's value. */
export class Trap {
  /** @param callee address of an Export of arity 0 (assembly/code/export.ts) */
  constructor(readonly callee: number) {}
}
