package kierkegrad.conformance;

import kierkegrad.tensor.DType;

/// How far results may lie apart. The one place where that is said.
///
/// A deviation is `|ours − theirs|` divided by `|theirs|`, but by no less than a share of the
/// largest number of the same result: where terms cancel, the small difference of large numbers has
/// the rounding of the large ones. Of a result without numbers above [#LEAST] in size, by that.
///
/// @param relative the largest deviation that passes
/// @param share of the largest number; 1 measures the whole result by its largest number
public record Tolerance(double relative, double share) {
  /// The least divisor.
  public static final double LEAST = 1e-3;

  /// Double precision.
  public static final Tolerance F64 = new Tolerance(1e-10, 1e-3);

  /// Single precision: both sides round differently, and derivatives add up many roundings.
  public static final Tolerance F32 = new Tolerance(1e-4, 1);

  /// Whole numbers and truth values are equal or not.
  public static final Tolerance EXACT = new Tolerance(0, 1);

  /// That of a type.
  public static Tolerance of(DType type) {
    return switch (type) {
      case F64 -> F64;
      case F32 -> F32;
      default -> EXACT;
    };
  }

  /// With another limit.
  public Tolerance within(double limit) {
    return new Tolerance(limit, share);
  }
}
