package kierkegrad.op;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// The Gaussian error linear unit and its slope (Hendrycks and Gimpel, 2016).
///
/// - Exact: `y = x·Φ(x)`, where Φ is the normal distribution, `Φ(x) = ½(1 + erf(x/√2))`.
/// - By tanh: `y = ½x(1 + tanh u)` with `u = √(2/π)·(x + 0.044715x³)`.
public sealed interface Gelu extends Fused {
  /// The factor of the cubic term in the approximation by tanh.
  double CUBIC = 0.044715;

  /// √(2/π), the factor in the approximation by tanh.
  double FACTOR = Math.sqrt(2 / Math.PI);

  /// Whether it is the approximation by tanh.
  boolean tanh();

  @Override
  default DType dtype(List<DType> in) {
    return in.getFirst().floating();
  }

  @Override
  default String attributes() {
    return tanh() ? "approximate=tanh" : "";
  }

  /// `y = x·Φ(x)`. ONNX `Gelu`.
  record Value(boolean tanh) implements Gelu {
    @Override
    public String opName() {
      return "gelu";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 1);
      return in.getFirst();
    }

    @Override
    public Tensor decompose(Inputs in) {
      Tensor x = in.a();
      return x.mul(tanh ? half(u(x).tanh()) : distribution(x));
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      return Rules.gradients(() -> Tensor.apply(new Gradient(tanh), g, in.a()));
    }

    @Override
    public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
      return Rules.linear(tangents, t -> Tensor.apply(new Gradient(tanh), t, in.a()));
    }

    @Override
    public Formula formula() {
      return tanh
          ? Formula.of(
              "y = ½x(1 + tanh u), u = √(2/π)(x + 0.044715x³)",
              "dC/dx = dC/dy · ½(1 + tanh u + x(1 − tanh² u)u′)")
          : Formula.of("y = x·Φ(x)", "dC/dx = dC/dy · (Φ(x) + x·φ(x))");
    }
  }

  /// The gradient: `g` times the slope `Φ(x) + x·φ(x)` at x, where φ is the normal density.
  /// Operands: `g`, `x`, of one shape. PyTorch `gelu_backward`.
  record Gradient(boolean tanh) implements Gelu {
    @Override
    public String opName() {
      return "gelu_backward";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 2);
      Rules.sameShape(this, in.getFirst(), in.getLast(), "a gradient is as large as its operand");
      return in.getFirst();
    }

    @Override
    public Tensor decompose(Inputs in) {
      Tensor x = in.b();
      if (!tanh) {
        return in.a().mul(distribution(x).add(x.mul(density(x))));
      }
      Tensor t = u(x).tanh();
      return in.a().mul(half(t).add(x.mul(0.5).mul(fall(t)).mul(du(x))));
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      return Rules.gradients(
          () -> Tensor.apply(this, g, in.b()), () -> g.mul(in.a()).mul(bend(in.b())));
    }

    /// The slope of the slope.
    private Tensor bend(Tensor x) {
      if (!tanh) {
        return density(x).mul(x.square().neg().add(2));
      }
      Tensor t = u(x).tanh();
      Tensor ddu = x.mul(6 * CUBIC * FACTOR);
      Tensor inner = ddu.sub(t.mul(2).mul(du(x).square()));
      return fall(t).mul(du(x).add(x.mul(0.5).mul(inner)));
    }

    @Override
    public Formula formula() {
      return Formula.of(
          "y = g · s(x), s the slope of gelu", "dC/dg = dC/dy · s(x)", "dC/dx = dC/dy · g · s′(x)");
    }
  }

  /// Φ(x).
  private static Tensor distribution(Tensor x) {
    return half(x.mul(Math.sqrt(0.5)).erf());
  }

  /// φ(x) = e^(−x²/2)/√(2π).
  private static Tensor density(Tensor x) {
    return x.square().mul(-0.5).exp().mul(1 / Math.sqrt(2 * Math.PI));
  }

  private static Tensor half(Tensor t) {
    return t.add(1).mul(0.5);
  }

  private static Tensor u(Tensor x) {
    return x.square().mul(CUBIC).add(1).mul(x).mul(FACTOR);
  }

  /// The slope of u.
  private static Tensor du(Tensor x) {
    return x.square().mul(3 * CUBIC).add(1).mul(FACTOR);
  }

  /// The slope of tanh, from its value.
  private static Tensor fall(Tensor t) {
    return t.square().neg().add(1);
  }
}
