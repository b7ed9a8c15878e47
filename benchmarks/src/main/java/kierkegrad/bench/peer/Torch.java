package kierkegrad.bench.peer;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/// What training and kernels need of LibTorch.
final class Torch {
  private Torch() {}

  /// Sets the threads, and flushes denormals to zero: on this thread, and on those that it starts
  /// later.
  static void start(int threads) {
    torch.set_num_interop_threads(1);
    torch.set_num_threads(threads);
    Context.setFlushDenormal(true);
  }

  static Tensor tensor(float[] values, int... shape) {
    long[] sizes = new long[shape.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = shape[i];
    }
    try (FloatPointer p = new FloatPointer(values)) {
      return torch.from_blob(p, sizes, new TensorOptions(torch.ScalarType.Float)).clone();
    }
  }

  static Tensor labels(int[] labels) {
    long[] wide = new long[labels.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = labels[i];
    }
    try (LongPointer p = new LongPointer(wide)) {
      return torch
          .from_blob(p, new long[] {wide.length}, new TensorOptions(torch.ScalarType.Long))
          .clone();
    }
  }
}
