package kierkegrad.op;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Everything up to each element along a dimension, put together. Integers become 64 bit wide.
///
/// @param kind how they are put together
/// @param dim the dimension, counted from the front
public record Scan(Kind kind, int dim) implements Kernel {
  /// How elements are put together.
  public enum Kind {
    /// Sums. ONNX `CumSum`.
    SUM("cumsum", "Yᵢ = Σ A up to i", "dC/dA = Σ dC/dY from i on"),
    /// Products. PyTorch `cumprod`.
    PROD("cumprod", "Yᵢ = Π A up to i", "dC/dAᵢ = Yᵢ₋₁ · h, h = dC/dYᵢ + Aᵢ₊₁ · hᵢ₊₁"),
    /// Logarithms of sums of exponentials, without overflow. PyTorch `logcumsumexp`.
    LOGSUMEXP("logcumsumexp", "Yᵢ = ln Σ eᴬ up to i", "dC/dA = Σ dC/dY · e^(A − Y) from i on");

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
    in.getFirst().axis(dim);
    return in.getFirst();
  }

  @Override
  public DType dtype(List<DType> in) {
    DType type = in.getFirst();
    return type.isFloating() ? type : kind == Kind.LOGSUMEXP ? DType.F32 : DType.I64;
  }

  @Override
  public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
    return Rules.gradients(() -> g.rank() == 0 || g.size(dim) == 0 ? g : gradient(g, in.a(), y));
  }

  private Tensor gradient(Tensor g, Tensor x, Tensor y) {
    return switch (kind) {
      case SUM -> backwards(h -> h.cumsum(dim), g);
      case PROD -> {
        Tensor following = shifted(x, 1, 0, 1);
        Tensor h = following(following, g);
        yield h.mul(shifted(y, 0, 1, 1));
      }
      // With factors e^(Yᵢ − Yᵢ₊₁) of at most 1, where e^(−Y) alone would overflow.
      case LOGSUMEXP -> {
        Tensor falls = y.sub(shifted(y, 1, 0, Double.POSITIVE_INFINITY)).exp();
        yield following(falls, g).mul(x.sub(y).exp());
      }
    };
  }

  /// hᵢ = gᵢ + aᵢ·hᵢ₊₁.
  private Tensor following(Tensor a, Tensor g) {
    return a.flip(dim).recurrence(dim, g.flip(dim)).flip(dim);
  }

  private Tensor backwards(UnaryOperator<Tensor> f, Tensor g) {
    return f.apply(g.flip(dim)).flip(dim);
  }

  /// Moved by one place along the dimension, with a number at the place that becomes free.
  private Tensor shifted(Tensor x, int from, int before, double free) {
    int n = x.size(dim);
    return x.narrow(dim, from, n - 1).pad(dim, before, 1 - before, free);
  }

  @Override
  public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
    return kind == Kind.SUM ? Rules.linear(tangents, t -> t.cumsum(dim)) : Optional.empty();
  }

  @Override
  public Formula formula() {
    return kind.formula;
  }

  @Override
  public String attributes() {
    return "dim=" + dim;
  }
}
