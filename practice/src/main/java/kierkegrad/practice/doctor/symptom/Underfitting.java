package kierkegrad.practice.doctor.symptom;

import java.util.List;
import java.util.Optional;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.doctor.Finding;
import kierkegrad.practice.doctor.Texts;
import kierkegrad.practice.doctor.Vitals;
import kierkegrad.practice.settings.Setting;

/// A network that does not learn what could be learnt.
final class Underfitting implements Symptom {
  @Override
  public About about() {
    return new About(
        "underfitting",
        "on its own training rows, the network's accuracy is more than %s (R²: %s) below what a linear model or nearest neighbours reach on rows they have not seen"
            .formatted(Texts.number(Vitals.MARGIN), Texts.number(2 * Vitals.MARGIN)),
        "The network is too small for the border between the classes, or has not been trained to the end.",
        "leave-one-out references; margin chosen on the tuning seeds");
  }

  @Override
  public boolean general(Vitals v) {
    return true;
  }

  @Override
  public Optional<Finding> look(Vitals v) {
    if (!v.suffers() || v.evidence().failure().isPresent()) {
      return Optional.empty();
    }
    return found(
        Severity.WARNING,
        "%s %s on the training rows; simple methods reach %s on rows they have not seen"
            .formatted(
                v.scoreName(),
                Texts.number(v.trainScore().orElse(Double.NaN)),
                Texts.number(v.reference().orElse(Double.NaN))),
        List.of(
            v.outcome(),
            "network %s, %d epochs".formatted(v.get(Setting.NET), v.evidence().epochs().size())),
        Remedies.wider(v));
  }
}
