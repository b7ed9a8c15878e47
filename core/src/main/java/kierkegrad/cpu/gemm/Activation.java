package kierkegrad.cpu.gemm;

/// What happens to every element of C in the end, while it is still in the cache.
public enum Activation {
  /// Nothing.
  NONE,
  /// `x < 0 ? 0 : x`, so that NaN stays.
  RELU,
  /// `1 / (1 + e⁻ˣ)`.
  SIGMOID,
  /// Hyperbolic tangent.
  TANH;

  void apply(float[] c, int from, int count) {
    switch (this) {
      case NONE -> {}
      case RELU -> {
        for (int i = from; i < from + count; i++) {
          c[i] = c[i] < 0 ? 0 : c[i];
        }
      }
      case SIGMOID -> {
        for (int i = from; i < from + count; i++) {
          c[i] = (float) (1 / (1 + Math.exp(-c[i])));
        }
      }
      case TANH -> {
        for (int i = from; i < from + count; i++) {
          c[i] = (float) Math.tanh(c[i]);
        }
      }
    }
  }

  void apply(double[] c, int from, int count) {
    switch (this) {
      case NONE -> {}
      case RELU -> {
        for (int i = from; i < from + count; i++) {
          c[i] = c[i] < 0 ? 0 : c[i];
        }
      }
      case SIGMOID -> {
        for (int i = from; i < from + count; i++) {
          c[i] = 1 / (1 + Math.exp(-c[i]));
        }
      }
      case TANH -> {
        for (int i = from; i < from + count; i++) {
          c[i] = Math.tanh(c[i]);
        }
      }
    }
  }
}
