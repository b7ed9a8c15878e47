package kierkegrad.random;

/// Makes sixteen normal numbers of sixteen uniform ones: the numbers j and j + 8 of a block become
/// `√(−2·ln(1 − u))·cos(2πv)` and `…·sin(2πv)` (Box and Muller, 1958).
///
/// In float32 [#fill] takes the C library's functions ([FloatFunctions]). In [#fillFused] the
/// logarithm, sine and cosine are the polynomials of the library Cephes (S. L. Moshier, *Methods
/// and Programs for Mathematical Functions*, 1989), rounded as PyTorch's AVX2 code rounds them:
/// where a product meets a sum, once.
final class NormalBlocks {
  private static final int HALF = 8;
  private static final float TWO_PI = (float) (2 * Math.PI);

  private NormalBlocks() {}

  static void fill(double[] y, int start, double mean, double deviation) {
    for (int j = start; j < start + HALF; j++) {
      double radius = Math.sqrt(-2 * Math.log(1 - y[j]));
      double angle = 2 * Math.PI * y[j + HALF];
      y[j] = Math.fma(radius * Math.cos(angle), deviation, mean);
      y[j + HALF] = Math.fma(radius * Math.sin(angle), deviation, mean);
    }
  }

  static void fill(float[] y, int start, float mean, float deviation) {
    for (int j = start; j < start + HALF; j++) {
      float radius = (float) Math.sqrt(-2 * FloatFunctions.log(1 - y[j]));
      float angle = (float) (2 * Math.PI * y[j + HALF]);
      y[j] = Math.fma(radius * FloatFunctions.cos(angle), deviation, mean);
      y[j + HALF] = Math.fma(radius * FloatFunctions.sin(angle), deviation, mean);
    }
  }

  static void fillFused(float[] y, int start, float mean, float deviation) {
    for (int j = start; j < start + HALF; j++) {
      float radius = (float) Math.sqrt(-2 * log(1 - y[j]));
      float angle = TWO_PI * y[j + HALF];
      int octant = (int) (angle * 1.27323954473516f) + 1 & ~1;
      float rest = rest(angle, octant);
      float square = rest * rest;
      float sine = sine(rest, square);
      float cosine = cosine(square);
      boolean swap = (octant & 2) != 0;
      float cos = swap ? sine : cosine;
      float sin = swap ? cosine : sine;
      // Of the eight octants, 2 to 5 have a negative cosine and 4 to 7 a negative sine.
      float signedCos = (octant - 2 & 4) == 0 ? -cos : cos;
      float signedSin = (octant & 4) == 0 ? sin : -sin;
      y[j] = Math.fma(radius * signedCos, deviation, mean);
      y[j + HALF] = Math.fma(radius * signedSin, deviation, mean);
    }
  }

  /// The natural logarithm of a normal float: the exponent times ln 2, in two parts of which the
  /// first is exact, and a polynomial of the significand between √½ and √2.
  static float log(float x) {
    int bits = Float.floatToRawIntBits(x);
    float exponent = (bits >>> 23) - 126;
    float significand = Float.intBitsToFloat(bits & 0x7F_FFFF | 0x3F00_0000);
    float r = significand - 1;
    if (significand < 0.707106781186547524f) {
      exponent -= 1;
      r += significand;
    }
    float square = r * r;
    float p = 7.0376836292e-2f;
    p = Math.fma(p, r, -1.1514610310e-1f);
    p = Math.fma(p, r, 1.1676998740e-1f);
    p = Math.fma(p, r, -1.2420140846e-1f);
    p = Math.fma(p, r, 1.4249322787e-1f);
    p = Math.fma(p, r, -1.6668057665e-1f);
    p = Math.fma(p, r, 2.0000714765e-1f);
    p = Math.fma(p, r, -2.4999993993e-1f);
    p = Math.fma(p, r, 3.3333331174e-1f);
    p = Math.fma(p * r, square, exponent * -2.12194440e-4f);
    p -= 0.5f * square;
    return Math.fma(exponent, 0.693359375f, r + p);
  }

  /// What is left of an angle after so many eighths of a turn, with π/4 in three parts.
  private static float rest(float angle, int octant) {
    float rest = Math.fma(octant, -0.78515625f, angle);
    rest = Math.fma(octant, -2.4187564849853515625e-4f, rest);
    return Math.fma(octant, -3.77489497744594108e-8f, rest);
  }

  private static float cosine(float square) {
    float p = Math.fma(2.443315711809948e-5f, square, -1.388731625493765e-3f);
    p = Math.fma(p, square, 4.166664568298827e-2f);
    return Math.fma(p * square, square, -0.5f * square) + 1;
  }

  private static float sine(float x, float square) {
    float p = Math.fma(-1.9515295891e-4f, square, 8.3321608736e-3f);
    p = Math.fma(p, square, -1.6666654611e-1f);
    return Math.fma(p * square, x, x);
  }
}
