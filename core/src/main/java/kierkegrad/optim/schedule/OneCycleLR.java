package kierkegrad.optim.schedule;

import kierkegrad.check.Require;

/// One cycle (Smith and Topin, 2018): along half a cosine from `η/d` up to η, along another down to
/// `η/(d·f)` at the last step, where it stays. η is the *highest* rate. PyTorch `OneCycleLR` with
/// its cosine and two phases; the momentum stays as it is.
///
/// @param totalSteps the number of steps of the whole training
/// @param pctStart the share of steps on the way up; 0.3 by default
/// @param divFactor d; 25 by default
/// @param finalDivFactor f; 10,000 by default
public record OneCycleLR(long totalSteps, double pctStart, double divFactor, double finalDivFactor)
    implements Schedule {
  /// PyTorch's defaults.
  public OneCycleLR(long totalSteps) {
    this(totalSteps, 0.3, 25, 1e4);
  }

  /// @throws IllegalArgumentException if a number is out of range
  public OneCycleLR {
    Require.positive("one-cycle schedule", "number of steps", totalSteps);
    Require.share("one-cycle schedule", "share on the way up", pctStart);
    Require.positive("one-cycle schedule", "division factor", divFactor);
    Require.positive("one-cycle schedule", "final division factor", finalDivFactor);
  }

  @Override
  public double lr(double base, long time) {
    double first = base / divFactor;
    double last = first / finalDivFactor;
    double top = pctStart * totalSteps - 1;
    double end = totalSteps - 1.0;
    double now = Math.min(time, end);
    return now <= top
        ? between(first, base, now / top)
        : between(base, last, (now - top) / (end - top));
  }

  private static double between(double from, double to, double share) {
    return Double.isNaN(share) ? to : to + (from - to) / 2 * (1 + Math.cos(Math.PI * share));
  }
}
