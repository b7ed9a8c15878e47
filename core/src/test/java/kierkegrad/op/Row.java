package kierkegrad.op;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.tensor.Tensor;

/// One op's line in the table of [Samples]: everything that the generic tests need to know of it.
///
/// @param op the op with its attributes
/// @param inputs operands in the smooth domain; the float64 ones are differentiated
/// @param empty operands without elements, or nothing if the op refuses them
/// @param failures operands that do not fit
/// @param specials operands at the edge of the numbers, and what PyTorch gives
record Row(
    Op op,
    List<Tensor> inputs,
    List<Tensor> empty,
    List<Failure> failures,
    List<Special> specials) {
  /// Operands that the op refuses with a message that has this fragment.
  record Failure(Op op, List<Tensor> inputs, String message) {}

  /// Operands, the expected values, and the expected gradient of their sum in the first operand
  /// (nothing if that is not checked).
  record Special(List<Tensor> inputs, double[] values, double[] gradient) {}

  static Row of(Op op, Tensor... inputs) {
    return new Row(op, List.of(inputs), List.of(), List.of(), List.of());
  }

  Row empty(Tensor... operands) {
    return new Row(op, inputs, List.of(operands), failures, specials);
  }

  Row fails(String message, Tensor... operands) {
    return fails(op, message, operands);
  }

  /// A failure of the same op with other attributes.
  Row fails(Op other, String message, Tensor... operands) {
    return new Row(
        op, inputs, empty, and(failures, new Failure(other, List.of(operands), message)), specials);
  }

  Row gives(double[] values, Tensor... operands) {
    return gives(values, new double[0], operands);
  }

  Row gives(double[] values, double[] gradient, Tensor... operands) {
    Special special = new Special(List.of(operands), values, gradient);
    return new Row(op, inputs, empty, failures, and(specials, special));
  }

  /// The op on operands, as a program would call it: a view of scattered elements may copy first.
  static Tensor call(Op op, List<Tensor> operands) {
    return op instanceof View view ? view.on(operands.getFirst()) : Tensor.apply(op, operands);
  }

  Tensor call(List<Tensor> operands) {
    return call(op, operands);
  }

  @Override
  public String toString() {
    return op.opName() + (op.attributes().isEmpty() ? "" : "{" + op.attributes() + "}");
  }

  private static <T> List<T> and(List<T> list, T more) {
    List<T> longer = new ArrayList<>(list);
    longer.add(more);
    return List.copyOf(longer);
  }
}
