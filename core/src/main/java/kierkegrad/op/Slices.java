package kierkegrad.op;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Whole slices of one dimension, chosen by a vector of indices `[n]`: the rows of a table for
/// dimension 0. An index outside the dimension is an error that names it.
public sealed interface Slices extends Index {
  /// The dimension, counted from the front.
  int dim();

  @Override
  default DType dtype(List<DType> in) {
    Rules.index(this, in.get(1));
    return in.getFirst();
  }

  @Override
  default String attributes() {
    return "dim=" + dim();
  }

  /// `y[i] = a[index[i]]`, for dim 0. Operands: `a`, `index [n]`. PyTorch `index_select`, ONNX
  /// `Gather`.
  record Select(int dim) implements Slices {
    @Override
    public String opName() {
      return "index_select";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 2);
      return chosen(this, in);
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      return Rules.gradients(
          () -> Tensor.zeros(g.dtype(), in.a().shape()).indexAdd(dim, in.b(), g), Rules.none(this));
    }

    @Override
    public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
      return Rules.linear(tangents, t -> t.indexSelect(dim, in.b()));
    }

    @Override
    public Formula formula() {
      return Formula.of("Y[i] = A[index[i]]", "dC/dA[index[i]] = Σ dC/dY[i]");
    }
  }

  /// `y = a`, then `y[index[i]] += b[i]`, for dim 0, in order. Operands: `a`, `index [n]`, `b`.
  /// PyTorch `index_add`.
  record Add(int dim) implements Slices {
    @Override
    public String opName() {
      return "index_add";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 3);
      Rules.sameShape(this, chosen(this, in), in.get(2), "one index is needed per added slice");
      return in.getFirst();
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      return Rules.gradients(() -> g, Rules.none(this), () -> g.indexSelect(dim, in.b()));
    }

    @Override
    public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
      Tensor base = tangents.getFirst().orElseGet(() -> Tensor.zeros(y.dtype(), y.shape()));
      return Optional.of(tangents.get(2).map(t -> base.indexAdd(dim, in.b(), t)).orElse(base));
    }

    @Override
    public Formula formula() {
      return Formula.of(
          "Y = A; Y[index[i]] += B[i]", "dC/dA = dC/dY", "dC/dB[i] = dC/dY[index[i]]");
    }
  }

  /// `y = a`, then `y[index[i]] = b[i]`, for dim 0, in order, so that the last of equal indices
  /// stays. Operands: `a`, `index [n]`, `b`. PyTorch `index_copy`.
  record Put(int dim) implements Slices {
    @Override
    public String opName() {
      return "index_copy";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 3);
      Rules.sameShape(this, chosen(this, in), in.get(2), "one index is needed per copied slice");
      return in.getFirst();
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      return Rules.gradients(
          () -> g.indexCopy(dim, in.b(), Tensor.zeros(g.dtype(), in.c().shape())),
          Rules.none(this),
          () -> g.indexSelect(dim, in.b()));
    }

    @Override
    public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
      Tensor base = tangents.getFirst().orElseGet(() -> Tensor.zeros(y.dtype(), y.shape()));
      Tensor put = tangents.get(2).orElseGet(() -> Tensor.zeros(y.dtype(), in.c().shape()));
      return Optional.of(base.indexCopy(dim, in.b(), put));
    }

    @Override
    public Formula formula() {
      return Formula.of(
          "Y = A; Y[index[i]] = B[i]",
          "dC/dA = dC/dY where not overwritten, else 0",
          "dC/dB[i] = dC/dY[index[i]]");
    }
  }

  private static Shape chosen(Slices op, List<Shape> in) {
    Shape data = in.getFirst();
    Shape index = in.get(1);
    if (index.rank() != 1 || data.rank() == 0) {
      throw new ShapeException(
          op.opName() + ": expects a vector of indices, got " + index + " for " + data);
    }
    return data.with(op.dim(), index.size(0));
  }
}
