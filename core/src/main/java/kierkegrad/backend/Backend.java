package kierkegrad.backend;

import java.util.List;
import java.util.ServiceLoader;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import kierkegrad.op.Kernel;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// A machine that stores tensors and computes kernels. Results are contiguous and never share
/// storage with operands.
public interface Backend {
  /// Its name, such as `cpu`.
  String name();

  /// Storage with a copy of a Java array: `float[]`, `double[]`, `int[]`, `long[]`, or `byte[]` for
  /// bytes and booleans.
  Storage store(DType type, Object array);

  /// Storage of equal elements. For integer types the value is truncated.
  Storage fill(DType type, int size, double value);

  /// The result of a kernel, row by row.
  Storage run(Kernel op, List<Tensor> in, Shape shape, DType type);

  /// A kernel bound to its operands and to the tensor that takes its result: whenever it is run, it
  /// computes the result from what the operands' storages then hold. How it computes is decided
  /// now, so that running it again and again costs nothing but the arithmetic, and allocates
  /// nothing.
  ///
  /// @param out contiguous, from the start of its storage, and apart from the operands' elements;
  ///   but an element-wise result may lie exactly where one operand of its type and shape lies
  Runnable bind(Kernel op, List<Tensor> in, Tensor out);

  /// Updates of parameters bound to their storages.
  Updates bind(List<Update> updates);

  /// The sum of the squares of all elements of these tensors, bound to them. It is added up in
  /// double, in an order that the sizes alone decide.
  DoubleSupplier bindSquares(List<Tensor> xs);

  /// The product of each of these tensors with a number, bound to them and to the tensors that take
  /// the products. A version of the latter is counted.
  ///
  /// @param out of the shapes of `xs`, contiguous, from the start of their storages, and apart from
  ///   the elements of `xs`
  DoubleConsumer bindScaling(List<Tensor> xs, List<Tensor> out);

  /// A fresh Java array with the elements of a tensor, row by row, of the kind that [#store] takes
  /// for its type.
  Object read(Tensor x);

  /// Lets a storage that is only read hold the elements of a tensor of its type and size, without
  /// copying them where that is possible.
  void feed(Storage input, Tensor x);

  /// Overwrites a storage with the elements of a tensor of the same type and count, and counts a
  /// version.
  void overwrite(Storage target, Tensor x);

  /// The backend of this process: the first that the module system offers.
  static Backend current() {
    return Holder.BACKEND;
  }

  /// Loads the backend when the first tensor is made.
  final class Holder {
    private static final Backend BACKEND =
        ServiceLoader.load(Backend.class, Backend.class.getClassLoader())
            .findFirst()
            .orElseThrow(() ->
                new IllegalStateException(
                    "no kierkegrad.backend.Backend is on the module or class path"));

    private Holder() {}
  }
}
