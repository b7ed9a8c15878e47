package kierkegrad.practice.doctor.symptom;

import java.util.List;
import java.util.Optional;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.doctor.Finding;
import kierkegrad.practice.doctor.Texts;
import kierkegrad.practice.doctor.Vitals;
import kierkegrad.practice.settings.Setting;

/// A loss that stays where it was.
final class NoLearning implements Symptom {
  private static final double LITTLE = 0.02;

  @Override
  public About about() {
    return new About(
        "no learning",
        "less than %s of a constant answer's loss is gone at the end, though simple methods do better than a guess"
            .formatted(Texts.percent(LITTLE)),
        "The network answers nearly the same for every row: what it has learnt is how often each answer occurs, and the input does not reach the output.",
        "chosen on the tuning seeds");
  }

  @Override
  public boolean general(Vitals v) {
    return true;
  }

  @Override
  public Optional<Finding> look(Vitals v) {
    if (!(v.progress() < LITTLE && v.suffers())) {
      return Optional.empty();
    }
    return found(
        Severity.ERROR,
        "nothing is learnt: the loss is %s at the end, and that of a constant answer is %s"
            .formatted(Texts.number(v.lastLoss()), Texts.number(v.facts().constantLoss())),
        List.of(v.outcome(), "update ratio ‖Δw‖/‖w‖ " + Texts.number(v.ratio())),
        Remedies.scale(v)
            .orElseGet(() ->
                Remedies.isFast(v)
                    ? Remedies.lowerRate(v)
                    : v.get(Setting.LR) < Remedies.usualRate(v) / 3
                        ? Remedies.higherRate(v)
                        : v.get(Setting.NET).values().size() > 4
                            ? Remedies.normalised()
                            : Remedies.wider(v)));
  }
}
