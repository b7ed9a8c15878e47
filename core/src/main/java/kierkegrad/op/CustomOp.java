package kierkegrad.op;

import kierkegrad.tensor.Tensor;

/// The open door: an operation of the user's own. Only the first method is new; [#vjp] makes it
/// differentiable, and [#jvp] is optional.
///
/// ```java
/// record Cube() implements CustomOp {
///   public String opName() { return "cube"; }
///   public Shape shape(List<Shape> in) { return in.getFirst(); }
///   public Tensor forward(Inputs in) { return in.a().mul(in.a()).mul(in.a()); }
///   public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
///     return List.of(() -> g.mul(in.a().square()).mul(3)); }
///   public Formula formula() { return Formula.of("y = x³", "dC/dx = dC/dy · 3x²"); }
/// }
/// Tensor y = Tensor.apply(new Cube(), x);
/// ```
public non-sealed interface CustomOp extends Op {
  /// The result, of the shape and type that [#shape] and [#dtype] promise. What it does inside is
  /// not recorded.
  Tensor forward(Inputs in);

  @Override
  default boolean isPure() {
    return false;
  }
}
