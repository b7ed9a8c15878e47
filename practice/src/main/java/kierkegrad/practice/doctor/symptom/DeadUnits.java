package kierkegrad.practice.doctor.symptom;

import java.util.List;
import java.util.Optional;
import kierkegrad.monitor.Measurements.ActivationPoint;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.doctor.Finding;
import kierkegrad.practice.doctor.Texts;
import kierkegrad.practice.doctor.Vitals;
import kierkegrad.practice.network.Activation;
import kierkegrad.practice.settings.Setting;

/// ReLUs that are 0 for every row.
final class DeadUnits implements Symptom {
  private static final double MANY = 0.5;

  @Override
  public About about() {
    return new About(
        "dead units",
        "ReLUs that give 0 for every one of up to 64 training rows: all of a layer, or at least %s if the result suffers"
            .formatted(Texts.percent(MANY)),
        "A ReLU that is 0 for every row has slope 0 for every row, so its weights get no gradient and it stays dead; a large step or a large negative bias pushes it there.",
        "Lu et al. 2019 (dying ReLU); shares chosen on the tuning seeds");
  }

  @Override
  public boolean early() {
    return true;
  }

  @Override
  public Optional<Finding> look(Vitals v) {
    return WorstLayer.of(v, ActivationPoint::dead)
        .filter(layer -> layer.end() >= MANY)
        .flatMap(layer -> finding(v, layer));
  }

  private Optional<Finding> finding(Vitals v, WorstLayer layer) {
    double share = layer.end();
    return found(
        share == 1 ? Severity.ERROR : v.suffers() ? Severity.WARNING : Severity.HINT,
        "%s of the units of layer %s (relu) are 0 for every row"
            .formatted(Texts.percent(share), layer.name()),
        List.of(
            "%s of its %d units at the start, %s after %d steps, of %d training rows"
                .formatted(
                    Texts.percent(layer.start()),
                    layer.function().units(),
                    Texts.percent(share),
                    layer.update(),
                    v.measured().probeRows()),
            v.outcome()),
        fix(v, layer.start()));
  }

  private static Fix fix(Vitals v, double atStart) {
    Optional<Fix> scale = Remedies.scale(v);
    if (scale.isPresent()) {
      return scale.get();
    }
    return atStart < MANY && Remedies.isFast(v)
        ? Remedies.lowerRate(v)
        : Fix.of(
            Setting.ACTIVATION,
            Activation.LEAKY_RELU,
            "its slope is never 0, so that units can come back");
  }
}
