package kierkegrad.formats.table;

/// What a model predicts.
public enum Task {
  /// One of several classes.
  CLASSIFICATION,
  /// A number.
  REGRESSION
}
