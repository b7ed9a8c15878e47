package kierkegrad.op;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// min(max(x, low), high), element by element; slope 1 on the closed interval, 0 outside. ONNX
/// `Clip`.
public record Clamp(double low, double high) implements Kernel {
  @Override
  public String opName() {
    return "clamp";
  }

  @Override
  public Shape shape(List<Shape> in) {
    Rules.arity(this, in, 1);
    return in.getFirst();
  }

  @Override
  public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
    return Rules.gradients(() -> pass(g, in.a()));
  }

  @Override
  public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
    return Rules.linear(tangents, t -> pass(t, in.a()));
  }

  private Tensor pass(Tensor g, Tensor x) {
    Tensor zero = Tensor.zeros(g.dtype(), Shape.SCALAR);
    return Tensor.where(x.ge(low).and(x.le(high)), g, zero);
  }

  @Override
  public Formula formula() {
    return Formula.of("y = min(max(x, low), high)", "dC/dx = dC/dy if low ≤ x ≤ high else 0");
  }

  @Override
  public String attributes() {
    return "low=" + low + ", high=" + high;
  }
}
