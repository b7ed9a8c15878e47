package kierkegrad.op;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// One number out of many along some dimensions.
///
/// @param kind which number
/// @param axes the dimensions that are reduced, counted from the front, ascending
/// @param keepDim whether they stay as size 1 or vanish
public record Reduce(Kind kind, List<Integer> axes, boolean keepDim) implements Kernel {
  /// Which number a reduction computes.
  public enum Kind {
    /// Sum; 0 of nothing. ONNX `ReduceSum`.
    SUM("sum", "Y = Σ A", "dC/dA = dC/dY, repeated"),
    /// Product; 1 of nothing. ONNX `ReduceProd`.
    PROD("prod", "Y = Π A", "dC/dAᵢ = dC/dY · Π A without Aᵢ"),
    /// Largest; ties share the gradient equally; NaN wins. PyTorch `amax`.
    MAX("amax", "Y = max A", "dC/dA = dC/dY / ties where A = Y, else 0"),
    /// Smallest; ties share the gradient equally; NaN wins. PyTorch `amin`.
    MIN("amin", "Y = min A", "dC/dA = dC/dY / ties where A = Y, else 0");

    private final String opName;
    private final Formula formula;

    Kind(String opName, String value, String gradient) {
      this.opName = opName;
      this.formula = Formula.of(value, gradient);
    }
  }

  @Override
  public String opName() {
    return kind.opName;
  }

  @Override
  public Shape shape(List<Shape> in) {
    Shape shape = in.getFirst();
    if ((kind == Kind.MAX || kind == Kind.MIN) && axes.stream().anyMatch(d -> shape.size(d) == 0)) {
      throw new ShapeException(
          opName()
              + ": "
              + shape
              + " has no elements along "
              + axes
              + ", and nothing has no largest or smallest");
    }
    return shape.reduce(axesArray(), keepDim);
  }

  /// Sums and products of integers are 64 bit wide.
  @Override
  public DType dtype(List<DType> in) {
    DType type = in.getFirst();
    return kind == Kind.SUM || kind == Kind.PROD ? (type.isFloating() ? type : DType.I64) : type;
  }

  /// The reduced dimensions as an array.
  public int[] axesArray() {
    return axes.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
    return Rules.gradients(() ->
        switch (kind) {
          case SUM -> kept(g, in.a()).expand(in.a().shape());
          case PROD -> prodGradient(g, in.a(), y);
          case MAX, MIN -> extremeGradient(g, in.a(), y);
        });
  }

  @Override
  public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
    return kind == Kind.SUM ? Rules.linear(tangents, t -> Tensor.apply(this, t)) : Optional.empty();
  }

  private Tensor kept(Tensor g, Tensor a) {
    return g.reshape(a.shape().reduce(axesArray(), true));
  }

  private Tensor extremeGradient(Tensor g, Tensor a, Tensor y) {
    Tensor hit = a.eq(kept(y, a)).to(g.dtype());
    return hit.mul(kept(g, a).div(hit.sum(axesArray(), true)));
  }

  /// Without zeros, Y / Aᵢ. With zeros, and while tracing (when no value can be read), the product
  /// of the others, which costs the square of the reduced size but is right to any order.
  private Tensor prodGradient(Tensor g, Tensor a, Tensor y) {
    if (!a.isSymbolic() && a.ne(0).all()) {
      return kept(g.mul(y), a).div(a);
    }
    int rank = a.rank();
    int[] order = new int[rank];
    int[] back = new int[rank];
    int next = 0;
    for (int i = 0; i < rank; i++) {
      if (!axes.contains(i)) {
        order[next++] = i;
      }
    }
    for (int axis : axes) {
      order[next++] = axis;
    }
    for (int i = 0; i < rank; i++) {
      back[order[i]] = i;
    }
    Tensor moved = a.permute(order);
    int n = 1;
    for (int axis : axes) {
      n *= a.size(axis);
    }
    int outer = n == 0 ? 0 : a.shape().elements() / n;
    Tensor rows = moved.reshape(outer, 1, n);
    Tensor self = Tensor.eye(DType.BOOL, n);
    Tensor one = Tensor.ones(a.dtype(), Shape.SCALAR);
    Tensor others = Tensor.where(self, one, rows).prod(-1, false);
    return others.reshape(moved.shape()).permute(back).mul(kept(g, a));
  }

  @Override
  public Formula formula() {
    return kind.formula;
  }

  @Override
  public String attributes() {
    return "dims=" + axes + (keepDim ? ", keepdim" : "");
  }
}
