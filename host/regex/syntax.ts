/** What a pattern is made of, once it is parsed. */
import type { CharSet } from "./char_set.js";

export type Newline = "lf" | "cr" | "crlf" | "anycrlf" | "any";

/** Options that hold for a whole pattern; those of `Modes` can also be set inside of it. */
export interface PatternOptions {
  readonly unicode: boolean;
  readonly ucp: boolean;
  readonly caseless: boolean;
  readonly multiline: boolean;
  readonly dotall: boolean;
  readonly extended: boolean;
  readonly ungreedy: boolean;
  readonly dupnames: boolean;
  readonly anchored: boolean;
  readonly dollarEndonly: boolean;
  readonly firstline: boolean;
  readonly noAutoCapture: boolean;
  readonly newline: Newline;
  /** `\R` is CR, LF or CRLF only. */
  readonly bsrAnycrlf: boolean;
}

export type Assertion =
  | "line_start" | "line_end" | "subject_start" | "subject_end" | "subject_end_newline" | "end_only" | "first_position" | "word" | "no_word";
export type Quantity = "greedy" | "lazy" | "possessive";
export type Condition =
  | { readonly kind: "group"; readonly groups: readonly number[] }
  | { readonly kind: "recursion"; readonly group: number }
  | { readonly kind: "define" }
  | { readonly kind: "look"; readonly look: Look };
export type Verb = "accept" | "fail" | "commit" | "prune" | "skip" | "then";

export interface Look {
  readonly kind: "look";
  readonly ahead: boolean;
  readonly negative: boolean;
  readonly body: Syntax;
  /** Place of its closing parenthesis, for an error. */
  readonly end: number;
}

/** A group matched again from here; group 0 is the whole pattern. */
export interface Call {
  readonly kind: "call";
  readonly group: number;
  /** Place of its closing parenthesis, for an error. */
  readonly end: number;
}

export type Syntax =
  | { readonly kind: "set"; readonly set: CharSet }
  | { readonly kind: "char"; readonly char: number }
  | { readonly kind: "dot" }
  | { readonly kind: "sequence"; readonly items: readonly Syntax[] }
  | { readonly kind: "either"; readonly items: readonly Syntax[] }
  | { readonly kind: "group"; readonly index: number; readonly body: Syntax }
  | { readonly kind: "atomic"; readonly body: Syntax }
  | { readonly kind: "repeat"; readonly body: Syntax; readonly min: number; readonly max: number; readonly quantity: Quantity }
  | Look
  | { readonly kind: "assert"; readonly assertion: Assertion }
  | { readonly kind: "back"; readonly groups: readonly number[]; readonly caseless: boolean }
  | Call
  | { readonly kind: "conditional"; readonly condition: Condition; readonly yes: Syntax; readonly no: Syntax }
  | { readonly kind: "keep" }
  | { readonly kind: "verb"; readonly verb: Verb };

/** A parsed pattern. */
export interface Pattern {
  readonly root: Syntax;
  readonly options: PatternOptions;
  /** How many groups capture. */
  readonly groups: number;
  /** Named groups: a name may stand for several. */
  readonly names: ReadonlyMap<string, readonly number[]>;
}

/** Thrown for a pattern that is none; the message and place are PCRE's. */
export class PatternError extends Error {
  constructor(message: string, readonly position: number) { super(message); }
}
