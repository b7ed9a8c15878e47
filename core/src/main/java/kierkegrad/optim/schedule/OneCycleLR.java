package kierkegrad.optim.schedule;

import java.util.OptionalDouble;
import kierkegrad.check.Require;

/// One cycle (Smith and Topin, 2018): from `η/d` up to η, then down to `η/(d·f)` at the last step,
/// where it stays; with three phases first down to `η/d` as fast as it went up. η is the *highest*
/// rate. The momentum goes the other way: from its highest value down to its lowest and up again.
/// PyTorch `OneCycleLR`.
///
/// @param totalSteps the number of steps of the whole training
/// @param pctStart the share of steps on the way up; 0.3 by default
/// @param annealStrategy how it goes; along half a cosine by default
/// @param cycleMomentum whether the momentum moves; true by default
/// @param baseMomentum its lowest value; 0.85 by default
/// @param maxMomentum its highest value; 0.95 by default
/// @param divFactor d; 25 by default
/// @param finalDivFactor f; 10,000 by default
/// @param threePhase whether the way down has two phases; false by default
public record OneCycleLR(
    long totalSteps,
    double pctStart,
    Anneal annealStrategy,
    boolean cycleMomentum,
    double baseMomentum,
    double maxMomentum,
    double divFactor,
    double finalDivFactor,
    boolean threePhase)
    implements Schedule {
  /// PyTorch's defaults.
  public OneCycleLR(long totalSteps) {
    this(totalSteps, 0.3, Anneal.COS, true, 0.85, 0.95, 25, 1e4, false);
  }

  /// @throws IllegalArgumentException if a number is out of range
  public OneCycleLR {
    Require.positive("one-cycle schedule", "number of steps", totalSteps);
    Require.between("one-cycle schedule", "share on the way up", pctStart, 0, 1);
    Require.notNegative("one-cycle schedule", "lowest momentum", baseMomentum);
    Require.notNegative("one-cycle schedule", "highest momentum", maxMomentum);
    Require.positive("one-cycle schedule", "division factor", divFactor);
    Require.positive("one-cycle schedule", "final division factor", finalDivFactor);
  }

  /// With another share of steps on the way up.
  public OneCycleLR withPctStart(double pctStart) {
    return new OneCycleLR(
        totalSteps,
        pctStart,
        annealStrategy,
        cycleMomentum,
        baseMomentum,
        maxMomentum,
        divFactor,
        finalDivFactor,
        threePhase);
  }

  /// With another way to go.
  public OneCycleLR withAnnealStrategy(Anneal annealStrategy) {
    return new OneCycleLR(
        totalSteps,
        pctStart,
        annealStrategy,
        cycleMomentum,
        baseMomentum,
        maxMomentum,
        divFactor,
        finalDivFactor,
        threePhase);
  }

  /// Leaving the momentum as it is.
  public OneCycleLR withoutMomentum() {
    return new OneCycleLR(
        totalSteps,
        pctStart,
        annealStrategy,
        false,
        baseMomentum,
        maxMomentum,
        divFactor,
        finalDivFactor,
        threePhase);
  }

  /// With other bounds of the momentum.
  public OneCycleLR withMomentum(double baseMomentum, double maxMomentum) {
    return new OneCycleLR(
        totalSteps,
        pctStart,
        annealStrategy,
        true,
        baseMomentum,
        maxMomentum,
        divFactor,
        finalDivFactor,
        threePhase);
  }

  /// With other division factors.
  public OneCycleLR withDivFactors(double divFactor, double finalDivFactor) {
    return new OneCycleLR(
        totalSteps,
        pctStart,
        annealStrategy,
        cycleMomentum,
        baseMomentum,
        maxMomentum,
        divFactor,
        finalDivFactor,
        threePhase);
  }

  /// With three phases.
  public OneCycleLR withThreePhases() {
    return new OneCycleLR(
        totalSteps,
        pctStart,
        annealStrategy,
        cycleMomentum,
        baseMomentum,
        maxMomentum,
        divFactor,
        finalDivFactor,
        true);
  }

  @Override
  public double lr(double base, long time) {
    double first = base / divFactor;
    double last = first / finalDivFactor;
    return threePhase ? at(time, first, base, first, last) : at(time, first, base, last);
  }

  @Override
  public OptionalDouble momentum(long time) {
    if (!cycleMomentum) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        threePhase
            ? at(time, maxMomentum, baseMomentum, maxMomentum, maxMomentum)
            : at(time, maxMomentum, baseMomentum, maxMomentum));
  }

  /// The value on the way along these numbers, which stand at the ends of the phases.
  private double at(long time, double... values) {
    double last = totalSteps - 1.0;
    double now = Math.min(time, last);
    double begin = 0;
    for (int i = 1; i < values.length; i++) {
      double end = i == values.length - 1 ? last : i * (pctStart * totalSteps - 1);
      if (now <= end || i == values.length - 1) {
        double share = (now - begin) / (end - begin);
        return Double.isNaN(share)
            ? values[i]
            : annealStrategy.between(values[i - 1], values[i], share);
      }
      begin = end;
    }
    throw new IllegalStateException("the last phase has no end");
  }
}
