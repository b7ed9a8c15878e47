package kierkegrad.tensor;

/// The type of a tensor's elements, named as in safetensors and ONNX.
public enum DType {
  /// Truth values, one byte each.
  BOOL("bool", 1),
  /// Unsigned bytes, 0 to 255.
  U8("uint8", 1),
  /// 32-bit integers.
  I32("int32", 4),
  /// 64-bit integers; the type of indices and class labels.
  I64("int64", 8),
  /// 32-bit IEEE 754 numbers; the default.
  F32("float32", 4),
  /// 64-bit IEEE 754 numbers.
  F64("float64", 8);

  private final String torchName;
  private final int bytes;

  DType(String torchName, int bytes) {
    this.torchName = torchName;
    this.bytes = bytes;
  }

  /// PyTorch's name, such as `float32`.
  public String torchName() {
    return torchName;
  }

  /// Bytes per element.
  public int bytes() {
    return bytes;
  }

  /// Whether elements have fractions; only such tensors have gradients.
  public boolean isFloating() {
    return this == F32 || this == F64;
  }

  /// The type that holds both operands of a binary operation, by PyTorch's lattice for tensors of
  /// at least one dimension: `bool < uint8 < int32 < int64 < float32 < float64`.
  public DType promote(DType other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /// This type if it is floating, otherwise [#F32]: what `exp` or a true division makes of
  /// integers.
  public DType floating() {
    return isFloating() ? this : F32;
  }
}
