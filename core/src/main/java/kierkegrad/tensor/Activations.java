package kierkegrad.tensor;

import kierkegrad.op.Bend;
import kierkegrad.op.Composed;
import kierkegrad.op.Curve;

/// Activation functions beyond those of one line, such as [Pointwise#relu]: each is one operation
/// with its own formula and slope, which stand beside it in [Curve] and [Bend]. Integers become
/// floating first.
public sealed interface Activations permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor apply(Composed op) {
    return Tensor.apply(op, self().to(self().dtype().floating()));
  }

  /// x if x > 0, otherwise slope · x. PyTorch `leaky_relu`.
  default Tensor leakyRelu(double slope) {
    return apply(new Bend.LeakyRelu(slope));
  }

  /// x if x > 0, otherwise w · x, for weights that broadcast. PyTorch `prelu`, whose weight `[c]`
  /// stands for channels: reshape it to `[c, 1, 1]` for images.
  default Tensor prelu(Tensor weight) {
    DType type = self().dtype().promote(weight.dtype()).floating();
    return Tensor.apply(new Bend.Prelu(), self().to(type), weight.to(type));
  }

  /// x if x > 0, otherwise α(eˣ − 1). PyTorch `elu`.
  default Tensor elu(double alpha) {
    return apply(new Bend.Elu(alpha));
  }

  /// ELU with the two constants by which mean 0 and variance 1 stay. PyTorch `selu`.
  default Tensor selu() {
    return apply(Curve.SELU);
  }

  /// x if x > 0, otherwise α(e^(x/α) − 1). PyTorch `celu`.
  default Tensor celu(double alpha) {
    return apply(new Bend.Celu(alpha));
  }

  /// x·σ(x). PyTorch `silu`.
  default Tensor silu() {
    return apply(Curve.SILU);
  }

  /// x·tanh(softplus(x)). PyTorch `mish`.
  default Tensor mish() {
    return apply(Curve.MISH);
  }

  /// ln σ(x), without overflow. PyTorch `logsigmoid`.
  default Tensor logSigmoid() {
    return apply(Curve.LOG_SIGMOID);
  }

  /// min(max(x + 3, 0), 6)/6. PyTorch `hardsigmoid`.
  default Tensor hardsigmoid() {
    return apply(Curve.HARDSIGMOID);
  }

  /// x · min(max(x + 3, 0), 6)/6. PyTorch `hardswish`.
  default Tensor hardswish() {
    return apply(Curve.HARDSWISH);
  }

  /// min(max(x, low), high), with slope 0 at both bounds. PyTorch `hardtanh`.
  default Tensor hardtanh(double low, double high) {
    return apply(new Bend.Hardtanh(low, high));
  }

  /// min(max(x, 0), 6). PyTorch `relu6`.
  default Tensor relu6() {
    return hardtanh(0, 6);
  }

  /// x − tanh x. PyTorch `tanhshrink`.
  default Tensor tanhshrink() {
    return apply(Curve.TANHSHRINK);
  }

  /// ln(1 + e^(βx))/β, and x itself where βx is above the threshold. PyTorch `softplus`.
  default Tensor softplus(double beta, double threshold) {
    return beta == 1 && threshold == 20
        ? self().softplus()
        : apply(new Bend.Softplus(beta, threshold));
  }

  /// 0 for |x| ≤ λ, beyond it x moved towards 0 by λ. PyTorch `softshrink`.
  default Tensor softshrink(double lambda) {
    return apply(new Bend.Softshrink(lambda));
  }

  /// 0 for |x| ≤ λ, beyond it x. PyTorch `hardshrink`.
  default Tensor hardshrink(double lambda) {
    return apply(new Bend.Hardshrink(lambda));
  }

  /// x/(1 + |x|). PyTorch `softsign`.
  default Tensor softsign() {
    return apply(Curve.SOFTSIGN);
  }

  /// x if x > threshold, otherwise the value. PyTorch `threshold`.
  default Tensor threshold(double threshold, double value) {
    return apply(new Bend.Threshold(threshold, value));
  }

  /// The first half along a dimension times σ of the second. PyTorch `glu`.
  ///
  /// @throws ShapeException if the size is odd
  default Tensor glu(int dim) {
    int size = self().size(dim);
    if (size % 2 != 0) {
      throw new ShapeException(
          "glu: dimension "
              + dim
              + " of "
              + self().shape()
              + " has no two halves; its size is odd");
    }
    Tensor x = self().to(self().dtype().floating());
    return Tensor.apply(
        new Bend.Glu(), x.narrow(dim, 0, size / 2), x.narrow(dim, size / 2, size / 2));
  }

  /// The softmax of −x. PyTorch `softmin`.
  default Tensor softmin(int dim) {
    return self().neg().softmax(dim);
  }
}
