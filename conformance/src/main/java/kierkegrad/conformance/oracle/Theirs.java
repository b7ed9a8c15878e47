package kierkegrad.conformance.oracle;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// A function of LibTorch's tensors.
@FunctionalInterface
public interface Theirs {
  /// The results, from operands that stand in a row's order.
  List<Tensor> apply(List<Tensor> operands);

  /// A function in TorchScript text.
  ///
  /// @param names of the operands
  /// @param code an expression in them, or lines that end in a `return`
  static Theirs script(List<String> names, String code) {
    return new Script(names, code);
  }
}
