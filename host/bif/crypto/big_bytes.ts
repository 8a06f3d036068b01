/** Integers as big-endian bytes without leading zeros; 0 is no bytes at all. */
const HEX = 16;

export const fromBytes = (bytes: Uint8Array): bigint => (bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString("hex")}`));

export function toBytes(value: bigint): Uint8Array {
  if (value === 0n) return new Uint8Array(0);
  const digits = value.toString(HEX);
  return Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, "hex");
}
