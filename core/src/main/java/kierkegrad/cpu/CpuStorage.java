package kierkegrad.cpu;

import java.lang.reflect.Array;
import kierkegrad.backend.Storage;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// A heap array. Truth values and unsigned bytes are both `byte[]`.
final class CpuStorage implements Storage {
  private final DType dtype;
  private Object array;
  private int version;

  CpuStorage(DType dtype, Object array) {
    this.dtype = dtype;
    this.array = array;
  }

  /// The checked storage of a tensor.
  static CpuStorage of(Tensor x) {
    return of(x.storage());
  }

  static CpuStorage of(Storage x) {
    if (x instanceof CpuStorage storage) {
      return storage;
    }
    throw new IllegalArgumentException("a tensor of another backend reached the CPU");
  }

  static Object allocate(DType type, int size) {
    return switch (type) {
      case F32 -> new float[size];
      case F64 -> new double[size];
      case I32 -> new int[size];
      case I64 -> new long[size];
      case U8, BOOL -> new byte[size];
    };
  }

  @Override
  public DType dtype() {
    return dtype;
  }

  @Override
  public int size() {
    return Array.getLength(array);
  }

  @Override
  public int version() {
    return version;
  }

  @Override
  public void overwritten() {
    version++;
  }

  /// Takes on another array.
  void share(Object other) {
    array = other;
  }

  Object array() {
    return array;
  }

  float[] floats() {
    return (float[]) array;
  }

  double[] doubles() {
    return (double[]) array;
  }

  long[] longs() {
    return (long[]) array;
  }

  byte[] bytes() {
    return (byte[]) array;
  }
}
