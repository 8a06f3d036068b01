/**
 * A fun with code of its own (`fun(X) -> … end`), with the values that it closed over. JavaScript can keep
 * it, compare it and hand it back; only a node can call it.
 */
export class Fun {
  /**
   * @param module name of the module that has its code
   * @param arity number of parameters
   * @param encoded its external form (NEW_FUN_EXT, tag first)
   */
  constructor(readonly module: string, readonly arity: number, readonly encoded: Uint8Array) {}
  /** Whether `other` is the same fun, with the same values. */
  equals(other: unknown): boolean {
    return other instanceof Fun && other.encoded.length === this.encoded.length &&
      other.encoded.every((byte, i) => byte === this.encoded[i]);
  }
  toString(): string { return `#Fun<${this.module}/${this.arity}>`; }
}

/** `fun M:F/A`: a function by name. */
export class ExportFun {
  constructor(readonly module: string, readonly name: string, readonly arity: number) {}
  /** Whether `other` names the same function. */
  equals(other: unknown): boolean {
    return other instanceof ExportFun && other.module === this.module && other.name === this.name && other.arity === this.arity;
  }
  toString(): string { return `fun ${this.module}:${this.name}/${this.arity}`; }
}
