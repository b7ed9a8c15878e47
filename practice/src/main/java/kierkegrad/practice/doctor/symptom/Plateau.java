package kierkegrad.practice.doctor.symptom;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.doctor.Finding;
import kierkegrad.practice.doctor.Texts;
import kierkegrad.practice.doctor.Vitals;
import kierkegrad.practice.settings.Setting;

/// A loss that stands still long before the end.
final class Plateau implements Symptom {
  private static final double FLAT = 0.002;
  private static final int EPOCHS = 12;

  @Override
  public About about() {
    return new About(
        "plateau",
        "in the second half of at least %d epochs, the loss falls by less than %s times the constant answer's"
            .formatted(EPOCHS, Texts.number(FLAT)),
        "The training has found a valley's floor, or a flat place from which its steps do not lead out; more of the same steps win nothing.",
        "chosen on the tuning seeds");
  }

  @Override
  public Optional<Finding> look(Vitals v) {
    double[] losses = v.losses();
    if (losses.length < EPOCHS) {
      return Optional.empty();
    }
    int half = losses.length / 2;
    double won = losses[half] - Vitals.least(Arrays.copyOfRange(losses, half, losses.length));
    if (!(won < FLAT * v.facts().constantLoss())) {
      return Optional.empty();
    }
    List<String> evidence =
        List.of(
            "loss %s in epoch %d, %s in epoch %d"
                .formatted(
                    Texts.number(losses[half]),
                    half + 1,
                    Texts.number(v.lastLoss()),
                    losses.length),
            v.outcome());
    return v.suffers()
        ? found(
            Severity.WARNING,
            "the loss stands still since epoch %d".formatted(half + 1),
            evidence,
            Remedies.scale(v)
                .orElseGet(() -> Remedies.isFast(v) ? Remedies.lowerRate(v) : Remedies.wider(v)))
        : found(
            Severity.HINT,
            "the loss stands still since epoch %d; fewer epochs would do".formatted(half + 1),
            evidence,
            Fix.of(Setting.EPOCHS, half, "the second half changes nothing"));
  }

  @Override
  public boolean general(Vitals v) {
    return true;
  }
}
