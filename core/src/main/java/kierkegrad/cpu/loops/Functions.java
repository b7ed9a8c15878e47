package kierkegrad.cpu.loops;

/// Functions of float32 as straight-line programs, within 2½ units in the last place, and right at
/// NaN, ±∞, ±0 and denormals.
///
/// Arguments are reduced as usual (Muller, *Elementary Functions*); the coefficients are minimax
/// fits of the remaining series. A comparison with NaN is false, so `select(gt(x, high), high, x)`
/// keeps NaN where a minimum would cost more.
final class Functions {
  private static final float LOG2_E = 1.44269504f;
  private static final float LN2_HIGH = 0x1.62e4p-1f;
  private static final float LN2_LOW = 0x1.7f7d1cp-20f;

  /// Adding it rounds to an integer, which then stands in the lowest bits.
  private static final float ROUNDER = 0x1.8p23f;

  private static final int ONE = 0x3f800000;
  private static final int SIGN = 0x80000000;
  private static final float TINY = 0x1p-24f;

  private Functions() {}

  /// x = k·ln 2 + r: the bits of `ROUNDER + k`, and eʳ − 1.
  private record Reduced(int bits, int rest) {}

  private static Reduced reduce(Program p, int x) {
    int shifted = p.fma(x, p.f(LOG2_E), p.f(ROUNDER));
    int k = p.sub(shifted, p.f(ROUNDER));
    int r = p.fma(k, p.f(-LN2_LOW), p.fma(k, p.f(-LN2_HIGH), x));
    int q =
        p.polynomial(
            r, 0x1.fffffep-2f, 0x1.5554bp-3f, 0x1.555674p-5f, 0x1.122792p-7f, 0x1.6beafap-10f);
    return new Reduced(p.bits(shifted), p.fma(p.mul(r, r), q, r));
  }

  static int exp(Program p, int x) {
    int low = p.f(-105);
    int high = p.f(89);
    int inside = p.select(p.lt(x, low), low, x);
    Reduced e = reduce(p, p.select(p.gt(inside, high), high, inside));
    // 2ᵏ in two factors, for k goes beyond the exponents of normal numbers.
    int half = p.shr(e.bits(), 1);
    int first = p.add(p.shl(half, 23), p.i(ONE));
    int second = p.add(p.shl(p.sub(e.bits(), half), 23), p.i(ONE));
    return p.mul(p.mul(p.add(e.rest(), p.f(1)), p.floats(first)), p.floats(second));
  }

  static int expm1(Program p, int x) {
    int low = p.f(-20);
    int high = p.f(89);
    int inside = p.select(p.lt(x, low), low, x);
    Reduced e = reduce(p, p.select(p.gt(inside, high), high, inside));
    // Half of 2ᵏ, which may be 2¹²⁸.
    int half = p.floats(p.add(p.shl(e.bits(), 23), p.i(ONE - (1 << 23))));
    int y = p.mul(p.fma(half, e.rest(), p.sub(half, p.f(0.5f))), p.f(2));
    return p.select(p.lt(p.abs(x), p.f(TINY)), x, y);
  }

  /// (e²ˣ − 1) / (e²ˣ + 1).
  static int tanh(Program p, int x) {
    int twice = p.mul(p.abs(x), p.f(2));
    Reduced e = reduce(p, p.select(p.gt(twice, p.f(20)), p.f(20), twice));
    int power = p.floats(p.add(p.shl(e.bits(), 23), p.i(ONE)));
    int y = p.fma(power, e.rest(), p.sub(power, p.f(1)));
    return withSignOf(p, p.div(y, p.add(y, p.f(2))), x);
  }

  /// With e^(−|x|), which cannot overflow.
  static int sigmoid(Program p, int x) {
    int z = exp(p, p.neg(p.abs(x)));
    return p.div(p.select(p.lt(x, p.f(0)), z, p.f(1)), p.add(z, p.f(1)));
  }

