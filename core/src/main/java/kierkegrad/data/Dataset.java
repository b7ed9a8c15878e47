package kierkegrad.data;

/// Rows that can be fetched in any order.
public interface Dataset {
  /// The number of rows.
  int size();

  /// These rows, in this order.
  Batch rows(int... indices);
}
