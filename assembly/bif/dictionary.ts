/** The process dictionary. */
import { currentProcess } from "../memory/cells";
import { NONE, Term } from "../term/tag";
import {
  dictionaryErase, dictionaryGet, dictionaryKeys, dictionaryList, dictionaryPut, freeDictionary,
} from "../process/dictionary";
import { Process } from "../process/process";
import { systemLimit } from "./raise";

// @ts-ignore: decorator
@inline function self(): Process { return changetype<Process>(currentProcess()); }

export function erlang_get_0(): Term { return dictionaryList(self()); }
export function erlang_get_1(key: Term): Term { return dictionaryGet(self(), key); }
export function erlang_put_2(key: Term, value: Term): Term {
  const old = dictionaryPut(self(), key, value);
  return old == NONE ? systemLimit() : old;
}
export function erlang_get_keys_0(): Term { return dictionaryKeys(self(), NONE); }
export function erlang_get_keys_1(value: Term): Term { return dictionaryKeys(self(), value); }
export function erlang_erase_1(key: Term): Term { return dictionaryErase(self(), key); }
export function erlang_erase_0(): Term {
  const list = dictionaryList(self());
  freeDictionary(self());
  return list;
}
