package kierkegrad.op;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// The same values in storage of their own, row by row. PyTorch `contiguous`, `clone`.
public record Copy() implements Kernel {
  @Override
  public String opName() {
    return "copy";
  }

  @Override
  public Shape shape(List<Shape> in) {
    Rules.arity(this, in, 1);
    return in.getFirst();
  }

  @Override
  public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
    return Rules.gradients(() -> g);
  }

  @Override
  public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
    return tangents.getFirst();
  }

  @Override
  public Formula formula() {
    return Formula.of("Y = A", "dC/dA = dC/dY");
  }
}
