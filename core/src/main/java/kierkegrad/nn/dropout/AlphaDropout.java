package kierkegrad.nn.dropout;

import java.util.Optional;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Mode;
import kierkegrad.random.Generator;
import kierkegrad.tensor.Tensor;

/// The dropout for SELU: while training, each element takes on SELU's value far below 0, −1.758…,
/// with probability p, and then all are scaled and shifted so that mean 0 and variance 1 stay. In
/// evaluation x as it is. PyTorch `AlphaDropout` (Klambauer et al., 2017).
///
/// @param p the probability, from 0 to 1; 0.5 by default. With 1 everything is 0
/// @param mode whether it is being trained; [Layer#train] and [Layer#eval] set it
/// @param generator what decides; the current one ([kierkegrad.random.Seed#current]) at each call
///   if absent
public record AlphaDropout(double p, Mode mode, Optional<Generator> generator) implements Layer {
  /// Half of the elements.
  public AlphaDropout() {
    this(0.5);
  }

  /// With probability p.
  public AlphaDropout(double p) {
    this(p, new Mode(), Optional.empty());
  }

  /// @throws IllegalArgumentException if p is not from 0 to 1
  public AlphaDropout {
    Masks.requireProbability(p);
  }

  @Override
  public Tensor forward(Tensor x) {
    return mode.isTraining() ? Masks.alpha(x, false, p, generator) : x;
  }

  /// Such as `AlphaDropout(p=0.5)`.
  @Override
  public String toString() {
    return "AlphaDropout(p=" + p + ")";
  }
}
