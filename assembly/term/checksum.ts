/** CRC-32 (zlib's) and Adler-32 of runs of bytes, and of two runs from those of each. */
const CRC_POLYNOMIAL: u32 = 0xedb88320;
const crcTable: usize = memory.data(1024, 4);

function fillCrcTable(): void {
  for (let i: u32 = 0; i < 256; i++) {
    let c = i;
    for (let k = 0; k < 8; k++) c = (c & 1) != 0 ? CRC_POLYNOMIAL ^ (c >>> 1) : c >>> 1;
    store<u32>(crcTable + (<usize>i << 2), c);
  }
}
/** CRC of what `crc` is the CRC of followed by the bytes at `p`. */
export function crc32(crc: u32, p: usize, bytes: i32): u32 {
  if (load<u32>(crcTable, 4) == 0) fillCrcTable();
  let c = ~crc;
  for (const end = p + <usize>bytes; p < end; p++)
    c = load<u32>(crcTable + (<usize>((c ^ <u32>load<u8>(p)) & 0xff) << 2)) ^ (c >>> 8);
  return ~c;
}
/** Product of two polynomials over GF(2) modulo the CRC's, bits reflected as in the CRC itself. */
function multiplyModulo(a: u32, b: u32): u32 {
  let product: u32 = 0;
  for (let bit: u32 = 0x80000000; bit != 0; bit >>>= 1) {
    if ((a & bit) != 0) product ^= b;
    b = (b & 1) != 0 ? (b >>> 1) ^ CRC_POLYNOMIAL : b >>> 1;
  }
  return product;
}
/** CRC of two runs, the second `bytes` long: the first is multiplied by x^(8 · bytes). */
export function crc32Combine(first: u32, second: u32, bytes: u32): u32 {
  let power: u32 = 0x80000000, factor: u32 = 0x00800000; // 1 and x^8
  for (let n = bytes; n != 0; n >>>= 1) {
    if ((n & 1) != 0) power = multiplyModulo(power, factor);
    factor = multiplyModulo(factor, factor);
  }
  return multiplyModulo(power, first) ^ second;
}

const ADLER_MODULUS: u32 = 65521;
/** Bytes after which the sums must be reduced before they could overflow. */
const ADLER_RUN: i32 = 5552;
export function adler32(sum: u32, p: usize, bytes: i32): u32 {
  let a = sum & 0xffff, b = sum >>> 16;
  while (bytes > 0) {
    const n = min(bytes, ADLER_RUN);
    for (const end = p + <usize>n; p < end; p++) {
      a += load<u8>(p);
      b += a;
    }
    bytes -= n;
    a %= ADLER_MODULUS;
    b %= ADLER_MODULUS;
  }
  return (b << 16) | a;
}
/** Adler-32 of two runs, the second `bytes` long. */
export function adler32Combine(first: u32, second: u32, bytes: u32): u32 {
  if (bytes == 0) return first;
  const n = bytes % ADLER_MODULUS, a = first & 0xffff;
  let x = a + (second & 0xffff) + ADLER_MODULUS - 1;
  let y = (n * a) % ADLER_MODULUS + (first >>> 16) + (second >>> 16) + ADLER_MODULUS - n;
  if (x >= ADLER_MODULUS) x -= ADLER_MODULUS;
  if (x >= ADLER_MODULUS) x -= ADLER_MODULUS;
  if (y >= ADLER_MODULUS << 1) y -= ADLER_MODULUS << 1;
  if (y >= ADLER_MODULUS) y -= ADLER_MODULUS;
  return x | (y << 16);
}
