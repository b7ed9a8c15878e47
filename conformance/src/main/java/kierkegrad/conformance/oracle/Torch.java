package kierkegrad.conformance.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.DoubleBuffer;
import java.util.Objects;
import kierkegrad.conformance.Values;
import kierkegrad.tensor.DType;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/// Numbers into LibTorch and back. Native memory lives as long as the innermost `PointerScope`.
public final class Torch {
  static {
    torch.set_num_threads(1);
    // What is compared is the operations, not what an optimizer makes of their graph.
    torch.setGraphExecutorOptimize(false);
  }

  private Torch() {}

  /// Loads LibTorch.
  public static void load() {
    // The static block does.
  }

  /// LibTorch's version, such as `2.10.0`.
  public static String version() {
    try {
      String presets = Objects.requireNonNull(Loader.getVersion("org.bytedeco", "pytorch"));
      return presets.substring(0, presets.indexOf('-'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A tensor of these numbers.
  public static Tensor tensor(Values values) {
    long[] sizes = new long[values.shape().length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = values.shape()[i];
    }
    try (PointerScope _ = new PointerScope()) {
      // LibTorch does not take a null pointer for no numbers.
      double[] numbers = values.numbers().length == 0 ? new double[1] : values.numbers();
      DoublePointer p = new DoublePointer(numbers);
      Tensor copy =
          torch
              .from_blob(p, sizes, new TensorOptions(torch.ScalarType.Double))
              .clone()
              .toType(scalarType(values.type()));
      return copy.retainReference();
    }
  }

  /// The numbers of a tensor.
  public static Values values(Tensor x) {
    int[] shape = new int[(int) x.dim()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = (int) x.size(i);
    }
    double[] numbers = new double[(int) x.numel()];
    // Some gradients are zeros that LibTorch never writes to memory.
    if (numbers.length > 0 && !x._is_zerotensor()) {
      Tensor wide = x.detach().toType(torch.ScalarType.Double).contiguous();
      DoubleBuffer buffer = wide.createBuffer();
      buffer.get(numbers);
    }
    return new Values(type(x), shape, numbers);
  }

  private static torch.ScalarType scalarType(DType type) {
    return switch (type) {
      case F32 -> torch.ScalarType.Float;
      case F64 -> torch.ScalarType.Double;
      case I32 -> torch.ScalarType.Int;
      case I64 -> torch.ScalarType.Long;
      case U8 -> torch.ScalarType.Byte;
      case BOOL -> torch.ScalarType.Bool;
    };
  }

  private static DType type(Tensor x) {
    return switch (x.scalar_type().intern()) {
      case Float -> DType.F32;
      case Double -> DType.F64;
      case Int -> DType.I32;
      case Long -> DType.I64;
      case Byte -> DType.U8;
      case Bool -> DType.BOOL;
      default -> throw new IllegalArgumentException("LibTorch gave " + x.scalar_type());
    };
  }
}
