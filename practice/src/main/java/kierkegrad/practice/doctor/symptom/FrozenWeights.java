package kierkegrad.practice.doctor.symptom;

import java.util.List;
import java.util.Optional;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.doctor.Finding;
import kierkegrad.practice.doctor.Vitals;

/// Weights that never move.
final class FrozenWeights implements Symptom {
  private static final int STEPS = 3;

  @Override
  public About about() {
    return new About(
        "frozen weights",
        "a weight matrix does not change in any measured step while another does, though units before and behind it are alive",
        "What the optimizer does not get, or what needs no gradient, is not trained: the layer stays as it was drawn.",
        "definition");
  }

  @Override
  public Optional<Finding> look(Vitals v) {
    if (v.measured().steps().size() < STEPS) {
      return Optional.empty();
    }
    List<Integer> still = v.matrices().stream().filter(i -> isStill(v, i)).toList();
    boolean others = v.matrices().stream().anyMatch(i -> !still.contains(i) && v.ratio(i) > 1e-6);
    if (still.isEmpty() || !others) {
      return Optional.empty();
    }
    List<String> names = still.stream().map(v::name).toList();
    return found(
        Severity.WARNING,
        String.join(", ", names) + (names.size() == 1 ? " never moves" : " never move"),
        List.of(
            "no change in any of %d measured steps".formatted(v.measured().steps().size()),
            v.outcome()),
        Fix.words(
            "unfreeze these parameters, and give the optimizer all of model.parameters(); ignore this if you froze them on purpose"));
  }

  private static boolean isStill(Vitals v, int parameter) {
    return v.measured().steps().stream()
        .map(step -> step.parameters().get(parameter))
        .allMatch(p -> p.updateRatio() == 0 && p.gradientNorm() != 0);
  }
}
