package kierkegrad.optim.schedule;

import kierkegrad.check.Require;

/// From η to s within n times, where it stays: for the time in which weights are averaged, see
/// [kierkegrad.optim.averaging.AveragedModel]. PyTorch `SWALR`.
///
/// @param swaLr s
/// @param annealEpochs n; 10 by default; at once if 0
/// @param annealStrategy how it goes there; along half a cosine by default
public record SWALR(double swaLr, long annealEpochs, Anneal annealStrategy) implements Schedule {
  /// PyTorch's defaults.
  public SWALR(double swaLr) {
    this(swaLr, 10, Anneal.COS);
  }

  /// @throws IllegalArgumentException if a number is negative
  public SWALR {
    Require.notNegative("swa schedule", "rate", swaLr);
    Require.notNegative("swa schedule", "number of times", annealEpochs);
  }

  @Override
  public double lr(double base, long time) {
    double share = share(time);
    return swaLr * share + base * (1 - share);
  }

  @Override
  public double next(double now, double base, long time) {
    double before = time == 0 ? 0 : share(time - 1);
    double first = before == 1 ? swaLr : (now - before * swaLr) / (1 - before);
    return lr(first, time);
  }

  @Override
  public double start(double now, double base) {
    return now;
  }

  private double share(long time) {
    double way = annealEpochs == 0 ? 1 : Math.min(1, (double) time / annealEpochs);
    return annealStrategy.between(0, 1, way);
  }
}
