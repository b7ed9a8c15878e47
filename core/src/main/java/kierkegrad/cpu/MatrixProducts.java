package kierkegrad.cpu;

import java.util.Optional;
import kierkegrad.cpu.gemm.Activation;
import kierkegrad.cpu.gemm.Batch;
import kierkegrad.cpu.gemm.Gemm;
import kierkegrad.cpu.gemm.Start;
import kierkegrad.cpu.gemm.Strided;
import kierkegrad.op.Unary;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Binds matrix products to tensors, whatever strides they have.
final class MatrixProducts {
  private MatrixProducts() {}

  /// `out = a·b`; leading dimensions broadcast.
  static Runnable matmul(Tensor a, Tensor b, Tensor out) {
    if (out.elements() == 0) {
      return () -> {};
    }
    // Many matrices times one are one tall matrix times that one.
    Optional<Matrices> joined =
        b.rank() == 2 && a.rank() > 2 ? Matrices.joined(a.layout()) : Optional.empty();
    Shape batch = joined.isPresent() ? Shape.SCALAR : out.shape().without(-1).without(-1);
    Matrices left = joined.orElseGet(() -> Matrices.of(a.layout(), batch));
    Matrices right = Matrices.of(b.layout(), batch);
    CpuStorage storage = CpuStorage.of(out);
    return switch (a.dtype()) {
      case F32 -> {
        Batch<float[]> product = floats(left, right, Start.ZERO, Activation.NONE);
        CpuStorage x = CpuStorage.of(a);
        CpuStorage y = CpuStorage.of(b);
        yield () -> {
          float[] c = storage.floats();
          product.run(x.floats(), y.floats(), c, c, 0);
        };
      }
      case F64 -> {
        Batch<double[]> product = doubles(left, right, Start.ZERO, Activation.NONE);
        CpuStorage x = CpuStorage.of(a);
        CpuStorage y = CpuStorage.of(b);
        yield () -> {
          double[] c = storage.doubles();
          product.run(x.doubles(), y.doubles(), c, c, 0);
        };
      }
      case I32, I64, U8, BOOL -> {
        CpuStorage x = CpuStorage.of(a);
        CpuStorage y = CpuStorage.of(b);
        yield () -> integers(left, right, x.array(), y.array(), storage);
      }
    };
  }

  /// `out = activation(x·wᵀ + bias)`.
  static Runnable linear(Optional<Unary> activation, Tensor x, Tensor w, Tensor bias, Tensor out) {
    if (out.elements() == 0) {
      return () -> {};
    }
    Optional<Matrices> joined = Matrices.joined(x.layout());
    Shape batch = joined.isPresent() ? Shape.SCALAR : out.shape().without(-1).without(-1);
    Matrices left = joined.orElseGet(() -> Matrices.of(x.layout(), batch));
    Matrices right = Matrices.of(w.layout(), batch).transposed();
    Activation end = activation.map(f -> LoopActivation.of(f, x.dtype())).orElse(Activation.NONE);
    CpuStorage storage = CpuStorage.of(out);
    CpuStorage a = CpuStorage.of(x);
    CpuStorage b = CpuStorage.of(w);
    CpuStorage added = CpuStorage.of(bias);
    int at = bias.layout().offset();
    int step = bias.layout().stride(0);
    int n = right.columns();
    boolean dense = step == 1 || n == 1;
    if (x.dtype() == DType.F64) {
      Batch<double[]> product = doubles(left, right, Start.COLUMN_BIAS, end);
      double[] copy = new double[dense ? 0 : n];
      return () -> {
        double[] s = added.doubles();
        for (int j = 0; j < copy.length; j++) {
          copy[j] = s[at + j * step];
        }
        product.run(a.doubles(), b.doubles(), storage.doubles(), dense ? s : copy, dense ? at : 0);
      };
    }
    Batch<float[]> product = floats(left, right, Start.COLUMN_BIAS, end);
    float[] copy = new float[dense ? 0 : n];
    return () -> {
      float[] s = added.floats();
      for (int j = 0; j < copy.length; j++) {
        copy[j] = s[at + j * step];
      }
      product.run(a.floats(), b.floats(), storage.floats(), dense ? s : copy, dense ? at : 0);
    };
  }

  private static Batch<float[]> floats(Matrices a, Matrices b, Start start, Activation end) {
    Gemm<float[]> product =
        Gemm.floats(
            a.rows(),
            b.columns(),
            a.columns(),
            Strided.floats(a.rowStride(), a.columnStride()),
            Strided.floats(b.columnStride(), b.rowStride()),
            b.columns(),
            start,
            end);
    return new Batch<>(product, a.starts(), b.starts(), a.rows() * b.columns());
  }

  private static Batch<double[]> doubles(Matrices a, Matrices b, Start start, Activation end) {
    Gemm<double[]> product =
        Gemm.doubles(
            a.rows(),
            b.columns(),
            a.columns(),
            Strided.doubles(a.rowStride(), a.columnStride()),
            Strided.doubles(b.columnStride(), b.rowStride()),
            b.columns(),
            start,
            end);
    return new Batch<>(product, a.starts(), b.starts(), a.rows() * b.columns());
  }

  /// Integers are summed as 64-bit ones and narrowed in the end.
  private static void integers(Matrices left, Matrices right, Object a, Object b, CpuStorage out) {
    long[] x = (long[]) Dense.convert(a, DType.I64);
    long[] y = (long[]) Dense.convert(b, DType.I64);
    int count = left.starts().length * left.rows() * right.columns();
    long[] sums = new long[count];
    for (int at = 0; at < count; at++) {
      int matrix = at / right.columns() / left.rows();
      int i = left.starts()[matrix] + at / right.columns() % left.rows() * left.rowStride();
      int j = right.starts()[matrix] + at % right.columns() * right.columnStride();
      for (int k = 0; k < left.columns(); k++) {
        sums[at] += x[i + k * left.columnStride()] * y[j + k * right.rowStride()];
      }
    }
    System.arraycopy(Dense.convert(sums, out.dtype()), 0, out.array(), 0, count);
  }
}
