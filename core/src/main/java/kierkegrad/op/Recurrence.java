package kierkegrad.op;

import java.util.List;
import java.util.function.Supplier;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// The linear recurrence `yᵢ = aᵢ·yᵢ₋₁ + bᵢ` along a dimension, from y = 0. Operands: `a`, `b`, of
/// one shape. Its gradient is a recurrence from the other end, so that it has derivatives of any
/// order; those of running products are made of it.
///
/// @param dim the dimension, counted from the front
public record Recurrence(int dim) implements Kernel {
  @Override
  public String opName() {
    return "recurrence";
  }

  @Override
  public Shape shape(List<Shape> in) {
    Rules.arity(this, in, 2);
    Rules.sameShape(this, in.getFirst(), in.getLast(), "one factor is needed per summand");
    in.getFirst().axis(dim);
    return in.getFirst();
  }

  @Override
  public DType dtype(List<DType> in) {
    return Rules.floating(this, in);
  }

  @Override
  public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
    if (g.rank() == 0 || g.size(dim) == 0) {
      return Rules.gradients(() -> Tensor.zeros(g.dtype(), g.shape()), () -> g);
    }
    int n = g.size(dim);
    Supplier<Tensor> h =
        Rules.once(() -> {
          Tensor next = in.a().narrow(dim, 1, n - 1).pad(dim, 0, 1, 0);
          return next.flip(dim).recurrence(dim, g.flip(dim)).flip(dim);
        });
    return Rules.gradients(() -> h.get().mul(y.narrow(dim, 0, n - 1).pad(dim, 1, 0, 0)), h);
  }

  @Override
  public Formula formula() {
    return Formula.of(
        "Yᵢ = Aᵢ · Yᵢ₋₁ + Bᵢ", "dC/dAᵢ = hᵢ · Yᵢ₋₁, hᵢ = dC/dYᵢ + Aᵢ₊₁ · hᵢ₊₁", "dC/dBᵢ = hᵢ");
  }

  @Override
  public String attributes() {
    return "dim=" + dim;
  }
}
