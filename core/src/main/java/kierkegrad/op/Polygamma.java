package kierkegrad.op;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Derivative number `order` of the digamma function ψ(x) = d/dx ln Γ(x), element by element.
/// PyTorch `polygamma`, for order 0 `digamma`.
public record Polygamma(int order) implements Kernel {
  /// @throws IllegalArgumentException if the order is negative
  public Polygamma {
    if (order < 0) {
      throw new IllegalArgumentException("polygamma: order " + order + "; use at least 0");
    }
  }

  /// The function on one number.
  public DoubleUnaryOperator function() {
    return x -> Gamma.polygamma(order, x);
  }

  @Override
  public String opName() {
    return order == 0 ? "digamma" : "polygamma";
  }

  @Override
  public Shape shape(List<Shape> in) {
    Rules.arity(this, in, 1);
    return in.getFirst();
  }

  @Override
  public DType dtype(List<DType> in) {
    return in.getFirst().floating();
  }

  @Override
  public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
    return Rules.gradients(() -> g.mul(in.a().polygamma(order + 1)));
  }

  @Override
  public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
    return Rules.linear(tangents, t -> t.mul(in.a().polygamma(order + 1)));
  }

  @Override
  public Formula formula() {
    return order == 0
        ? Formula.of("y = ψ(x)", "dC/dx = dC/dy · ψ′(x)")
        : Formula.of("y = ψ⁽ⁿ⁾(x)", "dC/dx = dC/dy · ψ⁽ⁿ⁺¹⁾(x)");
  }

  @Override
  public String attributes() {
    return order == 0 ? "" : "n=" + order;
  }
}
