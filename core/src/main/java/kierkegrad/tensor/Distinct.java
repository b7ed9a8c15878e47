package kierkegrad.tensor;

import java.util.Optional;
import kierkegrad.tensor.Ordering.Unique;

/// Distinct elements and how often they occur.
final class Distinct {
  private Distinct() {}

  static Unique elements(Tensor x) {
    Tensor flat = x.detach().flatten();
    Tensor order = flat.argsort(0);
    Tensor sorted = flat.indexSelect(0, order);
    Tensor begins = Tensor.zeros(DType.U8, Shape.of(0));
    if (flat.elements() > 0) {
      int n = flat.elements() - 1;
      begins = sorted.narrow(0, 1, n).ne(sorted.narrow(0, 0, n)).to(DType.U8).pad(0, 1, 0, 1);
    }
    return grouped(begins, order, x.shape(), kept -> sorted.indexSelect(0, kept));
  }

  /// What the first of equal slices looks like at these places of the order.
  @FunctionalInterface
  private interface Choice {
    Tensor at(Tensor places);
  }

  /// @param begins per sorted element whether a new value begins there
  private static Unique grouped(Tensor begins, Tensor order, Shape shape, Choice choice) {
    Tensor starts = begins.nonzero().reshape(-1);
    Tensor group = begins.to(DType.I64).cumsum(0).sub(1);
    int n = order.elements();
    Tensor inverse = Tensor.zeros(DType.I64, Shape.of(n)).indexCopy(0, order, group);
    Tensor counts = group.bincount(0).reshape(starts.elements());
    return new Unique(choice.at(starts), inverse.reshape(shape), counts);
  }

  static Unique slices(Tensor x, int dim) {
    int axis = x.shape().axis(dim);
    if (x.rank() == 0) {
      return elements(x);
    }
    int n = x.size(axis);
    Tensor rows = x.detach().transpose(0, axis);
    Shape shape = rows.shape();
    int width = n == 0 ? 0 : x.elements() / n;
    Tensor flat = rows.reshape(n, width);
    // By the last column first: a stable sort keeps the order of the later columns.
    Tensor order = Tensor.arange(n);
    for (int column = width - 1; column >= 0; column--) {
      Tensor keys = flat.select(1, column).indexSelect(0, order);
      order = order.indexSelect(0, keys.argsort(0));
    }
    Tensor sorted = flat.indexSelect(0, order);
    Tensor begins = Tensor.zeros(DType.U8, Shape.of(0));
    if (n > 0) {
      Tensor differs = sorted.narrow(0, 1, n - 1).ne(sorted.narrow(0, 0, n - 1));
      begins = differs.sum(1).ne(0).to(DType.U8).pad(0, 1, 0, 1);
    }
    return grouped(
        begins,
        order,
        Shape.of(n),
        kept ->
            sorted.indexSelect(0, kept).reshape(shape.with(0, kept.elements())).transpose(0, axis));
  }

  static Tensor counts(Tensor x, Optional<Tensor> weights, int minLength) {
    if (x.rank() != 1 || weights.filter(w -> !w.shape().equals(x.shape())).isPresent()) {
      throw new ShapeException(
          "bincount: expects a vector of integers, and as many weights; got "
              + x.shape()
              + weights.map(w -> " and " + w.shape()).orElse(""));
    }
    if (x.dtype().isFloating() || minLength < 0) {
      throw new IllegalArgumentException(
          "bincount: elements are "
              + x.dtype().torchName()
              + ", least length "
              + minLength
              + "; expects integers and at least 0");
    }
    boolean empty = x.elements() == 0;
    if (!empty && x.amin().item() < 0) {
      throw new IllegalArgumentException(
          "bincount: " + (long) x.amin().item() + " is negative; counts are of 0, 1, …");
    }
    int length = empty ? minLength : Math.max(minLength, Math.toIntExact(x.amax().itemLong() + 1));
    DType type = weights.map(w -> w.dtype() == DType.F32 ? DType.F32 : DType.F64).orElse(DType.I64);
    Tensor added = weights.orElseGet(() -> Tensor.ones(DType.I64, x.shape())).to(type);
    return Tensor.zeros(type, Shape.of(length)).indexAdd(0, x.to(DType.I64), added);
  }

  static Tensor histogram(Tensor x, int bins, double low, double high) {
    if (bins < 1 || low > high || !x.dtype().isFloating()) {
      throw new IllegalArgumentException(
          "histc: "
              + bins
              + " bins from "
              + low
              + " to "
              + high
              + " of "
              + x.dtype().torchName()
              + "; expects at least one, in ascending order, of floating numbers");
    }
    double from = low;
    double to = high;
    if (low == high && x.elements() > 0) {
      from = x.amin().item();
      to = x.amax().item();
    }
    if (from == to) {
      from--;
      to++;
    }
    if (!Double.isFinite(from) || !Double.isFinite(to)) {
      throw new IllegalArgumentException(
          "histc: the range from " + from + " to " + to + " is not finite");
    }
    Tensor flat = x.detach().flatten();
    Tensor bin = flat.sub(from).mul(bins / (to - from)).floor().clamp(0, bins - 1);
    Tensor inside = flat.ge(from).and(flat.le(to));
    Tensor index = Tensor.where(inside, bin, Tensor.zeros(x.dtype(), Shape.SCALAR)).to(DType.I64);
    return Tensor.zeros(x.dtype(), Shape.of(bins)).indexAdd(0, index, inside.to(x.dtype()));
  }
}
