package kierkegrad.nn.dropout;

import java.util.Optional;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Mode;
import kierkegrad.op.DropoutMask;
import kierkegrad.random.Generator;
import kierkegrad.tensor.Tensor;

/// While training, each element becomes 0 with probability p, and the others are multiplied by
/// `1/(1 − p)`, so that the mean stays. In evaluation x as it is. PyTorch `Dropout` (Srivastava et
/// al., 2014).
///
/// @param p the probability, from 0 to 1; 0.5 by default
/// @param mode whether it is being trained; [Layer#train] and [Layer#eval] set it
/// @param generator what decides; the current one ([Seed#current]) at each call if absent
public record Dropout(double p, Mode mode, Optional<Generator> generator) implements Layer {
  /// Half of the elements.
  public Dropout() {
    this(0.5);
  }

  /// With probability p.
  public Dropout(double p) {
    this(p, new Mode(), Optional.empty());
  }

  /// With probability p and a source of chance of its own.
  public Dropout(double p, Generator generator) {
    this(p, new Mode(), Optional.of(generator));
  }

  /// @throws IllegalArgumentException if p is not from 0 to 1
  public Dropout {
    Masks.requireProbability(p);
  }

  @Override
  public Tensor forward(Tensor x) {
    if (!mode.isTraining() || p == 0) {
      return x;
    }
    return x.mul(Tensor.apply(new DropoutMask(p, generator), x.detach()));
  }

  /// Such as `Dropout(p=0.5)`.
  @Override
  public String toString() {
    return "Dropout(p=" + p + ")";
  }
}
