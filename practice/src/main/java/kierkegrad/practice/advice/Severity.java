package kierkegrad.practice.advice;

import java.util.Locale;

/// How much a finding matters; the gravest first.
public enum Severity {
  /// The training fails, or what it reports is not to be believed.
  ERROR,
  /// The training is likely to be slower or worse than it could be.
  WARNING,
  /// Worth a look.
  HINT;

  /// Its name, such as `warning`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
