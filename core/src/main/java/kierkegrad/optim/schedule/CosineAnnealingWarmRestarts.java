package kierkegrad.optim.schedule;

import kierkegrad.check.Require;

/// `m + (η − m) · (1 + cos(π·t/T)) / 2`, again and again, each time T times as long as before.
/// PyTorch `CosineAnnealingWarmRestarts` (Loshchilov and Hutter, 2017).
///
/// @param t0 the first T
/// @param tMult what T is multiplied by at each restart; 1 by default
/// @param etaMin m; 0 by default
public record CosineAnnealingWarmRestarts(long t0, long tMult, double etaMin) implements Schedule {
  /// Restarts after equal times, down to 0.
  public CosineAnnealingWarmRestarts(long t0) {
    this(t0, 1, 0);
  }

  /// @throws IllegalArgumentException if T or its factor is below 1 or m is negative
  public CosineAnnealingWarmRestarts {
    Require.positive("warm restarts", "first length", t0);
    Require.positive("warm restarts", "factor of the length", tMult);
    Require.notNegative("warm restarts", "lowest rate", etaMin);
  }

  @Override
  public double lr(double base, long time) {
    long length = t0;
    long now = tMult == 1 ? time % t0 : time;
    while (now >= length) {
      now -= length;
      length *= tMult;
    }
    return etaMin + (base - etaMin) * (1 + Math.cos(Math.PI * now / length)) / 2;
  }
}
