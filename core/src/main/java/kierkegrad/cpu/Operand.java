package kierkegrad.cpu;

import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Tensor;

/// A floating operand of a bound kernel, row by row: where it lies in its storage's array if it
/// lies so there, else a copy in a work array that is filled anew whenever it is asked for.
final class Operand {
  private final Layout layout;
  private final CpuStorage storage;
  private final boolean dense;
  private final CpuStorage work;

  private Operand(Tensor x) {
    this.layout = x.layout();
    this.storage = CpuStorage.of(x);
    this.dense = layout.isContiguous();
    this.work =
        dense ? storage : new CpuStorage(x.dtype(), CpuStorage.allocate(x.dtype(), x.elements()));
  }

  static Operand of(Tensor x) {
    return new Operand(x);
  }

  /// Where it starts in the array.
  int offset() {
    return dense ? layout.offset() : 0;
  }

  float[] floats() {
    return (float[]) array();
  }

  double[] doubles() {
    return (double[]) array();
  }

  private Object array() {
    if (!dense) {
      Dense.write(Tensor.on(storage, layout), layout, work.array());
    }
    return work.array();
  }
}
