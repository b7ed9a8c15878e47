package kierkegrad.tensor;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import kierkegrad.op.Norm;
import kierkegrad.op.Op;
import kierkegrad.op.Window;

/// Normalisation: elements in units of how much their like vary. With x̂ = (x − μ)/√(σ² + ε), what
/// differs is over which elements mean μ and variance σ² are taken.
public sealed interface Normalizing permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// The last dimensions, those of the weight, normalised to mean 0 and variance 1, then times
  /// weight plus bias: `(x − μ)/√(σ² + ε)·w + b`. PyTorch `layer_norm`.
  ///
  /// @param weight of the shape of the normalised dimensions, as is the bias
  default Tensor layerNorm(Tensor weight, Tensor bias, double eps) {
    return norm(new Norm.LayerNorm(weight.rank(), eps), weight, bias);
  }

  /// Each channel of `[n, c, …]` normalised over the batch and all further dimensions to mean 0 and
  /// variance 1, then times weight plus bias, both `[c]`. PyTorch `batch_norm(training=True)`.
  default Tensor batchNorm(Tensor weight, Tensor bias, double eps) {
    return norm(new Norm.BatchNorm(eps), weight, bias);
  }

  private Tensor norm(Op op, Tensor weight, Tensor bias) {
    DType type = self().dtype().promote(weight.dtype()).promote(bias.dtype()).floating();
    return Tensor.apply(op, self().to(type), weight.to(type), bias.to(type));
  }

  /// Blocks of channels of `[n, c, …]`, each with all further dimensions, normalised to mean 0 and
  /// variance 1; then each channel times its weight plus its bias, both `[c]`. PyTorch `group_norm`
  /// (Wu and He, 2018).
  ///
  /// @throws ShapeException if the groups do not divide the channels
  default Tensor groupNorm(int groups, Optional<Tensor> weight, Optional<Tensor> bias, double eps) {
    Tensor x = self();
    if (x.rank() < 2 || groups < 1 || x.size(1) % groups != 0) {
      throw new ShapeException("group_norm: expects [n, c·" + groups + ", …], got " + x.shape());
    }
    DType type = x.dtype().floating();
    int rows = x.size(0) * groups;
    int width = IntStream.range(1, x.rank()).map(x::size).reduce(1, (a, b) -> a * b) / groups;
    Shape row = Shape.of(width);
    Tensor table = x.reshape(rows, width);
    Tensor y = table.layerNorm(Tensor.ones(type, row), Tensor.zeros(type, row), eps);
    Tensor normal = y.reshape(x.shape());
    Tensor scaled = weight.map(w -> normal.mul(perChannel(w))).orElse(normal);
    return bias.map(b -> scaled.add(perChannel(b))).orElse(scaled);
  }

  /// Each channel of each example of `[n, c, …]` normalised over all further dimensions to mean 0
  /// and variance 1, then times weight plus bias, both `[c]`. PyTorch `instance_norm` (Ulyanov et
  /// al., 2016).
  default Tensor instanceNorm(Optional<Tensor> weight, Optional<Tensor> bias, double eps) {
    return groupNorm(self().rank() < 2 ? 1 : self().size(1), weight, bias, eps);
  }

  /// The last dimensions, so many, divided by the root of the mean of their squares: `x/√(mean x² +
  /// ε)·w`. PyTorch `rms_norm` (Zhang and Sennrich, 2019).
  ///
  /// @param weight of the shape of these dimensions, if there is one
  /// @param eps the smallest step from 1 in the type of x, if absent
  default Tensor rmsNorm(int dims, Optional<Tensor> weight, Optional<Double> eps) {
    Tensor x = self().to(self().dtype().floating());
    int[] last = IntStream.range(x.rank() - dims, x.rank()).toArray();
    double small = eps.orElse((double) (x.dtype() == DType.F64 ? Math.ulp(1.0) : Math.ulp(1f)));
    Tensor y = x.mul(x.square().mean(last, true).add(small).rsqrt());
    return weight.map(y::mul).orElse(y);
  }

  /// Each element of `[n, c, …]` divided by `(k + α·m)^β`, where m is the mean of the squares of
  /// the elements at the same place in `size` neighbouring channels, zeros outside. PyTorch
  /// `local_response_norm` (Krizhevsky et al., 2012).
  default Tensor localResponseNorm(int size, double alpha, double beta, double k) {
    Tensor x = self();
    if (x.rank() < 3 || size < 1) {
      throw new ShapeException(
          "local_response_norm: expects [n, c, …] with 3 dimensions or more, and a size of at least 1, got "
              + x.shape());
    }
    Tensor squares = x.square().unsqueeze(1).flatten(3, -1);
    Tensor padded = squares.pad(new int[] {0, 0, size / 2, (size - 1) / 2});
    Window window = Window.of(size, 1);
    Tensor means = padded.avgPool2d(window, false, true).reshape(x.shape());
    return x.div(means.mul(alpha).add(k).pow(beta));
  }

  /// One number per channel, in a shape that broadcasts to this.
  private Tensor perChannel(Tensor numbers) {
    int[] sizes = new int[self().rank() - 1];
    Arrays.fill(sizes, 1);
    sizes[0] = self().size(1);
    if (numbers.elements() != sizes[0]) {
      throw new ShapeException(
          "group_norm: "
              + self().shape()
              + " needs weight and bias ["
              + sizes[0]
              + "], got "
              + numbers.shape());
    }
    return numbers.reshape(sizes);
  }
}
