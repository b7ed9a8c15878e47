package kierkegrad.practice.doctor.symptom;

import java.util.List;
import java.util.Optional;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.doctor.Finding;
import kierkegrad.practice.doctor.Texts;
import kierkegrad.practice.doctor.Vitals;

/// Gradients that get lost on the way back.
final class VanishingGradients implements Symptom {
  private static final double SMALL = 1e-2;

  @Override
  public About about() {
    return new About(
        "vanishing gradients",
        "at the start, the gradient (root mean square) of the first layer is less than %s of the last layer's, and the result suffers"
            .formatted(Texts.number(SMALL)),
        "Backwards, the gradient is multiplied by each layer's weights and slopes; a sigmoid's slope is at most 1/4, so that after six layers less than a thousandth is left.",
        "Glorot and Bengio 2010; ratio chosen on the tuning seeds");
  }

  @Override
  public Optional<Finding> look(Vitals v) {
    List<Integer> matrices = v.matrices();
    if (matrices.size() < 3) {
      return Optional.empty();
    }
    double first = v.earlySlope(matrices.getFirst());
    double last = v.earlySlope(matrices.getLast());
    double ratio = first / last;
    if (!(ratio < SMALL) || first == 0) {
      return Optional.empty();
    }
    return found(
        v.suffers() ? Severity.WARNING : Severity.HINT,
        "the gradient of the first of %d layers is %s times that of the last"
            .formatted(matrices.size(), Texts.number(ratio)),
        List.of(
            "%s %s, %s %s (root mean square, first tenth of the steps)"
                .formatted(
                    v.name(matrices.getFirst()),
                    Texts.number(first),
                    v.name(matrices.getLast()),
                    Texts.number(last)),
            v.outcome()),
        Remedies.firstWeights(v)
            .orElseGet(() -> Remedies.squashes(v) ? Remedies.relu(v) : Remedies.normalised()));
  }
}
