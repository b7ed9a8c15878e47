package kierkegrad.practice.doctor.symptom;

import java.util.List;
import java.util.Optional;
import kierkegrad.monitor.Measurements.ActivationPoint;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.doctor.Finding;
import kierkegrad.practice.doctor.Texts;
import kierkegrad.practice.doctor.Vitals;

/// Sigmoids and tanhs at the ends of their range.
final class Saturation implements Symptom {
  private static final double MUCH = 0.5;

  @Override
  public About about() {
    return new About(
        "saturated units",
        "more than %s of the values of a sigmoid below 0.01 or above 0.99, or of a tanh beyond ±0.98, and the result suffers"
            .formatted(Texts.percent(MUCH)),
        "At the ends of a sigmoid or tanh the slope is nearly 0, so almost no gradient passes; weights or inputs are too large for it.",
        "Glorot and Bengio 2010; share chosen on the tuning seeds");
  }

  @Override
  public Optional<Finding> look(Vitals v) {
    return WorstLayer.of(v, ActivationPoint::saturated)
        .filter(layer -> layer.end() > MUCH)
        .flatMap(layer -> finding(v, layer));
  }

  private Optional<Finding> finding(Vitals v, WorstLayer layer) {
    return found(
        v.suffers() || v.isPoor() ? Severity.WARNING : Severity.HINT,
        "%s of the values of layer %s (%s) are at an end of their range"
            .formatted(Texts.percent(layer.end()), layer.name(), layer.function().name()),
        List.of(
            "%s at the start, %s after %d steps"
                .formatted(
                    Texts.percent(layer.start()), Texts.percent(layer.end()), layer.update()),
            v.outcome()),
        fix(v, layer.start()));
  }

  private static Fix fix(Vitals v, double atStart) {
    Optional<Fix> scale = Remedies.scale(v);
    if (scale.isPresent()) {
      return scale.get();
    }
    return atStart <= MUCH && Remedies.isFast(v) ? Remedies.lowerRate(v) : Remedies.relu(v);
  }
}
