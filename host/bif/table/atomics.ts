/** atomics and counters: assembly/ets/atomics.ts. */
import { core, type Bif } from "../table.js";

export const atomicsBifs: Bif[] = [
  core("erts_internal:atomics_new/2"), core("atomics:put/3"), core("atomics:get/2"), core("atomics:add/3"),
  core("atomics:add_get/3"), core("atomics:exchange/3"), core("atomics:compare_exchange/4"), core("atomics:info/1"),
  core("erts_internal:counters_new/1"), core("erts_internal:counters_get/2"), core("erts_internal:counters_add/3"),
  core("erts_internal:counters_put/3"), core("erts_internal:counters_info/1"),
];
