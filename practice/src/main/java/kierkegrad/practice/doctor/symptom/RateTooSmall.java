package kierkegrad.practice.doctor.symptom;

import java.util.List;
import java.util.Optional;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.doctor.Finding;
import kierkegrad.practice.doctor.Texts;
import kierkegrad.practice.doctor.Vitals;
import kierkegrad.practice.settings.Setting;

/// Updates that are small beside the weights.
final class RateTooSmall implements Symptom {
  private static final double SMALL = 3e-4;

  @Override
  public About about() {
    return new About(
        "learning rate too small",
        "an update moves no weight matrix by more than %s of its norm (the median step), the rate is below the usual one, and the result suffers"
            .formatted(Texts.number(SMALL)),
        "Steps are so short that the weights hardly leave where they started, however long the training is.",
        "Karpathy's rule of thumb: about 0.001; the bound is a third of that");
  }

  @Override
  public Optional<Finding> look(Vitals v) {
    double ratio = v.largestRatio();
    boolean slow = v.get(Setting.LR) < Remedies.usualRate(v);
    if (!(ratio < SMALL && slow && v.suffers() && v.evidence().failure().isEmpty())) {
      return Optional.empty();
    }
    return found(
        Severity.WARNING,
        "updates hardly move the weights: by %s of their size per step"
            .formatted(Texts.number(ratio)),
        List.of(
            "learning rate %s; %s is usual for %s on data of this size"
                .formatted(
                    Texts.number(v.get(Setting.LR)),
                    Texts.number(Remedies.usualRate(v)),
                    v.get(Setting.OPTIMIZER)),
            "loss %s at the start, %s at the end"
                .formatted(Texts.number(v.firstLoss()), Texts.number(v.lastLoss())),
            v.outcome()),
        Remedies.higherRate(v));
  }
}
