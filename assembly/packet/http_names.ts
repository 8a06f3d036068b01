/** Words of HTTP that decode_packet gives as atoms. Their places count: a header's is part of the answer. */
import { atomFromLatin1 } from "../term/atom";
import { NONE, Term } from "../term/tag";
import { openText } from "../bif/byte_text";

const METHODS: StaticArray<string> = ["OPTIONS", "GET", "HEAD", "POST", "PUT", "DELETE", "TRACE"];
const HEADERS: StaticArray<string> = [
  "Cache-Control", "Connection", "Date", "Pragma", "Transfer-Encoding", "Upgrade", "Via", "Accept", "Accept-Charset",
  "Accept-Encoding", "Accept-Language", "Authorization", "From", "Host", "If-Modified-Since", "If-Match",
  "If-None-Match", "If-Range", "If-Unmodified-Since", "Max-Forwards", "Proxy-Authorization", "Range", "Referer",
  "User-Agent", "Age", "Location", "Proxy-Authenticate", "Public", "Retry-After", "Server", "Vary", "Warning",
  "Www-Authenticate", "Allow", "Content-Base", "Content-Encoding", "Content-Language", "Content-Length",
  "Content-Location", "Content-Md5", "Content-Range", "Content-Type", "Etag", "Expires", "Last-Modified",
  "Accept-Ranges", "Set-Cookie", "Set-Cookie2", "X-Forwarded-For", "Cookie", "Keep-Alive", "Proxy-Connection",
];

/** Place of the word of the last search, counted from 1; 0: it was none. */
export let wordPlace: i32 = 0;

/** Whether a word is the `n` bytes at `p`. Its letters have 16 bits each. */
function isWord(word: string, p: usize, n: i32): bool {
  if (word.length != n) return false;
  const text = changetype<usize>(word);
  for (let i: usize = 0; i < <usize>n; i++) if (load<u16>(text + (i << 1)) != load<u8>(p + i)) return false;
  return true;
}
/** The atom of the `n` bytes at `p` when they are one of `words`; else NONE. */
function wordAtom(words: StaticArray<string>, p: usize, n: i32): Term {
  for (let i = 0; i < words.length; i++) {
    if (!isWord(unchecked(words[i]), p, n)) continue;
    wordPlace = i + 1;
    return atomFromLatin1(p, n);
  }
  wordPlace = 0;
  return NONE;
}
export function methodAtom(p: usize, n: i32): Term { return wordAtom(METHODS, p, n); }
export function headerAtom(p: usize, n: i32): Term { return wordAtom(HEADERS, p, n); }

/** Headers with longer names are given as they are. */
export const MAX_ADJUSTED: i32 = 50;

/** `n` bytes at `p`, the first letter and each one behind a hyphen in upper case and the others in lower case: its address. */
export function adjustedName(p: usize, n: i32): usize {
  const to = openText(n);
  let up = true;
  for (let i = 0; i < n; i++) {
    let c = load<u8>(p + <usize>i);
    if (up) {
      if (c >= 0x61 && c <= 0x7a) c -= 0x20;
      up = false;
    } else if (c >= 0x41 && c <= 0x5a) c += 0x20;
    else if (c == 0x2d) up = true;
    store<u8>(to + <usize>i, c);
  }
  return to;
}
