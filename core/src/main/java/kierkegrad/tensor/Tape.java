package kierkegrad.tensor;

import java.util.function.Supplier;

/// Whether operations are remembered for differentiation, per thread and scope. On by default.
public final class Tape {
  private static final ScopedValue<Boolean> ON = ScopedValue.newInstance();

  private Tape() {}

  /// Whether operations on tracked tensors are remembered here.
  public static boolean isOn() {
    return !ON.isBound() || ON.get();
  }

  /// Runs code whose operations are not remembered.
  public static <T> T off(Supplier<T> code) {
    return isOn() ? ScopedValue.where(ON, false).call(code::get) : code.get();
  }

  /// Runs code whose operations are remembered, even inside [#off].
  public static <T> T on(Supplier<T> code) {
    return isOn() ? code.get() : ScopedValue.where(ON, true).call(code::get);
  }
}
