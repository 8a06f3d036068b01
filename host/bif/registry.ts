/**
 * Host BIFs: the rows of the BIF table (host/bif/table) whose work is done in TypeScript.
 *
 * The bridge (host/node) decodes the arguments, calls the function and encodes what it returns. A function raises by
 * throwing a Raise (arguments.ts). One that returns a promise puts the calling process to sleep until it settles; what
 * it then gives is the BIF's value, and a rejection with a Raise is raised in the process. A process that dies meanwhile
 * is none the wiser.
 *
 * While Wasm runs, a host BIF may only enqueue: see NodeContext.
 */
import type { ErlTerm } from "../term/index.js";
import type { Trap } from "./trap.js";
import type { BifContext } from "./world.js";
import { asn1Bifs } from "./asn1/index.js";
import { cryptoBifs } from "./crypto/index.js";
import { ddllBifs } from "./erl_ddll.js";
import { displayBifs } from "./display.js";
import { nifBifs } from "./nif.js";
import { openPortBifs } from "../port/bifs.js";
import { osBifs } from "./os.js";
import { primBufferBifs } from "./prim_buffer.js";
import { primFileBifs } from "./prim_file.js";
import { primFileHandleBifs } from "./prim_file_handle.js";
import { regularExpressionBifs } from "./re.js";
import { systemInfoBifs } from "./system_info.js";
import { zlibBifs } from "./zlib.js";

export type HostBif = (context: BifContext, ...args: ErlTerm[]) => ErlTerm | Trap | Promise<ErlTerm>;
/** Host BIFs of one subject, by `module:name/arity`. */
export type HostBifs = Readonly<Record<string, HostBif>>;

/** Every host BIF, by `module:name/arity`. */
export const hostBifs: HostBifs = {
  ...osBifs, ...primFileBifs, ...primFileHandleBifs, ...openPortBifs, ...systemInfoBifs,
  ...displayBifs, ...nifBifs, ...primBufferBifs, ...zlibBifs, ...regularExpressionBifs, ...ddllBifs, ...cryptoBifs, ...asn1Bifs,
};
