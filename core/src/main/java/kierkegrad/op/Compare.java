package kierkegrad.op;

import java.util.List;
import java.util.function.Supplier;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Element-wise comparisons of two operands that broadcast. The result is boolean and has no
/// gradient.
public enum Compare implements Kernel {
  /// a = b. ONNX `Equal`.
  EQ("eq", "a = b"),
  /// a ≠ b.
  NE("ne", "a ≠ b"),
  /// a < b. ONNX `Less`.
  LT("lt", "a < b"),
  /// a ≤ b. ONNX `LessOrEqual`.
  LE("le", "a ≤ b"),
  /// a > b. ONNX `Greater`.
  GT("gt", "a > b"),
  /// a ≥ b. ONNX `GreaterOrEqual`.
  GE("ge", "a ≥ b");

  private final String opName;
  private final String value;

  Compare(String opName, String value) {
    this.opName = opName;
    this.value = value;
  }

  /// The comparison of two numbers; any with NaN is false, except NE.
  public boolean test(double a, double b) {
    return switch (this) {
      case EQ -> a == b;
      case NE -> a != b;
      case LT -> a < b;
      case LE -> a <= b;
      case GT -> a > b;
      case GE -> a >= b;
    };
  }

  /// The comparison of two integers, exact beyond 2⁵³.
  public boolean test(long a, long b) {
    return switch (this) {
      case EQ -> a == b;
      case NE -> a != b;
      case LT -> a < b;
      case LE -> a <= b;
      case GT -> a > b;
      case GE -> a >= b;
    };
  }

  @Override
  public String opName() {
    return opName;
  }

  @Override
  public Shape shape(List<Shape> in) {
    Rules.arity(this, in, 2);
    return in.getFirst().broadcast(in.getLast(), opName);
  }

  @Override
  public DType dtype(List<DType> in) {
    return DType.BOOL;
  }

  @Override
  public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
    return Rules.gradients(Rules.none(this), Rules.none(this));
  }

  @Override
  public Formula formula() {
    return Formula.of("y = " + value);
  }
}
