package kierkegrad.nn.activation;

import java.util.Optional;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Mode;
import kierkegrad.op.RandomSlope;
import kierkegrad.random.Generator;
import kierkegrad.tensor.Tensor;

/// x if x > 0, otherwise a·x, where training draws a slope a between two bounds for every such
/// element and evaluation takes their mean. PyTorch `RReLU` (Xu et al., 2015).
///
/// @param lower the least slope; 1/8 by default
/// @param upper the largest slope; 1/3 by default
/// @param mode whether it is being trained; [Layer#train] and [Layer#eval] set it
/// @param generator what draws; the current one ([kierkegrad.random.Seed#current]) at each call if
///   absent
public record RReLU(double lower, double upper, Mode mode, Optional<Generator> generator)
    implements Layer {
  /// Slopes from 1/8 to 1/3.
  public RReLU() {
    this(1 / 8.0, 1 / 3.0);
  }

  /// Slopes between these bounds.
  public RReLU(double lower, double upper) {
    this(lower, upper, new Mode(), Optional.empty());
  }

  /// @throws IllegalArgumentException if the lower bound is above the upper one
  public RReLU {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException("rrelu: lower " + lower + " is above upper " + upper);
    }
  }

  @Override
  public Tensor forward(Tensor x) {
    return mode.isTraining()
        ? x.mul(Tensor.apply(new RandomSlope(lower, upper, generator), x.detach()))
        : x.leakyRelu((lower + upper) / 2);
  }

  /// Such as `RReLU(lower=0.125, upper=0.3333333333333333)`.
  @Override
  public String toString() {
    return "RReLU(lower=" + lower + ", upper=" + upper + ")";
  }
}
