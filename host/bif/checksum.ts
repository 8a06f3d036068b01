/** Checksums that can be continued: zlib's crc32 and adler32. */

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n;
});

/** CRC-32 of `bytes` behind data whose CRC is `crc` (0 for none). */
export function crc32(crc: number, bytes: Uint8Array): number {
  let c = ~crc;
  for (let i = 0; i < bytes.length; i++) c = TABLE[(c ^ bytes[i]!) & 0xff]! ^ (c >>> 8);
  return ~c >>> 0;
}

const MODULUS = 65521;
/** Bytes that can be added before the sums may leave 32 bits. */
const STRETCH = 3800;

/** Adler-32 of `bytes` behind data whose checksum is `adler` (1 for none). */
export function adler32(adler: number, bytes: Uint8Array): number {
  let a = adler & 0xffff, b = adler >>> 16;
  for (let i = 0; i < bytes.length;) {
    for (const end = Math.min(i + STRETCH, bytes.length); i < end; i++) b += a += bytes[i]!;
    a %= MODULUS;
    b %= MODULUS;
  }
  return (b * 65536 + a) >>> 0;
}
