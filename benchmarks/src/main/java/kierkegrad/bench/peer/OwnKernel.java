package kierkegrad.bench.peer;

import kierkegrad.backend.Backend;
import kierkegrad.bench.KernelCase;
import kierkegrad.bench.KernelCase.Elementwise;
import kierkegrad.bench.Work;
import kierkegrad.op.Conv;
import kierkegrad.op.Kernel;
import kierkegrad.op.Op;
import kierkegrad.op.Window;
import kierkegrad.tensor.Tensor;

/// A kernel of Kierkegrad, bound to its operands and result.
///
/// @param bound computes the result
record OwnKernel(Runnable bound, Tensor out) implements Work {
  static OwnKernel of(KernelCase kernel) {
    return switch (kernel) {
      case KernelCase.Gemm g ->
          bind(matrix(0, g.m(), g.k(), g.transA()).matmul(matrix(1, g.k(), g.n(), g.transB())));
      case KernelCase.Conv(KernelCase.Pass pass) -> conv(pass);
      case Elementwise(String op, int size) -> elementwise(op, size);
    };
  }

  private static OwnKernel conv(KernelCase.Pass pass) {
    Tensor x = operand(0, 64 * 32 * 26 * 26).reshape(64, 32, 26, 26);
    Tensor w = operand(1, 64 * 32 * 9).reshape(64, 32, 3, 3);
    Tensor g = operand(2, 64 * 64 * 24 * 24).reshape(64, 64, 24, 24);
    Window window = Window.of(3);
    return bind(
        switch (pass) {
          case FORWARD -> x.conv2d(w);
          case INPUT -> Tensor.apply(new Conv.InputGradient(window, 1, 26, 26), g, w);
          case WEIGHT -> Tensor.apply(new Conv.WeightGradient(window, 1), x, g);
        });
  }

  private static OwnKernel elementwise(String op, int size) {
    Tensor x = operand(0, size);
    return bind(
        switch (op) {
          case "relu" -> x.relu();
          case "sigmoid" -> x.sigmoid();
          case "tanh" -> x.tanh();
          case "exp" -> x.exp();
          case "add" -> x.add(operand(1, size));
          case "softmax" -> x.reshape(size / Elementwise.ROW, Elementwise.ROW).softmax(1);
          case "sum" -> x.sum();
          default -> throw new IllegalArgumentException(op);
        });
  }

  /// Binds the kernel that a tensor is the result of.
  private static OwnKernel bind(Tensor result) {
    Op op = result.op().orElseThrow();
    if (!(op instanceof Kernel kernel)) {
      throw new IllegalArgumentException(op.opName() + " is no kernel");
    }
    Tensor out = Tensor.zeros(result.dtype(), result.shape());
    return new OwnKernel(Backend.current().bind(kernel, result.inputs(), out), out);
  }

  private static Tensor matrix(int i, int rows, int columns, boolean transposed) {
    Tensor values = operand(i, rows * columns);
    return transposed ? values.reshape(columns, rows).mT() : values.reshape(rows, columns);
  }

  /// Tracked, so that results remember how they came about.
  private static Tensor operand(int i, int size) {
    return Tensor.of(KernelCase.operand(i, size), size).tracked();
  }

  @Override
  public void run() {
    bound.run();
  }

  @Override
  public double check() {
    bound.run();
    return KernelCase.digest(out.toFloatArray());
  }
}
