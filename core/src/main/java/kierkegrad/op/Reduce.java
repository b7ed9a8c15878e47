package kierkegrad.op;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    Rules.arity(this, in, 1);
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
          case PROD -> prodGradient(g, in.a());
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

  /// The product of the others, not Y / Aᵢ, so that zeros are right to any order.
  private Tensor prodGradient(Tensor g, Tensor a) {
    int[] order =
        Stream.concat(
                IntStream.range(0, a.rank()).boxed().filter(i -> !axes.contains(i)), axes.stream())
            .mapToInt(Integer::intValue)
            .toArray();
    int[] back = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      back[order[i]] = i;
    }
    int n = axes.stream().mapToInt(a::size).reduce(1, (p, q) -> p * q);
    Tensor moved = a.permute(order);
    Tensor rest = a.elements() == 0 ? moved : others(moved.reshape(-1, n)).reshape(moved.shape());
    return rest.permute(back).mul(kept(g, a));
  }

  /// For each element of a row the product of all others in it: that of its pair's other half,
  /// times the product of all other pairs. `[rows, n] → [rows, n]`, in time linear in n.
  private static Tensor others(Tensor rows) {
    int n = rows.size(1);
    if (n == 1) {
      return Tensor.ones(rows.dtype(), rows.shape());
    }
    Tensor even = n % 2 == 0 ? rows : rows.pad(1, 0, 1, 1);
    Tensor pairs = even.reshape(rows.size(0), -1, 2);
    Tensor otherPairs = others(pairs.select(2, 0).mul(pairs.select(2, 1)));
    return pairs.flip(2).mul(otherPairs.unsqueeze(2)).reshape(even.shape()).narrow(1, 0, n);
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
