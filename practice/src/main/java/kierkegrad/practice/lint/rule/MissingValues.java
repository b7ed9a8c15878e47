package kierkegrad.practice.lint.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.table.Encoder;
import kierkegrad.formats.table.Feature;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Sample;
import kierkegrad.practice.lint.Setup;
import kierkegrad.practice.settings.Setting;

/// A column that is mostly missing says little.
final class MissingValues implements Rule {
  @Override
  public String name() {
    return "missing-values";
  }

  @Override
  public String when() {
    return "the input that says whether a value is missing is 1 in more than half of the "
        + "training rows";
  }

  @Override
  public String why() {
    return "What stands in for a missing value is a guess, and a column of guesses adds "
        + "noise that the network can learn by heart.";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    Sample sample = setup.sample();
    Preparation preparation = setup.preparation().orElse(null);
    if (!(preparation instanceof Preparation.Tabular(Encoder encoder))) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < encoder.features().size(); i++) {
      if (encoder.features().get(i) instanceof Feature.Absence absence
          && Sample.mean(sample.of(sample.groups().get(i))) > 0.5) {
        names.add(absence.name());
      }
    }
    if (names.isEmpty()) {
      return Optional.empty();
    }
    String columns = String.join(", ", names);
    return finds(
        Severity.HINT,
        columns + ": missing in more than half of the training rows",
        Fix.of(Setting.IGNORE, String.join(",", names), "leave out " + columns));
  }
}
