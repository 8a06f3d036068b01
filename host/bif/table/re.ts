/** Regular expressions: host/bif/re.ts. */
import { host, type Bif } from "../table.js";

export const reBifs: Bif[] = [
  "version/0", "compile/1", "compile/2", "run/2", "run/3", "internal_run/4", "inspect/2",
].map((name) => host(`re:${name}`));
