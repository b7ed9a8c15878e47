package kierkegrad.practice.lint;

import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;

/// Something odd about a set-up.
///
/// @param rule the name of the rule that found it, such as `unscaled-features`
/// @param severity how much it matters
/// @param what what was seen, with names and numbers
/// @param why why that hurts, one sentence
/// @param fix what to do about it
public record Finding(String rule, Severity severity, String what, String why, Fix fix) {
  /// Such as `warning: batch-size: 500 rows per step, but … (--batch 16)`.
  @Override
  public String toString() {
    return "%s: %s: %s (%s)".formatted(severity, rule, what, fix);
  }
}
