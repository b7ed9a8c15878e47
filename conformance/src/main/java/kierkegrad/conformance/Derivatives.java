package kierkegrad.conformance;

/// How often a case is differentiated.
public enum Derivatives {
  /// Values only.
  NONE,
  /// The first derivative.
  ONCE,
  /// The first and the second.
  TWICE
}
