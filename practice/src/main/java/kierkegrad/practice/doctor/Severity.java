package kierkegrad.practice.doctor;

import java.util.Locale;

/// How much a finding matters; the gravest first.
public enum Severity {
  /// The training cannot work like this.
  ERROR,
  /// The result is worse than it could be.
  WARNING,
  /// Worth knowing; the result is fine.
  NOTE;

  /// In lower case.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
