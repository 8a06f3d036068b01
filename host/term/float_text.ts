/** The texts of floats as Erlang writes and reads them. */

/** Floats from here on are not written in plain decimals: not every integer there is a float. */
const PLAIN_LIMIT = 2 ** 53;
/** Decimals and size up to which OTP rounds halves away from zero, by its own arithmetic. */
const OWN_ROUNDING_DECIMALS = 18;
const OWN_ROUNDING_LIMIT = 2 ** 53;

/**
 * The shortest text that reads back as the same float, as OTP 25 writes it: `1.0`, `0.001`, `1.0e-5`,
 * `1.5e21`. Plain or scientific, whichever is shorter.
 */
export function shortestFloat(value: number): string {
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const v = Math.abs(value);
  if (v === 0) return `${sign}0.0`;
  const [mantissa, exponentText] = v.toExponential().split("e") as [string, string];
  const digits = mantissa.replace(".", "");
  const exponent = Number(exponentText);
  const scientific = `${digits[0]}.${digits.slice(1) || "0"}e${exponent}`;
  let plain: string;
  if (exponent < 0) plain = `0.${"0".repeat(-exponent - 1)}${digits}`;
  else if (exponent + 1 >= digits.length) plain = `${digits}${"0".repeat(exponent + 1 - digits.length)}.0`;
  else plain = `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
  return sign + (v < PLAIN_LIMIT && plain.length <= scientific.length ? plain : scientific);
}

/** C's `%.<digits>e`. Not by toExponential(), which rounds halves up and not to even. */
export function scientificFloat(value: number, digits: number): string {
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const v = Math.abs(value);
  // The shortest form of 1.0e23 has a larger exponent than its exact value, hence the two corrections.
  let exponent = v === 0 ? 0 : Number(v.toExponential().split("e")[1]);
  let scaled = roundedInteger(v, digits - exponent);
  if (scaled.length <= digits && v !== 0) scaled = roundedInteger(v, digits - --exponent);
  if (scaled.length > digits + 1) scaled = roundedInteger(v, digits - ++exponent);
  const text = scaled.padEnd(digits + 1, "0");
  const power = String(Math.abs(exponent)).padStart(2, "0");
  return `${sign}${text[0]}${digits > 0 ? "." : ""}${text.slice(1)}e${exponent < 0 ? "-" : "+"}${power}`;
}

/** `digits` decimals behind the point, rounded as OTP 25's float_to_list/2 does. */
export function decimalFloat(value: number, digits: number): string {
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const v = Math.abs(value);
  if (digits <= OWN_ROUNDING_DECIMALS && v <= OWN_ROUNDING_LIMIT) {
    if (digits === 0) return sign + String(roundHalfUp(v));
    const scale = 10 ** digits;
    let whole = Math.floor(v), part = roundHalfUp((v - whole) * scale);
    if (part >= scale) {
      whole++;
      part = 0;
    }
    return `${sign}${whole}.${BigInt(part).toString().padStart(digits, "0")}`;
  }
  const scaled = roundedInteger(v, digits).padStart(digits + 1, "0");
  return digits === 0 ? sign + scaled : `${sign}${scaled.slice(0, -digits)}.${scaled.slice(-digits)}`;
}
/** Math.round would go wrong just below one half, where v + 0.5 rounds up. */
function roundHalfUp(v: number): number {
  const whole = Math.floor(v);
  return v - whole >= 0.5 ? whole + 1 : whole;
}

const fields = new DataView(new ArrayBuffer(8));
/** Exact v · 10^scale rounded to an integer, halves to even, in decimal. */
function roundedInteger(v: number, scale: number): string {
  fields.setFloat64(0, v);
  const bits = fields.getBigUint64(0), biased = Number(bits >> 52n);
  let numerator = (bits & 0xfffffffffffffn) | (biased === 0 ? 0n : 1n << 52n), denominator = 1n;
  const exponent = Math.max(biased, 1) - 1075;
  if (exponent >= 0) numerator <<= BigInt(exponent);
  else denominator <<= BigInt(-exponent);
  if (scale >= 0) numerator *= 10n ** BigInt(scale);
  else denominator *= 10n ** BigInt(-scale);
  let quotient = numerator / denominator;
  const twice = (numerator - quotient * denominator) * 2n;
  if (twice > denominator || (twice === denominator && (quotient & 1n) === 1n)) quotient++;
  return quotient.toString();
}

const FLOAT = /^[+-]?\d+[.,]\d+([eE][+-]?\d+)?$/;
/** The float that decimal text stands for, with a comma for its point too, as OTP takes it; NaN when it is none. */
export function parseFloatText(text: string): number { return FLOAT.test(text) ? Number(text.replace(",", ".")) : NaN; }
