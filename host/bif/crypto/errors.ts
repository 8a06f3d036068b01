/**
 * Exceptions of the crypto library: `error:{Class, #{c_file_name, c_file_line_num, c_function_arg_num}, Text}`, which crypto.erl
 * turns into `{Class, {File, Line}, Text}`. Files and lines are those of OTP 25.2's own library, as programs see them.
 */
import { atom, charlist, tuple, type ErlTerm } from "../../term/index.js";
import { Raise } from "../arguments.js";

/** Where OTP's library finds a mistake: a file of C and a line. */
export type Place = readonly [file: string, line: number];
/** For mistakes that no argument is to blame for. */
export const NO_ARGUMENT = -1;

const FILE = atom("c_file_name"), LINE = atom("c_file_line_num"), ARGUMENT = atom("c_function_arg_num");

/** @param argument its number, counted from 0 */
function raise(kind: "badarg" | "notsup" | "error", argument: number, [file, line]: Place, text: string): never {
  const place = new Map<ErlTerm, ErlTerm>([[FILE, charlist(file)], [LINE, line], [ARGUMENT, argument]]);
  throw new Raise("error", tuple(atom(kind), place, charlist(text)));
}

export const badArgument = (argument: number, place: Place, text: string): never => raise("badarg", argument, place, text);
export const notSupported = (argument: number, place: Place, text: string): never => raise("notsup", argument, place, text);
export const failed = (place: Place, text: string): never => raise("error", NO_ARGUMENT, place, text);
