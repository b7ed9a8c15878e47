package kierkegrad.tensor;

import kierkegrad.tensor.Ordering.Interpolation;
import kierkegrad.tensor.Reductions.Extreme;

/// Medians, quantiles and modes, from sorted dimensions.
final class Medians {
  private Medians() {}

  static Tensor ofAll(Tensor x, boolean skipsNaN) {
    if (x.elements() == 0) {
      return Tensor.full(x.dtype(), Shape.SCALAR, x.dtype().isFloating() ? Double.NaN : 0);
    }
    Tensor value = along(x.flatten().detach(), 0, false, skipsNaN).values();
    if (!x.dtype().isFloating()) {
      return value;
    }
    // The largest of the elements that are equal to it, for those share the gradient.
    Tensor hit = x.eq(value).or(x.isNaN().and(value.isNaN()));
    return Tensor.where(hit, x, Tensor.full(x.dtype(), Shape.SCALAR, Double.NEGATIVE_INFINITY))
        .amax();
  }

  static Extreme along(Tensor x, int dim, boolean keepDim, boolean skipsNaN) {
    if (x.rank() == 0) {
      return new Extreme(x, Tensor.zeros(DType.I64, Shape.SCALAR));
    }
    int n = x.size(dim);
    if (n == 0) {
      throw new ShapeException(
          "median: dimension " + dim + " of " + x.shape() + " has no elements");
    }
    Tensor order = x.argsort(dim);
    Tensor middle = order.narrow(dim, (n - 1) / 2, 1);
    if (x.dtype().isFloating()) {
      int[] axis = {dim};
      Tensor real = x.isNaN().not().sum(axis, true);
      Tensor place =
          skipsNaN
              ? real.sub(1).clamp(0, n).floorDivide(2)
              : Tensor.where(
                  real.eq(n),
                  Tensor.full(DType.I64, Shape.SCALAR, (n - 1) / 2),
                  real.clamp(0, n - 1));
      middle = order.gather(dim, place);
    }
    return at(x, dim, middle, keepDim);
  }

  /// The elements at indices of which there is one along the dimension.
  static Extreme at(Tensor x, int dim, Tensor index, boolean keepDim) {
    Tensor values = x.gather(dim, index);
    return keepDim
        ? new Extreme(values, index)
        : new Extreme(values.squeeze(dim), index.squeeze(dim));
  }

  static Tensor quantile(
      Tensor x, double q, int dim, boolean keepDim, Interpolation between, boolean skipsNaN) {
    if (!(q >= 0 && q <= 1)) {
      throw new IllegalArgumentException("quantile: q = " + q + "; use 0 to 1");
    }
    if (!x.dtype().isFloating()) {
      throw new IllegalArgumentException(
          "quantile: elements are " + x.dtype().torchName() + "; convert with to(DType.F32)");
    }
    if (x.elements() == 0) {
      throw new ShapeException("quantile: " + x.shape() + " has no elements");
    }
    if (x.rank() == 0) {
      return x;
    }
    Tensor sorted = x.sort(dim).values();
    Tensor real = x.isNaN().not().sum(new int[] {dim}, true);
    Tensor last = skipsNaN ? real.sub(1).clamp(0, x.size(dim)) : real.mul(0).add(x.size(dim) - 1);
    Tensor rank = last.to(x.dtype()).mul(q);
    Tensor place =
        switch (between) {
          case LOWER -> rank.floor();
          case HIGHER -> rank.ceil();
          case NEAREST -> rank.round();
          case LINEAR, MIDPOINT -> rank;
        };
    Tensor lower = place.floor();
    Tensor below = sorted.gather(dim, lower.to(DType.I64));
    Tensor above = sorted.gather(dim, place.ceil().to(DType.I64));
    Tensor y =
        switch (between) {
          case LOWER, HIGHER, NEAREST -> below;
          case MIDPOINT -> below.lerp(above, 0.5);
          case LINEAR -> below.lerp(above, place.sub(lower));
        };
    if (!skipsNaN) {
      // NaN stands last; its place takes the gradient.
      Tensor broken = sorted.narrow(dim, x.size(dim) - 1, 1);
      y = Tensor.where(real.eq(x.size(dim)), y, broken);
    }
    return keepDim ? y : y.squeeze(dim);
  }

  /// In a sorted dimension equal elements are runs; the first longest one wins, and ends at its
  /// last element.
  static Extreme mode(Tensor x, int dim, boolean keepDim) {
    if (x.rank() == 0) {
      return new Extreme(x, Tensor.zeros(DType.I64, Shape.SCALAR));
    }
    int n = x.size(dim);
    if (n == 0) {
      throw new ShapeException("mode: dimension " + dim + " of " + x.shape() + " has no elements");
    }
    int axis = x.shape().axis(dim);
    Tensor order = x.argsort(axis);
    Tensor sorted = x.detach().gather(axis, order);
    Tensor places = Tensor.arange(n);
    for (int i = axis + 1; i < x.rank(); i++) {
      places = places.unsqueeze(-1);
    }
    Tensor begins = sorted.diff(axis).ne(0).to(DType.I64).pad(axis, 1, 0, 1);
    Tensor starts = begins.mul(places).cummax(axis).values();
    Tensor end = places.sub(starts).argmax(axis, true);
    return at(x, axis, order.gather(axis, end), keepDim);
  }
}
