package kierkegrad.practice.lint;

import java.util.List;
import java.util.Optional;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.rule.Rules;

/// One thing that a set-up is checked for.
public interface Rule {
  /// Its name, such as `unscaled-features`.
  String name();

  /// When it speaks, with its thresholds, for the manual.
  String when();

  /// Why what it finds hurts, one sentence.
  String why();

  /// What it finds about a set-up.
  Optional<Finding> check(Setup setup);

  /// A finding of this rule.
  default Optional<Finding> finds(Severity severity, String what, Fix fix) {
    return Optional.of(new Finding(name(), severity, what, why(), fix));
  }

  /// All rules, in the order in which they are applied and told.
  static List<Rule> all() {
    return Rules.ALL;
  }
}
