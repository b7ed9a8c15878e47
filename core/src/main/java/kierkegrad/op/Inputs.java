package kierkegrad.op;

import java.util.List;
import kierkegrad.tensor.Tensor;

/// The operands of a recorded operation, as its derivative rule sees them.
public record Inputs(List<Tensor> all) {
  /// The first operand.
  public Tensor a() {
    return all.getFirst();
  }

  /// The second operand.
  public Tensor b() {
    return all.get(1);
  }

  /// The third operand.
  public Tensor c() {
    return all.get(2);
  }
}
