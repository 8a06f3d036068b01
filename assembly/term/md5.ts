/**
 * MD5 (RFC 1321). A digest under way is a context of 88 bytes, which programs may keep as a binary:
 *
 *     | state: 4 × u32 | bits seen:u64 | block: 64 bytes |
 */
export const MD5_CONTEXT: i32 = 88;
export const MD5_DIGEST: i32 = 16;
const SEEN: usize = 16;
const BLOCK: usize = 24;
const BLOCK_BYTES: i32 = 64;

/** |sin(i + 1)| · 2^32 for the 64 steps. */
const SINES: StaticArray<u32> = [
  0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
  0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
  0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
  0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
  0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
  0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
  0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
  0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
];
/** Rotations of the four rounds, four steps each. */
const ROTATIONS: StaticArray<u32> = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

export function md5Init(context: usize): void {
  memory.fill(context, 0, MD5_CONTEXT);
  store<u32>(context, 0x67452301);
  store<u32>(context, 0xefcdab89, 4);
  store<u32>(context, 0x98badcfe, 8);
  store<u32>(context, 0x10325476, 12);
}
/** Takes `bytes` more bytes at `p` in. */
export function md5Update(context: usize, p: usize, bytes: i32): void {
  const seen = load<u64>(context, SEEN);
  store<u64>(context, seen + (<u64>bytes << 3), SEEN);
  let held = <i32>(seen >> 3) & (BLOCK_BYTES - 1);
  if (held > 0) {
    const n = min(bytes, BLOCK_BYTES - held);
    memory.copy(context + BLOCK + <usize>held, p, n);
    held += n;
    p += <usize>n;
    bytes -= n;
    if (held < BLOCK_BYTES) return;
    digestBlock(context, context + BLOCK);
  }
  for (; bytes >= BLOCK_BYTES; bytes -= BLOCK_BYTES, p += BLOCK_BYTES) digestBlock(context, p);
  memory.copy(context + BLOCK, p, bytes);
}
/** Pads, and writes the digest of 16 bytes to `out`. */
export function md5Final(context: usize, out: usize): void {
  const seen = load<u64>(context, SEEN);
  let held = <usize>(seen >> 3) & (<usize>BLOCK_BYTES - 1);
  store<u8>(context + BLOCK + held++, 0x80);
  if (held > <usize>BLOCK_BYTES - 8) {
    memory.fill(context + BLOCK + held, 0, <usize>BLOCK_BYTES - held);
    digestBlock(context, context + BLOCK);
    held = 0;
  }
  memory.fill(context + BLOCK + held, 0, <usize>BLOCK_BYTES - 8 - held);
  store<u64>(context, seen, BLOCK + 56);
  digestBlock(context, context + BLOCK);
  memory.copy(out, context, MD5_DIGEST);
}

function digestBlock(context: usize, block: usize): void {
  let a = load<u32>(context), b = load<u32>(context, 4), c = load<u32>(context, 8), d = load<u32>(context, 12);
  for (let i: u32 = 0; i < 64; i++) {
    const round = i >> 4;
    let f: u32, word: u32;
    if (round == 0) { f = (b & c) | (~b & d); word = i; }
    else if (round == 1) { f = (d & b) | (~d & c); word = 5 * i + 1; }
    else if (round == 2) { f = b ^ c ^ d; word = 3 * i + 5; }
    else { f = c ^ (b | ~d); word = 7 * i; }
    f += a + unchecked(SINES[i]) + load<u32>(block + (<usize>(word & 15) << 2));
    a = d;
    d = c;
    c = b;
    b += rotl<u32>(f, unchecked(ROTATIONS[<i32>(round << 2) | <i32>(i & 3)]));
  }
  store<u32>(context, load<u32>(context) + a);
  store<u32>(context, load<u32>(context, 4) + b, 4);
  store<u32>(context, load<u32>(context, 8) + c, 8);
  store<u32>(context, load<u32>(context, 12) + d, 12);
}
