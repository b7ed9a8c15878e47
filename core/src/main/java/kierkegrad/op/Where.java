package kierkegrad.op;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// `a` where the condition holds, `b` elsewhere; all three broadcast. ONNX `Where`.
public record Where() implements Kernel {
  @Override
  public String opName() {
    return "where";
  }

  @Override
  public Shape shape(List<Shape> in) {
    Rules.arity(this, in, 3);
    return in.getFirst().broadcast(in.get(1), "where").broadcast(in.get(2), "where");
  }

  @Override
  public DType dtype(List<DType> in) {
    return in.get(1);
  }

  @Override
  public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
    Tensor zero = Tensor.zeros(g.dtype(), Shape.SCALAR);
    return Rules.gradients(
        Rules.none(this), () -> Tensor.where(in.a(), g, zero), () -> Tensor.where(in.a(), zero, g));
  }

  @Override
  public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
    Tensor zero = Tensor.zeros(y.dtype(), Shape.SCALAR);
    return Optional.of(
        Tensor.where(in.a(), tangents.get(1).orElse(zero), tangents.get(2).orElse(zero))
            .expand(y.shape()));
  }

  @Override
  public Formula formula() {
    return Formula.of(
        "y = a if condition else b",
        "dC/da = dC/dy if condition else 0",
        "dC/db = 0 if condition else dC/dy");
  }
}
