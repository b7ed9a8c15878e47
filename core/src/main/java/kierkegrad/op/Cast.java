package kierkegrad.op;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// The same numbers in another element type; floating to integer truncates. ONNX `Cast`.
public record Cast(DType to) implements Kernel {
  @Override
  public String opName() {
    return "cast";
  }

  @Override
  public Shape shape(List<Shape> in) {
    Rules.arity(this, in, 1);
    return in.getFirst();
  }

  @Override
  public DType dtype(List<DType> in) {
    return to;
  }

  @Override
  public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
    return Rules.gradients(() -> g.to(in.a().dtype()));
  }

  @Override
  public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
    return Rules.linear(tangents, t -> t.to(to));
  }

  @Override
  public Formula formula() {
    return Formula.of("y = cast(x)", "dC/dx = cast(dC/dy)");
  }

  @Override
  public String attributes() {
    return to.torchName();
  }
}
