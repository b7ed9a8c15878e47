package kierkegrad.tensor;

import java.util.List;
import kierkegrad.op.Index;
import kierkegrad.tensor.Indexing.ScatterReduce;

/// Elements put together at computed places.
final class Scattered {
  private Scattered() {}

  static Tensor reduce(
      Tensor x, int dim, Tensor index, Tensor b, ScatterReduce reduce, boolean includeSelf) {
    if (index.elements() == 0) {
      return x;
    }
    if (!b.shape().equals(index.shape())) {
      Shape narrowed = index.shape();
      if (b.rank() != narrowed.rank()) {
        throw new ShapeException(
            "scatter_reduce: shapes " + narrowed + " and " + b.shape() + " differ");
      }
      for (int d = 0; d < b.rank(); d++) {
        b = b.narrow(d, 0, narrowed.size(d));
      }
    }
    return switch (reduce) {
      case SUM -> base(x, dim, index, 0, includeSelf).scatterAdd(dim, index, b);
      case MEAN -> mean(x, dim, index, b, includeSelf);
      case PROD -> product(base(x, dim, index, 1, includeSelf), dim, index, b);
      case AMAX -> extreme(x, dim, index, b, true, includeSelf);
      case AMIN -> extreme(x, dim, index, b, false, includeSelf);
    };
  }

  /// With a neutral number where something will be put, unless the element there takes part.
  private static Tensor base(Tensor x, int dim, Tensor index, double neutral, boolean includeSelf) {
    return includeSelf ? x : x.scatter(dim, index, neutral);
  }

  private static Tensor mean(Tensor x, int dim, Tensor index, Tensor b, boolean includeSelf) {
    Tensor sum = base(x, dim, index, 0, includeSelf).scatterAdd(dim, index, b);
    Tensor count =
        Tensor.full(DType.I64, x.shape(), includeSelf ? 1 : 0)
            .scatterAdd(dim, index, Tensor.ones(DType.I64, index.shape()))
            .clamp(1, Long.MAX_VALUE);
    return x.dtype().isFloating()
        ? sum.div(count.to(x.dtype()))
        : sum.floorDivide(count).to(x.dtype());
  }

  private static Tensor extreme(
      Tensor x, int dim, Tensor index, Tensor b, boolean largest, boolean includeSelf) {
    Index op = new Index.ScatterExtreme(dim, largest);
    if (includeSelf) {
      return Tensor.apply(op, x, index, b);
    }
    // Integers have no infinity, but no gradient either, so that any of theirs will do.
    double lost = largest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    Tensor start = x.dtype().isFloating() ? x.scatter(dim, index, lost) : x.scatter(dim, index, b);
    return Tensor.apply(op, start, index, b);
  }

  /// Everything sorted by its place, element by element and in order: a running product that starts
  /// anew at each place ends there with the place's product. No quotient is taken, so that zeros
  /// are right.
  private static Tensor product(Tensor x, int dim, Tensor index, Tensor b) {
    Tensor own = Tensor.arange(x.elements()).reshape(x.shape());
    Tensor targets = own.gather(dim, index).flatten();
    Tensor places = Tensor.concat(0, List.of(own.flatten(), targets));
    DType type = x.dtype().isFloating() ? x.dtype() : DType.F64;
    Tensor factors = Tensor.concat(0, List.of(x.flatten(), b.flatten())).to(type);
    Tensor order = places.argsort(0);
    Tensor sorted = places.indexSelect(0, order);
    Tensor chosen = factors.indexSelect(0, order);
    Tensor begins = sorted.diff(0).ne(0).to(DType.U8).pad(0, 1, 0, 1).to(DType.BOOL);
    Tensor ends = sorted.diff(0).ne(0).to(DType.U8).pad(0, 0, 1, 1).to(DType.BOOL);
    Tensor zero = Tensor.zeros(type, Shape.SCALAR);
    Tensor running =
        Tensor.where(begins, zero, chosen).recurrence(0, Tensor.where(begins, chosen, zero));
    return Tensor.zeros(type, Shape.of(x.elements()))
        .indexAdd(0, sorted, Tensor.where(ends, running, zero))
        .reshape(x.shape())
        .to(x.dtype());
  }
}
