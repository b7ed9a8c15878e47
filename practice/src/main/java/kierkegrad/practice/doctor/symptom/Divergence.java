package kierkegrad.practice.doctor.symptom;

import java.util.List;
import java.util.Optional;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.doctor.Finding;
import kierkegrad.practice.doctor.Texts;
import kierkegrad.practice.doctor.Vitals;
import kierkegrad.practice.settings.Setting;

/// The loss grows.
final class Divergence implements Symptom {
  private static final double RISE = 1.5;

  @Override
  public About about() {
    return new About(
        "divergence",
        "the loss of the last epoch is %s times that of the best epoch or of the first step, and above that of a constant answer"
            .formatted(Texts.number(RISE)),
        "Steps are so long that they jump over the valley and land higher on its other side; the gradient there is steeper, so the next step is longer still.",
        "chosen on the tuning seeds");
  }

  @Override
  public boolean early() {
    return true;
  }

  @Override
  public Optional<Finding> look(Vitals v) {
    double[] losses = v.losses();
    if (losses.length == 0) {
      return Optional.empty();
    }
    double last = v.lastLoss();
    double best = Math.min(Vitals.least(losses), v.firstLoss());
    double constant = v.facts().constantLoss();
    if (!(last > RISE * best && last > 1.2 * constant)) {
      return Optional.empty();
    }
    return found(
        Severity.ERROR,
        "the loss grows: %s in epoch %d, after %s at its best"
            .formatted(Texts.number(last), losses.length, Texts.number(best)),
        List.of(
            "a constant answer has a loss of " + Texts.number(constant),
            "learning rate %s, update ratio ‖Δw‖/‖w‖ %s (about 0.001 is usual)"
                .formatted(Texts.number(v.get(Setting.LR)), Texts.number(v.ratio()))),
        Remedies.scale(v).orElseGet(() -> Remedies.lowerRate(v)));
  }
}
