package kierkegrad.cpu.gemm;

/// What a product is added to.
public enum Start {
  /// Nothing.
  ZERO,
  /// What C holds: accumulation.
  RESULT,
  /// A bias per column, `[n]`.
  COLUMN_BIAS,
  /// A bias per row, `[m]`.
  ROW_BIAS
}
