package kierkegrad.tensor;

import kierkegrad.op.Index;
import kierkegrad.op.Slices;

/// Elements at computed places.
public sealed interface Indexing permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// How [#scatterReduce] puts elements together.
  enum ScatterReduce {
    /// Their sum.
    SUM,
    /// Their product; its gradient is right where they are 0.
    PROD,
    /// Their mean; of integers rounded down.
    MEAN,
    /// The largest; equal ones share the gradient.
    AMAX,
    /// The smallest; equal ones share the gradient.
    AMIN
  }

  /// `y[i][j] = x[index[i][j]][j]` for dim 0, and so on. PyTorch `gather`.
  default Tensor gather(int dim, Tensor index) {
    return Tensor.apply(
        new Index.Gather(self().shape().axis(dim)), self(), integers("gather", index));
  }

  /// A copy with `b[i][j]` added at `[index[i][j]][j]` for dim 0, and so on. PyTorch `scatter_add`.
  default Tensor scatterAdd(int dim, Tensor index, Tensor b) {
    Index.ScatterAdd op = new Index.ScatterAdd(self().shape().axis(dim));
    return Tensor.apply(op, self(), integers("scatter_add", index), b.to(self().dtype()));
  }

  /// A copy with `b[i][j]` at `[index[i][j]][j]` for dim 0, and so on; the last of equal indices
  /// stays. PyTorch `scatter`.
  default Tensor scatter(int dim, Tensor index, Tensor b) {
    Index.Scatter op = new Index.Scatter(self().shape().axis(dim));
    return Tensor.apply(op, self(), integers("scatter", index), b.to(self().dtype()));
  }

  /// A copy with a number at `[index[i][j]][j]` for dim 0, and so on. PyTorch `scatter`.
  default Tensor scatter(int dim, Tensor index, double value) {
    return scatter(dim, index, Tensor.full(self().dtype(), index.shape(), value));
  }

  /// A copy in which the elements `b[i][j]` and what stands at `[index[i][j]][j]` are put together,
  /// for dim 0, and so on. PyTorch `scatter_reduce`.
  ///
  /// @param reduce how
  /// @param includeSelf whether the element that stands there is one of them
  default Tensor scatterReduce(
      int dim, Tensor index, Tensor b, ScatterReduce reduce, boolean includeSelf) {
    int axis = self().shape().axis(dim);
    Tensor places = integers("scatter_reduce", index);
    return Scattered.reduce(self(), axis, places, b.to(self().dtype()), reduce, includeSelf);
  }

  /// As [#gather], for indices that broadcast against this. PyTorch `take_along_dim`.
  default Tensor takeAlongDim(Tensor index, int dim) {
    int axis = self().shape().axis(dim);
    if (index.rank() != self().rank()) {
      throw new ShapeException(
          "take_along_dim: index "
              + index.shape()
              + " and "
              + self().shape()
              + " have different numbers of dimensions");
    }
    Shape others =
        self().rank() == 0
            ? Shape.SCALAR
            : self().shape().with(axis, 1).broadcast(index.shape().with(axis, 1), "take_along_dim");
    return self().rank() == 0
        ? gather(0, index)
        : self()
            .expand(others.with(axis, self().size(axis)))
            .gather(axis, index.expand(others.with(axis, index.size(axis))));
  }

  /// The elements at these places of all elements row by row; negative ones count from the end.
  /// PyTorch `take`.
  default Tensor take(Tensor index) {
    Tensor flat = self().flatten();
    Tensor places = integers("take", index).flatten();
    Tensor wrapped = Tensor.where(places.lt(0), places.add(flat.elements()), places);
    return flat.indexSelect(0, wrapped).reshape(index.shape());
  }

  /// The slices of a dimension at these indices `[n]`, in their order: rows of a table for dim 0.
  /// PyTorch `index_select`.
  default Tensor indexSelect(int dim, Tensor index) {
    int axis = self().shape().axis(dim);
    Tensor places = integers("index_select", index).reshape(vector(index));
    Tensor y = Tensor.apply(new Slices.Select(axis), raised(), places);
    return self().rank() == 0 ? y.reshape(Shape.SCALAR) : y;
  }

  /// A copy with the slices of `b` added to those of a dimension at these indices `[n]`, in order.
  /// PyTorch `index_add`.
  default Tensor indexAdd(int dim, Tensor index, Tensor b) {
    return slices("index_add", new Slices.Add(self().shape().axis(dim)), index, b);
  }

  /// A copy with `alpha` times the slices of `b` added to those of a dimension at these indices.
  /// PyTorch `index_add(alpha=…)`.
  default Tensor indexAdd(int dim, Tensor index, Tensor b, double alpha) {
    return indexAdd(dim, index, b.mul(alpha));
  }

  /// A copy with the slices of a dimension at these indices `[n]` replaced by those of `b`; the
  /// last of equal indices stays. PyTorch `index_copy`.
  default Tensor indexCopy(int dim, Tensor index, Tensor b) {
    return slices("index_copy", new Slices.Put(self().shape().axis(dim)), index, b);
  }

  /// A copy with a number in the slices of a dimension at these indices `[n]`. PyTorch
  /// `index_fill`.
  default Tensor indexFill(int dim, Tensor index, double value) {
    Tensor number = Tensor.full(self().dtype(), Shape.SCALAR, value);
    return indexFill(dim, index, number);
  }

  /// A copy with a scalar in the slices of a dimension at these indices `[n]`. PyTorch
  /// `index_fill`.
  default Tensor indexFill(int dim, Tensor index, Tensor value) {
    Shape chosen = self().rank() == 0 ? Shape.SCALAR : self().shape().with(dim, index.elements());
    return indexCopy(dim, index, value.expand(chosen));
  }

  private Tensor slices(String name, Slices op, Tensor index, Tensor b) {
    Tensor places = integers(name, index).reshape(vector(index));
    Tensor written = b.to(self().dtype());
    Tensor y =
        Tensor.apply(
            op, raised(), places, self().rank() == 0 ? written.reshape(vector(b)) : written);
    return y.reshape(self().shape());
  }

  /// A scalar as a vector of one.
  private Tensor raised() {
    return self().rank() == 0 ? self().reshape(1) : self();
  }

  private static Shape vector(Tensor x) {
    return x.rank() == 0 ? Shape.of(1) : x.shape();
  }

  /// One more dimension of size `classes`: 1 at the class number, 0 elsewhere; int64. PyTorch
  /// `one_hot`.
  default Tensor oneHot(int classes) {
    Tensor index = integers("one_hot", self());
    if (!index.isSymbolic()
        && index.elements() > 0
        && (index.amin().item() < 0 || index.amax().item() >= classes)) {
      throw new IndexOutOfBoundsException(
          "one_hot: class numbers from "
              + (long) index.amin().item()
              + " to "
              + (long) index.amax().item()
              + " do not fit "
              + classes
              + " classes");
    }
    return index.unsqueeze(-1).eq(Tensor.arange(classes)).to(DType.I64);
  }

  private static Tensor integers(String op, Tensor index) {
    if (index.dtype() == DType.I64) {
      return index;
    }
    if (index.dtype() == DType.I32 || index.dtype() == DType.U8) {
      return index.to(DType.I64);
    }
    throw new IllegalArgumentException(
        op
            + ": indices are "
            + index.dtype().torchName()
            + ", not integers; convert with to(DType.I64)");
  }
}
