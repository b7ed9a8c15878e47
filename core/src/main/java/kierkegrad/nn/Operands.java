package kierkegrad.nn;

import java.util.List;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Checks of modules with several operands.
final class Operands {
  private Operands() {}

  static void requireSameShape(String module, List<Tensor> operands) {
    if (operands.isEmpty()) {
      throw new IllegalArgumentException(module + ": there is no operand; give at least one");
    }
    List<Shape> shapes = operands.stream().map(Tensor::shape).distinct().toList();
    if (shapes.size() > 1) {
      throw new ShapeException(
          module
              + ": the operands are "
              + shapes.getFirst()
              + " and "
              + shapes.get(1)
              + ", but must have one shape; reshape or expand one of them");
    }
  }
}
