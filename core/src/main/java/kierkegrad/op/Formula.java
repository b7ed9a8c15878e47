package kierkegrad.op;

import java.util.List;

/// An operation in symbols: operands are A, B, … (or x for element-wise ones), the result is Y (or
/// y), the cost is C.
///
/// @param forward what it computes, such as `Y = A·B`
/// @param gradients one rule per operand that has a gradient, such as `dC/dA = dC/dY · Bᵀ`
public record Formula(String forward, List<String> gradients) {
  /// A formula and its rules.
  public static Formula of(String forward, String... gradients) {
    return new Formula(forward, List.of(gradients));
  }
}
