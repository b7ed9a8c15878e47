package kierkegrad.conformance;

import java.util.Arrays;
import kierkegrad.tensor.DType;

/// How far two results lie apart.
///
/// @param type of the results
/// @param relative see [Tolerance]; infinite where one is NaN, infinite or missing and the other is
///   not
/// @param ulps the same in units in the last place of the divisor
public record Deviation(DType type, double relative, double ulps) {
  /// Equal results.
  public static Deviation none(DType type) {
    return new Deviation(type, 0, 0);
  }

  /// The larger one.
  public Deviation max(Deviation other) {
    return other.relative > relative ? other : this;
  }

  /// Between numbers of ours and of theirs.
  public static Deviation of(DType type, double[] ours, double[] theirs) {
    if (ours.length != theirs.length) {
      return new Deviation(type, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    double largest = Arrays.stream(theirs).filter(Double::isFinite).map(Math::abs).max().orElse(0);
    Tolerance tolerance = Tolerance.of(type);
    double least = Math.max(Tolerance.LEAST, largest * tolerance.share());
    Deviation worst = none(type);
    for (int i = 0; i < ours.length; i++) {
      worst = worst.max(between(type, ours[i], theirs[i], least));
    }
    return worst;
  }

  /// Between results of ours and of theirs, which must have one shape.
  public static Deviation of(Values ours, Values theirs) {
    return ours.type() == theirs.type() && Arrays.equals(ours.shape(), theirs.shape())
        ? of(theirs.type(), ours.numbers(), theirs.numbers())
        : new Deviation(theirs.type(), Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /// Between numbers that must be equal to the bit.
  public static Deviation ofBits(DType type, double[] ours, double[] theirs) {
    boolean equal =
        ours.length == theirs.length
            && Arrays.equals(
                Arrays.stream(ours).mapToLong(Double::doubleToLongBits).toArray(),
                Arrays.stream(theirs).mapToLong(Double::doubleToLongBits).toArray());
    return equal
        ? none(type)
        : new Deviation(type, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  private static Deviation between(DType type, double ours, double theirs, double least) {
    if (ours == theirs || (Double.isNaN(ours) && Double.isNaN(theirs))) {
      return none(type);
    }
    if (!Double.isFinite(ours) || !Double.isFinite(theirs)) {
      return new Deviation(type, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    double divisor = Math.max(Math.abs(theirs), least);
    double difference = Math.abs(ours - theirs);
    double ulp = type == DType.F32 ? Math.ulp((float) divisor) : Math.ulp(divisor);
    return new Deviation(type, difference / divisor, difference / ulp);
  }
}
