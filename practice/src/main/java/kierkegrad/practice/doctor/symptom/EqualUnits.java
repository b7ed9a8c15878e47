package kierkegrad.practice.doctor.symptom;

import java.util.List;
import java.util.Optional;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.doctor.Finding;
import kierkegrad.practice.doctor.Vitals;
import kierkegrad.practice.settings.Setting;

/// Units that all do the same.
final class EqualUnits implements Symptom {
  @Override
  public About about() {
    return new About(
        "equal units",
        "a weight matrix that is followed by another is all 0 before the first step",
        "Units with equal weights get equal gradients and stay equal for ever, so that a wide layer is no more than one unit; only different first weights break the symmetry.",
        "definition");
  }

  @Override
  public boolean early() {
    return true;
  }

  @Override
  public Optional<Finding> look(Vitals v) {
    List<Integer> matrices = v.matrices();
    if (v.measured().steps().isEmpty() || v.measured().steps().getFirst().update() != 0) {
      return Optional.empty();
    }
    List<String> zero =
        matrices.stream()
            .limit(Math.max(0, matrices.size() - 1))
            .filter(i -> v.measured().steps().getFirst().parameters().get(i).weightNorm() == 0)
            .map(v::name)
            .toList();
    if (zero.isEmpty()) {
      return Optional.empty();
    }
    return found(
        Severity.ERROR,
        "the units of a layer are all equal, because its weights start at 0",
        List.of("all 0 at the start: " + String.join(", ", zero), v.outcome()),
        v.get(Setting.GAIN) == 0
            ? Fix.of(Setting.GAIN, 1.0, "then weights start different from each other")
            : Remedies.fittingInit(v));
  }
}
