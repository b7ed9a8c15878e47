package kierkegrad.nn.embedding;

import java.util.Optional;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// One vector per bag of rows.
record Bags(Lookup lookup, String mode) {
  /// @param index of rows `[n]`
  /// @param bag the number of the bag of each `[n]`
  /// @param count how many bags
  /// @param weights what each row is multiplied by `[n]`
  Tensor of(Tensor index, Tensor bag, int count, Optional<Tensor> weights) {
    Tensor rows = lookup.rows(index);
    Tensor scaled = weights.map(w -> rows.mul(w.to(rows.dtype()).unsqueeze(1))).orElse(rows);
    Optional<Tensor> padding =
        lookup.options().paddingIdx().isPresent()
            ? Optional.of(index.eq(lookup.options().paddingIdx().orElseThrow()))
            : Optional.empty();
    return mode.equals("max")
        ? largest(scaled, bag, count, padding)
        : sum(scaled, bag, count, padding);
  }

  private Tensor sum(Tensor rows, Tensor bag, int count, Optional<Tensor> padding) {
    DType type = rows.dtype();
    Tensor zero = Tensor.zeros(type, Shape.SCALAR);
    Tensor counted = padding.map(p -> Tensor.where(p.unsqueeze(1), zero, rows)).orElse(rows);
    Tensor sums = Tensor.zeros(type, Shape.of(count, rows.size(1))).indexAdd(0, bag, counted);
    if (mode.equals("sum")) {
      return sums;
    }
    Tensor ones = Tensor.ones(type, Shape.of(rows.size(0)));
    Tensor each = padding.map(p -> Tensor.where(p, zero, ones)).orElse(ones);
    Tensor sizes = Tensor.zeros(type, Shape.of(count)).indexAdd(0, bag, each);
    return sums.div(sizes.clamp(1, Double.POSITIVE_INFINITY).unsqueeze(1));
  }

  /// Of every bag, over all rows at once, those of other bags being −∞.
  private static Tensor largest(Tensor rows, Tensor bag, int count, Optional<Tensor> padding) {
    int n = rows.size(0);
    Shape result = Shape.of(count, rows.size(1));
    Tensor zeros = Tensor.zeros(rows.dtype(), result);
    if (n == 0 || result.elements() == 0) {
      return zeros.add(rows.sum(0));
    }
    Tensor own = bag.eq(Tensor.arange(count).unsqueeze(1));
    Tensor in = padding.map(p -> own.and(p.not())).orElse(own);
    Tensor never = Tensor.full(rows.dtype(), Shape.SCALAR, Double.NEGATIVE_INFINITY);
    Tensor spread = Tensor.where(in.unsqueeze(2), rows.unsqueeze(0), never);
    Tensor empty = in.to(DType.I64).sum(1).eq(0).unsqueeze(1);
    return Tensor.where(empty, zeros, spread.max(1).values());
  }
}
