package kierkegrad.nn.norm;

import java.util.Optional;
import java.util.stream.IntStream;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Blocks of channels of `[n, c, …]`, each with all further dimensions, normalised to mean 0 and
/// variance 1; then each channel times its weight plus its bias: `(x − μ)/√(σ² + ε)·w + b`. PyTorch
/// `GroupNorm` (Wu and He, 2018).
///
/// @param groups into how many blocks the channels fall
/// @param channels c
/// @param eps ε; 1e-5 by default
/// @param weight w `[c]`, ones at the start, if there is one
/// @param bias b `[c]`, zeros at the start, if there is one
public record GroupNorm(
    int groups, int channels, double eps, Optional<Parameter> weight, Optional<Parameter> bias)
    implements Layer {
  /// With ε = 1e-5, weight and bias.
  ///
  /// @throws IllegalArgumentException if the groups do not divide the channels
  public GroupNorm(int groups, int channels) {
    this(groups, channels, 1e-5, true);
  }

  /// With or without weight and bias.
  ///
  /// @throws IllegalArgumentException if the groups do not divide the channels
  public GroupNorm(int groups, int channels, double eps, boolean affine) {
    this(
        groups,
        channels,
        eps,
        affine ? Optional.of(new Parameter(Tensor.ones(channels))) : Optional.empty(),
        affine ? Optional.of(new Parameter(Tensor.zeros(channels))) : Optional.empty());
  }

  /// @throws IllegalArgumentException if the groups do not divide the channels
  public GroupNorm {
    if (groups < 1 || channels % groups != 0) {
      throw new IllegalArgumentException(
          "group_norm: " + channels + " channels do not fall into " + groups + " groups");
    }
  }

  @Override
  public Tensor forward(Tensor x) {
    if (x.rank() < 2 || x.size(1) != channels) {
      throw new ShapeException(
          "group_norm"
              + weight.map(w -> w.layer("weight")).orElse("")
              + ": expects [n, "
              + channels
              + ", …], got "
              + x.shape());
    }
    int spatial = IntStream.range(2, x.rank()).map(x::size).reduce(1, (a, b) -> a * b);
    if (x.size(0) * (channels / groups) * spatial == 1) {
      throw new ShapeException(
          "group_norm: " + x.shape() + " has one value per group, which has no variance");
    }
    return x.groupNorm(groups, weight.map(Parameter::value), bias.map(Parameter::value), eps);
  }

  /// Such as `GroupNorm(2, 4, eps=1.0E-5, affine=true)`.
  @Override
  public String toString() {
    return "GroupNorm("
        + groups
        + ", "
        + channels
        + ", eps="
        + eps
        + ", affine="
        + weight.isPresent()
        + ")";
  }
}
