package kierkegrad.formats.table;

/// What becomes of missing feature values.
public enum Missing {
  /// The median (numbers) or the most frequent value (categories) of the training rows stands in.
  IMPUTE,
  /// They are refused, with the line and column of the first.
  ERROR
}
