package kierkegrad.nn;

import java.util.List;
import kierkegrad.tensor.Tensor;

/// The larger of two operands of one shape, element by element: it takes the gradient, the other
/// gets 0. At a tie the second takes the whole gradient, as in the lectures; [Tensor#maximum]
/// shares it, as in PyTorch. NaN if one of them is.
public record Max() {
  /// The larger.
  ///
  /// @throws kierkegrad.tensor.ShapeException if the shapes differ
  public Tensor forward(Tensor a, Tensor b) {
    Operands.requireSameShape("max", List.of(a, b));
    return Tensor.where(a.gt(b).or(a.isNaN()), a, b);
  }

  /// `Max()`.
  @Override
  public String toString() {
    return "Max()";
  }
}
