package kierkegrad.cpu.conv;

import kierkegrad.cpu.machine.Machine;

/// The loops of Winograd's convolution F(4×4, 3×3) over arrays: small matrices that are applied to
/// `count` lanes at once, a multiple of [#LANES], `times` times. Lane i of operand j of time t lies
/// at `at + j·step + t·xNext + i`, lane i of result j at `to + j·toStep + t·yNext + i`. All
/// implementations have the same bits.
///
/// A convolution of four results by three weights takes six products: `Aᵀ((G·w) ⊙ (Bᵀ·x))`, which
/// stand for the values of polynomials at 0, ±a, ±b and ∞ (Lavin and Gray, Fast Algorithms for
/// Convolutional Neural Networks, 2015). The gradient in the weight is the same, transposed:
/// `Gᵀ((A·g) ⊙ (Bᵀ·x))`. With 5/8 and 3/2, rounding errors are half of what they are with the usual
/// 1 and 2, and everything but G is exact in float32.
interface WinogradLoops {
  /// The point a.
  float A = 5 / 8f;

  /// The point b.
  float B = 3 / 2f;

  /// `a²`.
  float AA = A * A;

  /// `b²`.
  float BB = B * B;

  /// The factor of the weights at 0.
  float AT_0 = 1 / (AA * BB);

  /// The factor of the weights at ±a.
  float AT_A = 1 / (2 * AA * (AA - BB));

  /// The factor of the weights at ±b.
  float AT_B = 1 / (2 * BB * (BB - AA));

  /// Lanes are rounded up to this: the widest vector.
  int LANES = 16;

  /// The loops that this machine runs fastest.
  static WinogradLoops best() {
    return Machine.hasVectors() ? new VectorWinograd() : new PlainWinograd();
  }

  /// One of the matrices.
  @FunctionalInterface
  interface Pass {
    /// Applies it.
    void run(
        float[] x,
        int at,
        int step,
        int xNext,
        float[] y,
        int to,
        int toStep,
        int yNext,
        int times,
        int count);
  }

  /// `Bᵀ`, six numbers of an image to six.
  void image(
      float[] x,
      int at,
      int step,
      int xNext,
      float[] y,
      int to,
      int toStep,
      int yNext,
      int times,
      int count);

  /// `G`, three weights to six numbers.
  void weight(
      float[] x,
      int at,
      int step,
      int xNext,
      float[] y,
      int to,
      int toStep,
      int yNext,
      int times,
      int count);

  /// `Aᵀ`, six products to four results.
  void result(
      float[] x,
      int at,
      int step,
      int xNext,
      float[] y,
      int to,
      int toStep,
      int yNext,
      int times,
      int count);

  /// `A`, the gradients of four results to six.
  void resultGradient(
      float[] x,
      int at,
      int step,
      int xNext,
      float[] y,
      int to,
      int toStep,
      int yNext,
      int times,
      int count);

  /// `Gᵀ`, the gradients of six products to those of three weights.
  void weightGradient(
      float[] x,
      int at,
      int step,
      int xNext,
      float[] y,
      int to,
      int toStep,
      int yNext,
      int times,
      int count);

  /// `y[j, i] = x[i, j]`: rows `xRow` apart become columns, columns become rows `yRow` apart.
  void transpose(float[] x, int at, int xRow, float[] y, int to, int yRow, int rows, int columns);

  /// Adds a bias per lane to the first rows of [#LANES] each.
  void bias(float[] y, int rows, float[] bias, int from);

  /// `y < 0 ? 0 : y`, so that NaN stays.
  void relu(float[] y, int count);

  /// `y ← y + x`.
  void add(float[] x, int at, float[] y, int to, int count);
}
