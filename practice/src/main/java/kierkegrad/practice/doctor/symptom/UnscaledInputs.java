package kierkegrad.practice.doctor.symptom;

import java.util.List;
import java.util.Optional;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.doctor.Finding;
import kierkegrad.practice.doctor.Texts;
import kierkegrad.practice.doctor.Vitals;
import kierkegrad.practice.settings.Setting;

/// Inputs that are large.
final class UnscaledInputs implements Symptom {
  static final double LARGE = 10;

  @Override
  public About about() {
    return new About(
        "unscaled inputs",
        "an input has a root mean square above %s, features are not normalised, and the result suffers"
            .formatted(Texts.number(LARGE)),
        "The gradient of a weight is proportional to its input: one rate cannot fit a column in thousands and one below 1, and large inputs saturate or kill units at once.",
        "LeCun et al. 1998: mean 0, deviation 1");
  }

  @Override
  public Optional<Finding> look(Vitals v) {
    double largest = v.facts().largestInput();
    if (!(largest > LARGE && v.suffers())) {
      return Optional.empty();
    }
    return found(
        Severity.WARNING,
        "inputs are as large as " + Texts.number(largest),
        List.of("largest root mean square of a column: " + Texts.number(largest), v.outcome()),
        v.get(Setting.NORMALIZE)
            ? Fix.words("look for rows with values far outside the others")
            : Fix.of(Setting.NORMALIZE, true, "every column gets mean 0 and deviation 1"));
  }
}
