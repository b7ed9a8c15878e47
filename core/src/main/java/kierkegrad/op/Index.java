package kierkegrad.op;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Reading and adding at computed places along one dimension. An index outside the dimension is an
/// error that names it.
public sealed interface Index extends Kernel
    permits Index.Gather, Index.Scatter, Index.ScatterAdd, Index.ScatterExtreme, Slices {
  /// `y[i][j] = a[index[i][j]][j]` for dim 0, and so on. Operands: `a`, `index`. ONNX
  /// `GatherElements`.
  record Gather(int dim) implements Index {
    @Override
    public String opName() {
      return "gather";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 2);
      fit(this, dim, in.getFirst(), in.getLast());
      return in.getLast();
    }

    @Override
    public DType dtype(List<DType> in) {
      Rules.index(this, in.get(1));
      return in.getFirst();
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      return Rules.gradients(
          () -> Tensor.zeros(g.dtype(), in.a().shape()).scatterAdd(dim, in.b(), g),
          Rules.none(this));
    }

    @Override
    public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
      return Rules.linear(tangents, t -> t.gather(dim, in.b()));
    }

    @Override
    public Formula formula() {
      return Formula.of("Y[i] = A[index[i]]", "dC/dA[index[i]] = Σ dC/dY[i]");
    }

    @Override
    public String attributes() {
      return "dim=" + dim;
    }
  }

  /// `y = a`, then `y[index[i][j]][j] = b[i][j]` for dim 0, and so on, in order, so that the last
  /// of equal indices stays. Operands: `a`, `index`, `b`. ONNX `ScatterElements`.
  record Scatter(int dim) implements Index {
    @Override
    public String opName() {
      return "scatter";
    }

    @Override
    public Shape shape(List<Shape> in) {
      return scattered(this, dim, in);
    }

    @Override
    public DType dtype(List<DType> in) {
      Rules.index(this, in.get(1));
      return in.getFirst();
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      Tensor zero = Tensor.zeros(g.dtype(), in.b().shape());
      return Rules.gradients(
          () -> g.scatter(dim, in.b(), zero), Rules.none(this), () -> g.gather(dim, in.b()));
    }

    @Override
    public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
      Tensor base = tangents.getFirst().orElseGet(() -> Tensor.zeros(y.dtype(), y.shape()));
      Tensor put = tangents.get(2).orElseGet(() -> Tensor.zeros(y.dtype(), in.c().shape()));
      return Optional.of(base.scatter(dim, in.b(), put));
    }

    @Override
    public Formula formula() {
      return Formula.of(
          "Y = A; Y[index[i]] = B[i]",
          "dC/dA = dC/dY where not overwritten, else 0",
          "dC/dB[i] = dC/dY[index[i]]");
    }

    @Override
    public String attributes() {
      return "dim=" + dim;
    }
  }

  /// `y = a`, then `y[index[i][j]][j] += b[i][j]` for dim 0, and so on, in order. Operands: `a`,
  /// `index`, `b`. ONNX `ScatterElements` with addition.
  record ScatterAdd(int dim) implements Index {
    @Override
    public String opName() {
      return "scatter_add";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 3);
      fit(this, dim, in.getFirst(), in.get(1));
      Rules.sameShape(this, in.get(1), in.get(2), "one index is needed per added element");
      return in.getFirst();
    }

    @Override
    public DType dtype(List<DType> in) {
      Rules.index(this, in.get(1));
      return in.getFirst();
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      return Rules.gradients(() -> g, Rules.none(this), () -> g.gather(dim, in.b()));
    }

    @Override
    public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
      Tensor base = tangents.getFirst().orElseGet(() -> Tensor.zeros(y.dtype(), y.shape()));
      return Optional.of(tangents.get(2).map(t -> base.scatterAdd(dim, in.b(), t)).orElse(base));
    }

    @Override
    public Formula formula() {
      return Formula.of(
          "Y = A; Y[index[i]] += B[i]", "dC/dA = dC/dY", "dC/dB[i] = dC/dY[index[i]]");
    }

    @Override
    public String attributes() {
      return "dim=" + dim;
    }
  }

  /// `y = a`, then `y[index[i][j]][j]` becomes the larger or smaller of itself and `b[i][j]` for
  /// dim 0, and so on; NaN wins. All that are equal to the result share its gradient. Operands:
  /// `a`, `index`, `b`. ONNX `ScatterElements` with max or min.
  record ScatterExtreme(int dim, boolean largest) implements Index {
    @Override
    public String opName() {
      return largest ? "scatter_amax" : "scatter_amin";
    }

    @Override
    public Shape shape(List<Shape> in) {
      return scattered(this, dim, in);
    }

    @Override
    public DType dtype(List<DType> in) {
      Rules.index(this, in.get(1));
      return in.getFirst();
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      Supplier<Tensor> own = Rules.once(() -> in.a().eq(y).to(g.dtype()));
      Supplier<Tensor> added = Rules.once(() -> in.c().eq(y.gather(dim, in.b())).to(g.dtype()));
      Supplier<Tensor> share =
          Rules.once(() -> g.div(own.get().scatterAdd(dim, in.b(), added.get()).clamp(1, 1e300)));
      return Rules.gradients(
          () -> own.get().mul(share.get()),
          Rules.none(this),
          () -> added.get().mul(share.get().gather(dim, in.b())));
    }

    @Override
    public Formula formula() {
      String kind = largest ? "max" : "min";
      return Formula.of(
          "Y = A; Y[index[i]] = " + kind + "(Y[index[i]], B[i])",
          "dC/dA = dC/dY / ties where A = Y, else 0",
          "dC/dB[i] = dC/dY[index[i]] / ties where B[i] = Y[index[i]], else 0");
    }

    @Override
    public String attributes() {
      return "dim=" + dim;
    }
  }

  private static Shape scattered(Op op, int dim, List<Shape> in) {
    Rules.arity(op, in, 3);
    fit(op, dim, in.getFirst(), in.get(1));
    Rules.sameShape(op, in.get(1), in.get(2), "one index is needed per element");
    return in.getFirst();
  }

  private static void fit(Op op, int dim, Shape data, Shape index) {
    boolean fits = data.rank() == index.rank();
    for (int i = 0; fits && i < data.rank(); i++) {
      fits = i == dim || index.size(i) <= data.size(i);
    }
    if (!fits) {
      throw new ShapeException(
          op.opName()
              + ": index "
              + index
              + " does not fit "
              + data
              + ": same number of dimensions, and none larger but dimension "
              + dim);
    }
  }
}