  /// The logarithm of a normal positive number.
  private static int logOfNormal(Program p, int x, int exponentOffset) {
    // x = 2ᵉ·m with m from √½ to √2.
    int low = p.i(0x3f3504f3);
    int shifted = p.sub(p.bits(x), low);
    int m = p.floats(p.add(p.and(shifted, p.i(0x7fffff)), low));
    int e = p.sub(p.cast(Value.Kind.F32, p.shr(shifted, 23)), exponentOffset);
    int f = p.sub(m, p.f(1));
    int series =
        p.polynomial(
            f,
            0x1.555548p-2f,
            -0x1.000006p-2f,
            0x1.99a4b2p-3f,
            -0x1.555c46p-3f,
            0x1.2337b2p-3f,
            -0x1.fc2374p-4f,
            0x1.e6ed6ep-4f,
            -0x1.de320ep-4f,
            0x1.145242p-4f);
    int f2 = p.mul(f, f);
    int y = p.fma(e, p.f(LN2_LOW), p.mul(p.mul(f2, f), series));
    return p.fma(e, p.f(LN2_HIGH), p.add(f, p.fma(p.f(-0.5f), f2, y)));
  }

  static int log(Program p, int x) {
    int small = p.lt(x, p.f(Float.MIN_NORMAL));
    int y =
        logOfNormal(
            p, p.select(small, p.mul(x, p.f(0x1p25f)), x), p.select(small, p.f(25), p.f(0)));
    int zero = p.compare(Value.Code.EQ, x, p.f(0));
    int defined = p.select(p.lt(x, p.f(0)), p.f(Float.NaN), y);
    int finite = p.select(zero, p.f(Float.NEGATIVE_INFINITY), defined);
    return p.select(p.lt(x, p.f(Float.POSITIVE_INFINITY)), finite, x);
  }

  /// ln u plus what rounding u = 1 + x has lost.
  static int log1p(Program p, int x) {
    int u = p.add(x, p.f(1));
    int log = log(p, u);
    int lost = p.sub(x, p.sub(u, p.f(1)));
    int y = p.select(p.gt(x, p.f(-1)), p.add(log, p.div(lost, u)), log);
    int finite = p.select(p.lt(x, p.f(Float.POSITIVE_INFINITY)), y, x);
    return p.select(p.lt(p.abs(x), p.f(TINY)), x, finite);
  }

  static int softplus(Program p, int x) {
    int e = exp(p, x);
    int u = p.add(e, p.f(1));
    int lost = p.sub(e, p.sub(u, p.f(1)));
    int y = p.add(logOfNormal(p, u, p.f(0)), p.div(lost, u));
    int small = p.select(p.lt(e, p.f(TINY)), e, y);
    return p.select(p.gt(x, p.f(20)), x, small);
  }

  /// x·P(x²) up to 1, beyond it 1 − e^Q(|x|).
  static int erf(Program p, int x) {
    int size = p.abs(x);
    int near =
        p.fma(
            x,
            p.polynomial(
                p.mul(x, x),
                0x1.06eba2p-3f,
                -0x1.81273ep-2f,
                0x1.ce2cf6p-4f,
                -0x1.b7f9p-6f,
                0x1.54057p-8f,
                -0x1.a3f6p-11f,
                0x1.496916p-14f),
            x);
    int q =
        p.polynomial(
            p.select(p.gt(size, p.f(4)), p.f(4), size),
            -0x1.3bf9f8p-12f,
            -0x1.20934ep+0f,
            -0x1.46996ep-1f,
            -0x1.a734dap-4f,
            0x1.676ddap-6f,
            -0x1.8584a4p-9f,
            0x1.8bda3ap-13f);
    Reduced e = reduce(p, q);
    int power = p.floats(p.add(p.shl(e.bits(), 23), p.i(ONE)));
    int far = p.sub(p.sub(p.f(1), power), p.mul(power, e.rest()));
    return p.select(p.lt(size, p.f(1)), near, withSignOf(p, far, x));
  }

  /// To the nearest integer, halves to even.
  static int round(Program p, int x) {
    int size = p.abs(x);
    int whole = p.f(0x1p23f);
    int y = withSignOf(p, p.sub(p.add(size, whole), whole), x);
    return p.select(p.lt(size, whole), y, x);
  }

  static int floor(Program p, int x) {
    int nearest = round(p, x);
    return p.select(p.gt(nearest, x), p.sub(nearest, p.f(1)), nearest);
  }

  /// A number of size `y` without a sign, with that of x.
  private static int withSignOf(Program p, int y, int x) {
    return p.floats(p.or(p.bits(y), p.and(p.bits(x), p.i(SIGN))));
  }
}
