package kierkegrad.tensor;

import kierkegrad.op.Index;

/// Elements at computed places.
public sealed interface Indexing permits Tensor {
  private Tensor self() {
    return (Tensor) this;
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

  /// The slices of a dimension at these indices `[n]`, in their order. PyTorch `index_select`.
  default Tensor indexSelect(int dim, Tensor index) {
    Shape shape = self().shape();
    int axis = shape.axis(dim);
    if (index.rank() != 1 || shape.rank() == 0) {
      throw new ShapeException("index_select: expects a vector of indices, got " + index.shape());
    }
    Tensor places = index;
    for (int i = 0; i < shape.rank() - 1 - axis; i++) {
      places = places.unsqueeze(-1);
    }
    return gather(axis, places.expand(shape.with(axis, index.size(0))));
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
