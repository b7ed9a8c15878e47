package kierkegrad.optim.schedule;

import java.util.function.LongToDoubleFunction;

/// `η · λ(1) · λ(2) ⋯ λ(t)`. PyTorch `MultiplicativeLR`.
public final class MultiplicativeLR implements Schedule {
  private final LongToDoubleFunction factor;
  private final Recursion product = new Recursion(this::next);

  /// @param factor λ, what the rate is multiplied by at a time
  public MultiplicativeLR(LongToDoubleFunction factor) {
    this.factor = factor;
  }

  @Override
  public double lr(double base, long time) {
    return product.at(base, time);
  }

  @Override
  public double next(double now, double base, long time) {
    return time == 0 ? now : now * factor.applyAsDouble(time);
  }

  @Override
  public double start(double now, double base) {
    return now;
  }
}
