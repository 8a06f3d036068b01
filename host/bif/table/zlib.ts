/** zlib: host/bif/zlib.ts. */
import { nifs, type Bif } from "../table.js";

export const zlibBifs: Bif[] = nifs("zlib", "zlib", [
  "open_nif/0", "close_nif/1", "set_controller_nif/2", "enqueue_nif/2", "crc32_nif/1", "getStash_nif/1", "setStash_nif/2",
  "clearStash_nif/1", "getBufSize_nif/1", "setBufSize_nif/2", "deflateInit_nif/6", "deflate_nif/4", "deflateReset_nif/1",
  "deflateEnd_nif/1", "deflateParams_nif/3", "deflateSetDictionary_nif/2", "inflateInit_nif/3", "inflate_nif/4",
  "inflateReset_nif/1", "inflateEnd_nif/1", "inflateSetDictionary_nif/2", "inflateGetDictionary_nif/1",
]);
