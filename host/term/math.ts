/** The functions of Erlang's `math` module, in the order of assembly/bif/math.ts. */
type Operation = (a: number, b: number) => number;

/** x - y · n with n the quotient towards zero: JavaScript's % is C's fmod. */
const fmod: Operation = (x, y) => x % y;

export const mathOperations: readonly Operation[] = [
  Math.sin, Math.cos, Math.tan, Math.asin, Math.acos, Math.atan, Math.sinh, Math.cosh, Math.tanh, Math.asinh,
  Math.acosh, Math.atanh, erf, erfc, Math.exp, Math.log, Math.log2, Math.log10,
  Math.atan2, pow, fmod,
];

/** C's pow: unlike `**`, 1 to the power of anything is 1. */
function pow(x: number, y: number): number { return x === 1 ? 1 : x ** y; }

const polynomial = (x: number, ...coefficients: number[]): number => coefficients.reduceRight((sum, c) => sum * x + c, 0);

// Rational approximations in five ranges, after W. J. Cody, as in FreeBSD's s_erf.c (Sun Microsystems, 1993).
const ERX = 0.8450629115104675;
const EFX = 0.1283791670955126;
const near0 = (z: number): number =>
  polynomial(z, 0.12837916709551256, -0.3250421072470015, -0.02848174957559851,
    -0.005770270296489442, -2.3763016656650163e-5) /
  polynomial(z, 1, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766,
    0.00013249473800432164, -3.960228278775368e-6);
const near1 = (s: number): number =>
  polynomial(s, -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013,
    0.31834661990116175, -0.11089469428239668, 0.035478304325618236, -0.002166375594868791) /
  polynomial(s, 1, 0.10642088040084423, 0.540397917702171, 0.07182865441419627,
    0.12617121980876164, 0.01363708391202905, 0.011984499846799107);
const to2_86 = (s: number): number =>
  polynomial(s, -0.009864944034847148, -0.6938585727071818, -10.558626225323291,
    -62.375332450326006, -162.39666946257347, -184.60509290671104, -81.2874355063066,
    -9.814329344169145) /
  polynomial(s, 1, 19.651271667439257, 137.65775414351904, 434.56587747522923,
    645.3872717332679, 429.00814002756783, 108.63500554177944, 6.570249770319282,
    -0.0604244152148581);
const beyond2_86 = (s: number): number =>
  polynomial(s, -0.0098649429247001, -0.799283237680523, -17.757954917754752,
    -160.63638485582192, -637.5664433683896, -1025.0951316110772, -483.5191916086514) /
  polynomial(s, 1, 30.33806074348246, 325.7925129965739, 1536.729586084437,
    3199.8582195085955, 2553.0504064331644, 474.52854120695537, -22.44095244658582);

const words = new DataView(new ArrayBuffer(8));
/** erfc for |x| >= 1.25 as exp(-x²) times a rational function, the square split so that its rounding does not count. */
function tail(x: number): number {
  const s = 1 / (x * x);
  const r = x < 1 / 0.35 ? to2_86(s) : beyond2_86(s);
  words.setFloat64(0, x);
  words.setUint32(4, 0);
  const z = words.getFloat64(0);
  return Math.exp(-z * z - 0.5625) * Math.exp((z - x) * (z + x) + r) / x;
}

function erf(x: number): number {
  const a = Math.abs(x), sign = x < 0 ? -1 : 1;
  if (a < 0.84375) return a < 2 ** -28 ? x + EFX * x : x + x * near0(x * x);
  if (a < 1.25) return sign * (ERX + near1(a - 1));
  return a >= 6 ? sign : sign * (1 - tail(a));
}

function erfc(x: number): number {
  const a = Math.abs(x);
  if (a < 0.84375) {
    if (a < 2 ** -56) return 1 - x;
    const y = near0(x * x);
    return x < 0.25 ? 1 - (x + x * y) : 0.5 - (x - 0.5 + x * y);
  }
  if (a < 1.25) return x >= 0 ? 1 - ERX - near1(a - 1) : 1 + ERX + near1(a - 1);
  if (x <= -6) return 2;
  if (x >= 28) return 0;
  return x > 0 ? tail(a) : 2 - tail(a);
}
