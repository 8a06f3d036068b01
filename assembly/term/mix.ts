/** Bob Jenkins' mixing of three 32-bit words, the base of phash2, and its hash of a run of bytes. */
import { copyBits } from "../binary/bits";
import { rawAlloc, rawFree } from "../memory/alloc";

/** The golden ratio: what the words start with. */
export const GOLDEN: u32 = 0x9e3779b9;

/** Mixes a and b into c and returns the new c. */
export function mix(a: u32, b: u32, c: u32): u32 {
  a -= b; a -= c; a ^= c >>> 13;
  b -= c; b -= a; b ^= a << 8;
  c -= a; c -= b; c ^= b >>> 13;
  a -= b; a -= c; a ^= c >>> 12;
  b -= c; b -= a; b ^= a << 16;
  c -= a; c -= b; c ^= b >>> 5;
  a -= b; a -= c; a ^= c >>> 3;
  mixedA = a;
  b -= c; b -= a; b ^= a << 10;
  mixedB = b;
  c -= a; c -= b; c ^= b >>> 15;
  return c;
}
/** The other two words as the last mix() left them. */
let mixedA: u32 = 0;
let mixedB: u32 = 0;

/** Bytes that are mixed in at once. */
export const GROUP: i32 = 12;

// The hash of a run of bytes, as far as it was mixed.
export let bytesA: u32 = 0;
export let bytesB: u32 = 0;
export let bytesC: u32 = 0;
/** Goes on where these had come to. */
export function resumeBytes(a: u32, b: u32, c: u32): void {
  bytesA = a;
  bytesB = b;
  bytesC = c;
}
/** Mixes in `bytes` bytes at `p`, whole groups. */
export function mixGroups(p: usize, bytes: i32): void {
  let a = bytesA, b = bytesB, c = bytesC;
  for (const end = p + <usize>bytes; p < end; p += GROUP) {
    c = mix(a + load<u32>(p), b + load<u32>(p, 4), c + load<u32>(p, 8));
    a = mixedA;
    b = mixedB;
  }
  resumeBytes(a, b, c);
}
/** The hash of `bytes` bytes, the last of which, fewer than a group, are at `p`. */
export function lastBytes(p: usize, bytes: i32): u32 {
  let a = bytesA, b = bytesB, c = bytesC + <u32>bytes;
  // the lowest byte of c is the length's
  for (let i = 0, left = bytes % GROUP; i < left; i++) {
    const byte = <u32>load<u8>(p + <usize>i);
    if (i < 4) a += byte << (i << 3);
    else if (i < 8) b += byte << ((i - 4) << 3);
    else c += byte << ((i - 7) << 3);
  }
  return mix(a, b, c);
}
/** Address of the bytes of a run of bits; a copy in `lined` (freed by freeLined) when it starts inside a byte. */
export function linedUp(base: usize, offset: i64, bits: i64): usize {
  if ((offset & 7) == 0) return base + <usize>(offset >> 3);
  lined = rawAlloc(<usize>((bits + 7) >> 3));
  copyBits(base, offset, lined, 0, bits);
  return lined;
}
let lined: usize = 0;
export function freeLined(): void {
  if (lined != 0) rawFree(lined);
  lined = 0;
}
