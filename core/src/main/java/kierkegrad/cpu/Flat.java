package kierkegrad.cpu;

import java.util.List;
import kierkegrad.op.Cast;
import kierkegrad.op.Copy;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Tensor;

/// The elements of a tensor row by row from index 0 on, as bound loops want to read them: where
/// they lie, or copied before each run.
///
/// @param storage where they are after [#refresh]
/// @param copying what brings them there
record Flat(CpuStorage storage, Runnable copying) {
  private static final Runnable NOTHING = () -> {};

  /// The elements as they lie, if that is possible.
  static Flat of(CpuBackend backend, Tensor x, DType type) {
    boolean lies = x.dtype() == type && x.layout().isContiguous() && x.layout().offset() == 0;
    return lies ? new Flat(CpuStorage.of(x), NOTHING) : apart(backend, x, type);
  }

  /// The elements in an array of their own.
  static Flat apart(CpuBackend backend, Tensor x, DType type) {
    CpuStorage own = new CpuStorage(type, CpuStorage.allocate(type, x.elements()));
    Tensor out = Tensor.on(own, Layout.contiguous(x.shape()));
    return new Flat(
        own, backend.bind(x.dtype() == type ? new Copy() : new Cast(type), List.of(x), out));
  }

  /// The type to compute in: its own, or double for integers.
  static DType floating(Tensor x) {
    return x.dtype().isFloating() ? x.dtype() : DType.F64;
  }

  void refresh() {
    copying.run();
  }
}
