package kierkegrad.practice.doctor.symptom;

import java.util.List;
import java.util.Optional;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.doctor.Finding;
import kierkegrad.practice.doctor.Texts;
import kierkegrad.practice.doctor.Vitals;
import kierkegrad.practice.settings.Setting;
import kierkegrad.train.History.Ending;

/// A training that ends while the loss still falls.
final class EndsTooEarly implements Symptom {
  private static final double STEEP = 0.05;

  @Override
  public About about() {
    return new About(
        "ends too early",
        "the loss still falls by more than %s over the last fifth of the epochs (or there are fewer than 5), and the result suffers"
            .formatted(Texts.percent(STEEP)),
        "Each epoch still wins something; the network has not been given the time to learn what it can.",
        "chosen on the tuning seeds");
  }

  @Override
  public Optional<Finding> look(Vitals v) {
    double[] losses = v.losses();
    boolean all = v.evidence().ending().filter(e -> e == Ending.COMPLETED).isPresent();
    if (losses.length == 0 || !all || !v.suffers()) {
      return Optional.empty();
    }
    int from = losses.length - 1 - Math.max(1, losses.length / 5);
    double before = from < 0 ? v.firstLoss() : losses[from];
    double fall = (before - v.lastLoss()) / Math.abs(before);
    boolean falls = losses.length < 5 ? fall > 0 : fall > STEEP;
    if (!falls || v.lastLoss() > 1.5 * v.facts().constantLoss()) {
      return Optional.empty();
    }
    return found(
        Severity.WARNING,
        "the training ends while the loss still falls: by %s towards the end"
            .formatted(Texts.percent(fall)),
        List.of(
            "loss %s after %d epochs, %s before"
                .formatted(Texts.number(v.lastLoss()), losses.length, Texts.number(before)),
            v.outcome()),
        v.get(Setting.LR) < Remedies.usualRate(v) / 5
            ? Remedies.higherRate(v)
            : Remedies.longer(v, 4));
  }
}
