package kierkegrad.cpu;

import java.util.List;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Tensor;

/// A kernel that computes in double on arrays written row by row: what float64 uses, and float32
/// where there is no faster kernel.
final class Doubles implements Runnable {
  /// The computation, on operands and a result that start at index 0.
  @FunctionalInterface
  interface Body {
    void run(double[][] in, double[] out);
  }

  private final CpuStorage[] storages;
  private final Layout[] layouts;
  private final CpuStorage out;
  private final int size;
  private final Body body;

  Doubles(List<Tensor> in, CpuStorage out, int size, Body body) {
    this.storages = in.stream().map(CpuStorage::of).toArray(CpuStorage[]::new);
    this.layouts = in.stream().map(Tensor::layout).toArray(Layout[]::new);
    this.out = out;
    this.size = size;
    this.body = body;
  }

  @Override
  public void run() {
    double[][] operands = new double[storages.length][];
    for (int i = 0; i < operands.length; i++) {
      Tensor x = Tensor.on(storages[i], layouts[i]);
      operands[i] =
          x.dtype() == DType.F64
              ? Dense.doubles(x)
              : (double[]) Dense.convert(Dense.copy(x), DType.F64);
    }
    if (out.dtype() == DType.F64) {
      body.run(operands, out.doubles());
      return;
    }
    double[] result = new double[size];
    body.run(operands, result);
    System.arraycopy(Dense.convert(result, out.dtype()), 0, out.array(), 0, size);
  }
}
