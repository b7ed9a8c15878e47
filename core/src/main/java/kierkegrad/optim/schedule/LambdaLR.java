package kierkegrad.optim.schedule;

import java.util.function.LongToDoubleFunction;

/// `η · λ(t)`. PyTorch `LambdaLR`.
///
/// @param factor λ, a function of the time
public record LambdaLR(LongToDoubleFunction factor) implements Schedule {
  @Override
  public double lr(double base, long time) {
    return base * factor.applyAsDouble(time);
  }
}
