package kierkegrad.random;

/// The logarithm, sine and cosine of float32 numbers as the C library glibc 2.28 and later computes
/// them: polynomials in double, rounded once.
///
/// The method and the constants are those of Arm's *optimized routines*.
final class FloatFunctions {
  private static final int OFFSET = 0x3f33_0000;
  private static final double LN_2 = 0x1.62e42fefa39efp-1;

  /// Of each of 16 parts of the interval from about 0.7 to 1.4 the reciprocal of its middle c, and
  /// ln c.
  private static final double[] RECIPROCALS = {
    0x1.661ec79f8f3bep+0,
    0x1.571ed4aaf883dp+0,
    0x1.49539f0f010bp+0,
    0x1.3c995b0b80385p+0,
    0x1.30d190c8864a5p+0,
    0x1.25e227b0b8eap+0,
    0x1.1bb4a4a1a343fp+0,
    0x1.12358f08ae5bap+0,
    0x1.0953f419900a7p+0,
    0x1p+0,
    0x1.e608cfd9a47acp-1,
    0x1.ca4b31f026aap-1,
    0x1.b2036576afce6p-1,
    0x1.9c2d163a1aa2dp-1,
    0x1.886e6037841edp-1,
    0x1.767dcf5534862p-1
  };

  private static final double[] LOGARITHMS = {
    -0x1.57bf7808caadep-2,
    -0x1.2bef0a7c06ddbp-2,
    -0x1.01eae7f513a67p-2,
    -0x1.b31d8a68224e9p-3,
    -0x1.6574f0ac07758p-3,
    -0x1.1aa2bc79c81p-3,
    -0x1.a4e76ce8c0e5ep-4,
    -0x1.1973c5a611cccp-4,
    -0x1.252f438e10c1ep-5,
    0x0p+0,
    0x1.aa5aa5df25984p-5,
    0x1.c5e53aa362eb4p-4,
    0x1.526e57720db08p-3,
    0x1.bc2860d22477p-3,
    0x1.1058bc8a07ee1p-2,
    0x1.4043057b6ee09p-2
  };

  private static final double QUARTERS = 0x1.45F306DC9C883p+23;
  private static final double HALF_PI = 0x1.921FB54442D18p0;
  private static final float EIGHTH = (float) (Math.PI / 4);

  private FloatFunctions() {}

  /// The natural logarithm of a normal, positive number.
  static float log(float x) {
    if (x == 1) {
      return 0;
    }
    int bits = Float.floatToRawIntBits(x);
    int above = bits - OFFSET;
    int part = above >> 19 & 15;
    int exponent = above >> 23;
    double z = Float.intBitsToFloat(bits - (above & 0xff80_0000));
    double r = Math.fma(z, RECIPROCALS[part], -1);
    double y0 = Math.fma(exponent, LN_2, LOGARITHMS[part]);
    double square = r * r;
    double y = Math.fma(0x1.5575b0be00b6ap-2, r, -0x1.ffffef20a4123p-2);
    y = Math.fma(-0x1.00ea348b88334p-2, square, y);
    return (float) Math.fma(y, square, y0 + r);
  }

  /// The sine of an angle from 0 to 2π.
  static float sin(float angle) {
    return wave(angle, 0);
  }

  /// The cosine of an angle from 0 to 2π.
  static float cos(float angle) {
    return wave(angle, 1);
  }

  /// The sine of an angle and so many quarters of a turn.
  private static float wave(float angle, int more) {
    if (angle < 0x1p-12f) {
      return more == 0 ? angle : 1;
    }
    int quarter = angle < EIGHTH ? 0 : (int) (angle * QUARTERS) + 0x80_0000 >> 24;
    double rest = Math.fma(-quarter, HALF_PI, angle);
    double square = rest * rest;
    double value = (quarter + more & 1) == 0 ? sine(rest, square) : cosine(square);
    return (float) ((quarter + more & 2) == 0 ? value : -value);
  }

  private static double sine(double x, double square) {
    double cube = x * square;
    double high = Math.fma(square, -0x1.994eb3774cf24p-13, 0x1.1107605230bc4p-7);
    double low = Math.fma(cube, -0x1.555545995a603p-3, x);
    return Math.fma(cube * square, high, low);
  }

  private static double cosine(double square) {
    double fourth = square * square;
    double high = Math.fma(square, 0x1.99343027bf8c3p-16, -0x1.6c087e89a359dp-10);
    double low = Math.fma(square, -0x1.ffffffd0c621cp-2, 1);
    low = Math.fma(fourth, 0x1.55553e1068f19p-5, low);
    return Math.fma(fourth * square, high, low);
  }
}
