package kierkegrad.formats.safetensors;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Copies elements between Java arrays and little-endian bytes.
final class Elements {
  private Elements() {}

  static ValueLayout layout(DType type) {
    ValueLayout layout =
        switch (type) {
          case BOOL, U8 -> ValueLayout.JAVA_BYTE;
          case I32 -> ValueLayout.JAVA_INT_UNALIGNED;
          case I64 -> ValueLayout.JAVA_LONG_UNALIGNED;
          case F32 -> ValueLayout.JAVA_FLOAT_UNALIGNED;
          case F64 -> ValueLayout.JAVA_DOUBLE_UNALIGNED;
        };
    return layout.withOrder(ByteOrder.LITTLE_ENDIAN);
  }

  static Object newArray(DType type, int length) {
    return switch (type) {
      case BOOL, U8 -> new byte[length];
      case I32 -> new int[length];
      case I64 -> new long[length];
      case F32 -> new float[length];
      case F64 -> new double[length];
    };
  }

  static Object array(Tensor tensor) {
    return switch (tensor.dtype()) {
      case BOOL, U8 -> tensor.toByteArray();
      case I32 -> tensor.toIntArray();
      case I64 -> tensor.toLongArray();
      case F32 -> tensor.toFloatArray();
      case F64 -> tensor.toDoubleArray();
    };
  }

  static Tensor tensor(DType type, Object array, Shape shape) {
    Tensor flat =
        switch (array) {
          case float[] values -> Tensor.of(values);
          case double[] values -> Tensor.of(values);
          case int[] values -> Tensor.of(values);
          case long[] values -> Tensor.of(values);
          case byte[] values -> Tensor.of(values).to(type);
          default -> throw new IllegalStateException("unknown array " + array.getClass());
        };
    return flat.reshape(shape.toArray());
  }

  static void toBytes(Object array, int from, DType type, byte[] bytes, int count) {
    MemorySegment.copy(array, from, MemorySegment.ofArray(bytes), layout(type), 0, count);
  }

  static void toArray(byte[] bytes, DType type, Object array, int from, int count) {
    MemorySegment.copy(MemorySegment.ofArray(bytes), layout(type), 0, array, from, count);
  }
}
