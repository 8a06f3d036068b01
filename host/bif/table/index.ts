/** The whole BIF table: one line a subject. */
import type { Bif } from "../table.js";
import { arithBifs } from "./arith.js";
import { memoryBifs } from "./memory.js";
import { compareBifs } from "./compare.js";
import { etfBifs } from "./etf.js";
import { numberBifs } from "./number.js";
import { calendarBifs } from "./calendar.js";
import { atomicsBifs } from "./atomics.js";
import { persistentTermBifs } from "./persistent_term.js";
import { etsBifs } from "./ets.js";
import { mapBifs } from "./map.js";
import { listBifs } from "./list.js";
import { tupleBifs } from "./tuple.js";
import { binaryBifs } from "./binary.js";
import { atomBifs } from "./atom.js";
import { unicodeBifs } from "./unicode.js";
import { identityBifs } from "./identity.js";
import { fileBifs } from "./file.js";
import { portBifs } from "./port.js";
import { reBifs } from "./re.js";
import { systemBifs } from "./system.js";
import { zlibBifs } from "./zlib.js";
import { cryptoBifs } from "./crypto.js";
import { asn1Bifs } from "./asn1.js";
import { processBifs, sequentialTraceBifs, timeBifs } from "./process.js";
import { traceBifs } from "./trace.js";

import { codeBifs } from "./code.js";

export const bifTable: readonly Bif[] = [
  ...arithBifs,
  ...codeBifs,
  ...memoryBifs,
  ...compareBifs,
  ...etfBifs,
  ...numberBifs,
  ...calendarBifs,
  ...etsBifs,
  ...persistentTermBifs,
  ...atomicsBifs,
  ...mapBifs,
  ...listBifs,
  ...tupleBifs,
  ...binaryBifs,
  ...atomBifs,
  ...unicodeBifs,
  ...identityBifs,
  ...portBifs,
  ...systemBifs,
  ...fileBifs,
  ...zlibBifs,
  ...cryptoBifs,
  ...asn1Bifs,
  ...reBifs,
  ...processBifs,
  ...sequentialTraceBifs,
  ...timeBifs,
  ...traceBifs,
];
