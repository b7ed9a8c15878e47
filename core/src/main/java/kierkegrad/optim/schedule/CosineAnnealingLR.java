package kierkegrad.optim.schedule;

import kierkegrad.check.Require;

/// `m + (η − m) · (1 + cos(π·t/T)) / 2`: from η down to m at time T, and up again after it. PyTorch
/// `CosineAnnealingLR` (Loshchilov and Hutter, 2017).
///
/// @param tMax T, where it is lowest
/// @param etaMin m; 0 by default
public record CosineAnnealingLR(long tMax, double etaMin) implements Schedule {
  /// Down to 0.
  public CosineAnnealingLR(long tMax) {
    this(tMax, 0);
  }

  /// @throws IllegalArgumentException if T is not positive or m is negative
  public CosineAnnealingLR {
    Require.positive("cosine schedule", "T", tMax);
    Require.notNegative("cosine schedule", "lowest rate", etaMin);
  }

  @Override
  public double lr(double base, long time) {
    return etaMin + (base - etaMin) * (1 + Math.cos(Math.PI * time / tMax)) / 2;
  }

  /// The distance from m shrinks as it does on its own; at the turn, where that is no factor, the
  /// first step up is added.
  @Override
  public double next(double now, double base, long time) {
    if (time == 0) {
      return now;
    }
    if (Math.floorMod(time - 1 - tMax, 2 * tMax) == 0) {
      return now + (base - etaMin) * (1 - Math.cos(Math.PI / tMax)) / 2;
    }
    return (1 + Math.cos(Math.PI * time / tMax))
            / (1 + Math.cos(Math.PI * (time - 1) / tMax))
            * (now - etaMin)
        + etaMin;
  }
}
