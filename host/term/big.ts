/** Arithmetic on the core's largest integers with BigInt: the import `big` (assembly/term/host_big.ts). */

const LIMB_BYTES = 8;

/** The magnitude in `bytes`, least significant byte first. */
function read(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`);
}
/** Fills `out` with a magnitude, least significant byte first; false when it does not fit. */
function write(value: bigint, out: Uint8Array): boolean {
  const hex = value.toString(16), digits = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex").reverse();
  if (digits.length > out.length) return false;
  out.fill(0);
  out.set(digits);
  return true;
}

const binary: readonly ((a: bigint, b: bigint) => bigint)[] = [(a, b) => a * b, (a, b) => a / b, (a, b) => a % b];
const TO_TEXT = 3, FROM_TEXT = 4;

/**
 * @param bytes the core's memory from an address on
 * @returns 0 when it cannot be done; else the length of the text, or 1
 */
export function bigOperation(
  bytes: (ptr: number, length: number) => Uint8Array,
  operation: number, a: number, an: number, b: number, bn: number, out: number, room: number,
): number {
  if (operation === FROM_TEXT) {
    const digits = Buffer.from(bytes(a, an)).toString("latin1");
    return Number(write(BigInt(digits), bytes(out, room * LIMB_BYTES)));
  }
  const x = read(bytes(a, an * LIMB_BYTES));
  if (operation === TO_TEXT) {
    const text = x.toString();
    if (text.length > room) return 0;
    bytes(out, text.length).set(Buffer.from(text, "latin1"));
    return text.length;
  }
  const y = read(bytes(b, bn * LIMB_BYTES));
  return Number(write(binary[operation]!(x, y), bytes(out, room * LIMB_BYTES)));
}
