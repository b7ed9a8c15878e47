package kierkegrad.op;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Constant elements before, after and between the elements along one dimension: the adjoint of a
/// slice with a step.
///
/// @param dim the dimension, counted from the front
/// @param before how many before the first
/// @param after how many after the last
/// @param between how many between neighbours
/// @param value the constant
public record Pad(int dim, int before, int after, int between, double value) implements Kernel {
  @Override
  public String opName() {
    return "pad";
  }

  @Override
  public Shape shape(List<Shape> in) {
    Rules.arity(this, in, 1);
    if (before < 0 || after < 0 || between < 0) {
      throw new ShapeException(
          "pad: " + attributes() + ": counts cannot be negative; slice instead");
    }
    int n = in.getFirst().size(dim);
    return in.getFirst().with(dim, before + after + n + Math.max(0, n - 1) * between);
  }

  @Override
  public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
    return Rules.gradients(
        () -> Tensor.apply(new View.Slice(dim, before, in.a().size(dim), between + 1), g));
  }

  @Override
  public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
    return Rules.linear(tangents, t -> Tensor.apply(new Pad(dim, before, after, between, 0), t));
  }

  @Override
  public Formula formula() {
    return Formula.of("Y = A with constants around", "dC/dA = dC/dY where A is");
  }

  @Override
  public String attributes() {
    return "dim="
        + dim
        + ", before="
        + before
        + ", after="
        + after
        + (between == 0 ? "" : ", between=" + between)
        + (value == 0 ? "" : ", value=" + value);
  }
}
