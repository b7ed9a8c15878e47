package kierkegrad.practice.network;

import java.util.Locale;
import kierkegrad.tensor.DType;

/// The types of numbers that one can train with.
public enum Precision {
  /// 32 bits.
  F32(DType.F32),
  /// 64 bits.
  F64(DType.F64);

  private final DType dtype;

  Precision(DType dtype) {
    this.dtype = dtype;
  }

  /// The element type.
  public DType dtype() {
    return dtype;
  }

  /// The name on the command line.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
