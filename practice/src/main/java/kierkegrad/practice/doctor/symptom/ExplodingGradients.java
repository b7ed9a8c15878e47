package kierkegrad.practice.doctor.symptom;

import java.util.List;
import java.util.Optional;
import kierkegrad.monitor.Measurements.StepPoint;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.doctor.Finding;
import kierkegrad.practice.doctor.Texts;
import kierkegrad.practice.doctor.Vitals;
import kierkegrad.practice.settings.Setting;

/// Gradients that grow on the way back.
final class ExplodingGradients implements Symptom {
  private static final double LARGE = 1e3;
  private static final double RATIO = 100;

  @Override
  public About about() {
    return new About(
        "exploding gradients",
        "the norm of all gradients is above %s times the constant answer's loss in the first tenth of the steps, or the first layer's gradient is above %s times the last one's"
            .formatted(Texts.number(LARGE), Texts.number(RATIO)),
        "Backwards, the gradient is multiplied by each layer's weights; if they are too large it grows from layer to layer, and one step destroys what was learnt.",
        "Pascanu et al. 2013; numbers chosen on the tuning seeds");
  }

  @Override
  public Optional<Finding> look(Vitals v) {
    List<Integer> matrices = v.matrices();
    List<StepPoint> steps = v.measured().steps();
    if (matrices.isEmpty() || steps.isEmpty()) {
      return Optional.empty();
    }
    double norm =
        steps.stream()
            .limit(Math.max(1, steps.size() / 10))
            .mapToDouble(StepPoint::gradientNorm)
            .max()
            .orElse(0);
    double ratio = v.earlySlope(matrices.getFirst()) / v.earlySlope(matrices.getLast());
    boolean large = norm > LARGE * v.facts().constantLoss();
    boolean grows = matrices.size() > 2 && ratio > RATIO;
    if (!(large || grows)) {
      return Optional.empty();
    }
    return found(
        v.suffers() ? Severity.WARNING : Severity.HINT,
        "gradients are very large: their norm reaches " + Texts.number(norm),
        List.of(
            "the first layer's gradient is %s times the last one's (root mean square)"
                .formatted(Texts.number(ratio)),
            "first loss %s; a constant answer has %s"
                .formatted(Texts.number(v.firstLoss()), Texts.number(v.facts().constantLoss())),
            v.outcome()),
        Remedies.scale(v)
            .orElseGet(() ->
                v.get(Setting.CLIP) == 0
                    ? Fix.of(Setting.CLIP, 1.0, "no step can then be longer than the rate allows")
                    : Remedies.normalised()));
  }
}
