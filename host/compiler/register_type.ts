/**
 * What is known of the word in a register, for the verifier (verify_flow.ts): a number that holds a kind and, for some
 * kinds, more.
 *
 *     31                                4 3     0
 *     | arity, or number of a set       | kind  |
 */
import type { BeamModule, Operand } from "../beam/index.js";

export type RegisterType = number;

const KIND_BITS = 4, KIND_MASK = (1 << KIND_BITS) - 1;

const KIND = {
  /** Nothing was stored: whatever the memory holds. */
  none: 0,
  /** A term, and no match context. */
  term: 1,
  /** A list, maybe the empty one. */
  list: 2,
  cons: 3,
  /** A tuple of at least so many elements. */
  tuple: 4,
  /** The same, made by a BIF since when no memory was asked for: its elements may be set. */
  fresh: 5,
  map: 6,
  float: 7,
  /** A match context. */
  context: 8,
  /** A term or a match context. */
  either: 9,
  /** A word of `try` or `catch`, with the number of the set of its handlers. */
  catch: 10,
  /** A term on one way and the word of one of these handlers on another: it can only be overwritten. */
  hidden: 11,
} as const;

export const NONE: RegisterType = KIND.none;
export const TERM: RegisterType = KIND.term;
export const LIST: RegisterType = KIND.list;
export const CONS: RegisterType = KIND.cons;
export const MAP: RegisterType = KIND.map;
export const FLOAT: RegisterType = KIND.float;
export const CONTEXT: RegisterType = KIND.context;
export const tupleOf = (arity: number): RegisterType => (arity << KIND_BITS) | KIND.tuple;
export const catchOf = (set: number): RegisterType => (set << KIND_BITS) | KIND.catch;

const kind = (t: RegisterType): number => t & KIND_MASK;
const more = (t: RegisterType): number => t >>> KIND_BITS;

export const isTerm = (t: RegisterType): boolean => t >= KIND.term && kind(t) <= KIND.float;
export const isTermOrContext = (t: RegisterType): boolean => t >= KIND.term && kind(t) <= KIND.either;
export const isTuple = (t: RegisterType, least: number): boolean =>
  (kind(t) === KIND.tuple || kind(t) === KIND.fresh) && more(t) >= least;
export const isFresh = (t: RegisterType, least: number): boolean => kind(t) === KIND.fresh && more(t) >= least;
export const settled = (t: RegisterType): RegisterType => kind(t) === KIND.fresh ? tupleOf(more(t)) : t;
/** A new copy of what has type `t`, which is a tuple. */
export const freshLike = (t: RegisterType): RegisterType => ((isTuple(t, 0) ? more(t) : 0) << KIND_BITS) | KIND.fresh;
/** Number of the set of handlers that the word may name; -1: it names none. */
export const handlersOf = (t: RegisterType): number => kind(t) === KIND.catch || kind(t) === KIND.hidden ? more(t) : -1;

/** The word of a handler for certain. */
export const isCatch = (t: RegisterType): boolean => kind(t) === KIND.catch;

/** What is known of a tuple after it was seen to have at least `least` elements. */
export const atLeast = (t: RegisterType, least: number): RegisterType => isTuple(t, least) ? t : tupleOf(least);

const isList = (t: RegisterType): boolean => kind(t) === KIND.list || kind(t) === KIND.cons;

/** What is known where two ways meet. @param union number of the union of two sets of handlers */
export function join(a: RegisterType, b: RegisterType, union: (a: number, b: number) => number): RegisterType {
  if (a === b) return a;
  const ka = kind(a), kb = kind(b);
  if (ka === KIND.none || kb === KIND.none) return NONE;
  const ha = handlersOf(a), hb = handlersOf(b);
  if (ha >= 0 || hb >= 0) {
    const set = ha < 0 ? hb : hb < 0 ? ha : union(ha, hb);
    return (set << KIND_BITS) | KIND.hidden;
  }
  if (ka >= KIND.context || kb >= KIND.context) return KIND.either;
  const bothTuples = (ka === KIND.tuple || ka === KIND.fresh) && (kb === KIND.tuple || kb === KIND.fresh);
  if (bothTuples) return (Math.min(more(a), more(b)) << KIND_BITS) | (ka === kb ? ka : KIND.tuple);
  if (isList(a) && isList(b)) return LIST;
  return TERM;
}

const NEW_FLOAT_EXT = 70, FLOAT_EXT = 99, SMALL_TUPLE_EXT = 104, LARGE_TUPLE_EXT = 105, STRING_EXT = 107, LIST_EXT = 108, MAP_EXT = 116;
/** Offset of an external term behind the version byte. */
const EXT = 1;

/** The type of an operand that is no register. */
export function constantType(module: BeamModule, o: Operand): RegisterType {
  if (o.kind === "nil") return LIST;
  const literal = o.kind === "literal" ? module.literals[o.value] : undefined;
  switch (literal?.[EXT]) {
    case SMALL_TUPLE_EXT: return tupleOf(literal[EXT + 1] ?? 0);
    case LARGE_TUPLE_EXT: return tupleOf(0);
    // A list of no elements is its tail.
    case STRING_EXT: return literal[EXT + 1] === 0 && literal[EXT + 2] === 0 ? LIST : CONS;
    case LIST_EXT: return literal.subarray(EXT + 1, EXT + 5).some((byte) => byte !== 0) ? CONS : TERM;
    case MAP_EXT: return MAP;
    case NEW_FLOAT_EXT: case FLOAT_EXT: return FLOAT;
    default: return TERM;
  }
}
