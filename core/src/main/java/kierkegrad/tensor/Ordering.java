package kierkegrad.tensor;

import java.util.Optional;
import kierkegrad.op.Order;

/// Sorting, searching and counting. NaN counts as the largest number. Where elements are equal, the
/// first stands first.
public sealed interface Ordering permits Tensor {
  /// What stands between two elements if a quantile falls between them.
  enum Interpolation {
    /// The straight line.
    LINEAR,
    /// The smaller element.
    LOWER,
    /// The larger element.
    HIGHER,
    /// The nearer element, at half way the one at an even place.
    NEAREST,
    /// Their mean.
    MIDPOINT
  }

  /// The distinct elements, ascending.
  ///
  /// @param values each element once
  /// @param inverse for every element of the input where it stands in the values
  /// @param counts how often each occurs
  record Unique(Tensor values, Tensor inverse, Tensor counts) {}

  private Tensor self() {
    return (Tensor) this;
  }

  /// The indices that sort a dimension in ascending order. PyTorch `argsort(stable=True)`.
  default Tensor argsort(int dim) {
    return argsort(dim, false);
  }

  /// The indices that sort a dimension; equal elements keep their order. PyTorch
  /// `argsort(stable=True)`.
  default Tensor argsort(int dim, boolean descending) {
    int axis = self().shape().axis(dim);
    Tensor last = self().transpose(axis, -1);
    return Tensor.apply(new Order.ArgSort(descending), last).transpose(axis, -1);
  }

  /// A dimension in ascending order, and the indices where its elements stood. PyTorch `sort`.
  default Reductions.Extreme sort(int dim) {
    return sort(dim, false);
  }

  /// A dimension in order, and the indices where its elements stood; equal elements keep their
  /// order. PyTorch `sort(stable=True)`.
  default Reductions.Extreme sort(int dim, boolean descending) {
    Tensor index = argsort(dim, descending);
    return new Reductions.Extreme(self().gather(dim, index), index);
  }

  /// The `k` largest elements of a dimension, descending, and their indices. PyTorch `topk`.
  default Reductions.Extreme topk(int k, int dim) {
    return topk(k, dim, true);
  }

  /// The `k` largest or smallest elements of a dimension, the most extreme first, and their
  /// indices. PyTorch `topk`.
  default Reductions.Extreme topk(int k, int dim, boolean largest) {
    Tensor x = self().rank() == 0 ? self().reshape(1) : self();
    if (k < 0 || k > x.size(dim)) {
      throw new IllegalArgumentException(
          "topk: k = " + k + " is out of range for dimension " + dim + " of " + self().shape());
    }
    Tensor index = x.argsort(dim, largest).narrow(dim, 0, k);
    Tensor values = x.gather(dim, index);
    return self().rank() == 0 && k == 1
        ? new Reductions.Extreme(values.reshape(Shape.SCALAR), index.reshape(Shape.SCALAR))
        : new Reductions.Extreme(values, index);
  }

  /// The element number `k` of a dimension in ascending order, counted from 1, and its index.
  /// PyTorch `kthvalue`.
  default Reductions.Extreme kthvalue(int k, int dim, boolean keepDim) {
    Tensor x = self();
    int size = x.rank() == 0 ? 1 : x.size(dim);
    if (k < 1 || k > size) {
      throw new IllegalArgumentException(
          "kthvalue: k = " + k + " is out of range for dimension " + dim + " of " + x.shape());
    }
    if (x.rank() == 0) {
      return new Reductions.Extreme(x, Tensor.zeros(DType.I64, Shape.SCALAR));
    }
    return Medians.at(x, dim, x.argsort(dim).narrow(dim, k - 1, 1), keepDim);
  }

  /// The median of all elements, the lower one of two; NaN if there is one. Equal elements share
  /// the gradient. PyTorch `median`.
  default Tensor median() {
    return Medians.ofAll(self(), false);
  }

  /// The median of a dimension, the lower one of two, and its index; NaN if there is one. PyTorch
  /// `median`.
  default Reductions.Extreme median(int dim, boolean keepDim) {
    return Medians.along(self(), dim, keepDim, false);
  }

  /// The median of all elements that are not NaN. PyTorch `nanmedian`.
  default Tensor nanmedian() {
    return Medians.ofAll(self(), true);
  }

  /// The median of the elements of a dimension that are not NaN, and its index. PyTorch
  /// `nanmedian`.
  default Reductions.Extreme nanmedian(int dim, boolean keepDim) {
    return Medians.along(self(), dim, keepDim, true);
  }

  /// The quantile q of all elements, by straight lines. PyTorch `quantile`.
  default Tensor quantile(double q) {
    return self().flatten().quantile(q, 0, false, Interpolation.LINEAR);
  }

  /// The quantile q, from 0 to 1, of a dimension: what stands at place q·(n − 1) of its n sorted
  /// elements; NaN if there is one. PyTorch `quantile`.
  default Tensor quantile(double q, int dim, boolean keepDim, Interpolation between) {
    return Medians.quantile(self(), q, dim, keepDim, between, false);
  }

  /// The quantile q of the elements of a dimension that are not NaN. PyTorch `nanquantile`.
  default Tensor nanquantile(double q, int dim, boolean keepDim, Interpolation between) {
    return Medians.quantile(self(), q, dim, keepDim, between, true);
  }

  /// The element of a dimension that occurs most often, the smallest of several, and the index
  /// where it stands last. PyTorch `mode`.
  default Reductions.Extreme mode(int dim, boolean keepDim) {
    return Medians.mode(self(), dim, keepDim);
  }

  /// The distinct elements, ascending, with places and counts. Reads values. PyTorch
  /// `unique(return_inverse=True, return_counts=True)`.
  default Unique unique() {
    return Distinct.elements(self());
  }

  /// The distinct slices of a dimension, in the order of their numbers, with places and counts.
  /// Reads values. PyTorch `unique(dim=…)`.
  default Unique unique(int dim) {
    return Distinct.slices(self(), dim);
  }

  /// How often each of the integers 0, 1, … occurs, for at least `minLength` of them; int64. Reads
  /// values. PyTorch `bincount`.
  default Tensor bincount(int minLength) {
    return Distinct.counts(self(), Optional.empty(), minLength);
  }

  /// The sums of the weights of equal integers 0, 1, …. Reads values. PyTorch `bincount(weights)`.
  default Tensor bincount(Tensor weights, int minLength) {
    return Distinct.counts(self(), Optional.of(weights), minLength);
  }

  /// How many elements of an ascending row are less than each value, or with `right` not larger:
  /// where the value would go in. This is one row for all values, or one per row of values. PyTorch
  /// `searchsorted`.
  default Tensor searchsorted(Tensor values, boolean right) {
    DType type = self().dtype().promote(values.dtype());
    return Tensor.apply(new Order.SearchSorted(right), self().to(type), values.to(type));
  }

  /// Between which of the ascending boundaries `[n]` each element lies: 0 to n. PyTorch
  /// `bucketize`.
  default Tensor bucketize(Tensor boundaries, boolean right) {
    if (boundaries.rank() != 1) {
      throw new ShapeException("bucketize: boundaries " + boundaries.shape() + " are no vector");
    }
    return boundaries.searchsorted(self(), right);
  }

  /// How many elements fall into each of `bins` equal parts from `low` to `high`, as floating
  /// numbers; what lies outside is not counted. If both are equal, the smallest and largest element
  /// are taken, which reads values. PyTorch `histc`.
  default Tensor histc(int bins, double low, double high) {
    return Distinct.histogram(self(), bins, low, high);
  }
}
