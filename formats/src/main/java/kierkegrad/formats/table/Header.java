package kierkegrad.formats.table;

/// Whether a CSV file begins with the names of its columns.
public enum Header {
  /// It does if no cell of the first row is a number.
  AUTO,
  /// It does.
  PRESENT,
  /// It does not; the columns are called `column1`, `column2`, ….
  ABSENT
}
