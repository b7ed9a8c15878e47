package kierkegrad.conformance;

import java.util.Arrays;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// The numbers of a tensor, of Kierkegrad's or of LibTorch's, row by row.
public record Values(DType type, int[] shape, double[] numbers) {
  /// Those of a tensor.
  public static Values of(Tensor x) {
    DType wide = x.dtype() == DType.F32 ? DType.F32 : x.dtype();
    return new Values(wide, x.shape().toArray(), x.to(DType.F64).toDoubleArray());
  }

  /// Zeros of the same type and shape.
  public Values zeros() {
    return new Values(type, shape, new double[numbers.length]);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Values v
        && type == v.type
        && Arrays.equals(shape, v.shape)
        && Arrays.equals(numbers, v.numbers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers);
  }

  /// Such as `F64[2, 3] [1.0, …]`.
  @Override
  public String toString() {
    String all = Arrays.toString(numbers);
    return type
        + Arrays.toString(shape)
        + " "
        + (all.length() > 300 ? all.substring(0, 300) + "…" : all);
  }
}
