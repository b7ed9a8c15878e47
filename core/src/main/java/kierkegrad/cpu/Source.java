package kierkegrad.cpu;

import kierkegrad.tensor.Tensor;

/// The elements of a tensor row by row: where they lie, and what has to run before each use.
record Source(CpuStorage storage, int start, Runnable refresh) {
  private static final Runnable NOTHING = () -> {};

  /// As they lie if they lie so, else a copy that is made anew before each use.
  static Source of(Tensor x) {
    CpuStorage storage = CpuStorage.of(x);
    if (x.layout().isContiguous()) {
      return new Source(storage, x.layout().offset(), NOTHING);
    }
    CpuStorage own = new CpuStorage(x.dtype(), CpuStorage.allocate(x.dtype(), x.elements()));
    return new Source(own, 0, Copying.of(storage, x.layout(), own));
  }

  Object array() {
    return storage.array();
  }
}
