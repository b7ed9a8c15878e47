package kierkegrad.nn;

import java.util.List;
import kierkegrad.tensor.Tensor;

/// The sum of any number of operands of one shape: `y = Σ xᵢ`, and `dC/dxᵢ = dC/dy` for each. The
/// lectures' module; [Tensor#add] broadcasts too.
public record Add() {
  /// The sum, from left to right.
  ///
  /// @throws kierkegrad.tensor.ShapeException if shapes differ
  public Tensor forward(Tensor... operands) {
    return forward(List.of(operands));
  }

  /// The sum, from left to right.
  ///
  /// @throws kierkegrad.tensor.ShapeException if shapes differ
  public Tensor forward(List<Tensor> operands) {
    Operands.requireSameShape("add", operands);
    return operands.stream().reduce(Tensor::add).orElseThrow();
  }

  /// `Add()`.
  @Override
  public String toString() {
    return "Add()";
  }
}
