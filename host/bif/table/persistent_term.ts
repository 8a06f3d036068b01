/** persistent_term: assembly/ets/persistent_term.ts. */
import { core, type Bif } from "../table.js";

export const persistentTermBifs: Bif[] = [
  core("persistent_term:put/2"), core("persistent_term:get/0"), core("persistent_term:get/1"),
  core("persistent_term:get/2"), core("persistent_term:erase/1"), core("persistent_term:info/0"),
  core("erts_internal:erase_persistent_terms/0"),
];
