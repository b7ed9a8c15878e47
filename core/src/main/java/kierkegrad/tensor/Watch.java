package kierkegrad.tensor;

import java.util.List;
import java.util.function.Supplier;
import kierkegrad.op.Op;

/// Tells an observer of every operation as it happens, per thread and scope: also of those on
/// tensors that no gradient reaches, which are not remembered. Nobody observes by default, which
/// costs one test per operation.
public final class Watch {
  private static final ScopedValue<Observer> OBSERVER = ScopedValue.newInstance();

  /// Who is told.
  @FunctionalInterface
  public interface Observer {
    /// An operation gave a result.
    void applied(Op op, List<Tensor> operands, Tensor result);
  }

  private Watch() {}

  /// Runs code of whose operations the observer is told.
  public static <T> T by(Observer observer, Supplier<T> code) {
    return ScopedValue.where(OBSERVER, observer).call(code::get);
  }

  static Tensor told(Op op, List<Tensor> operands, Tensor result) {
    if (OBSERVER.isBound()) {
      OBSERVER.get().applied(op, operands, result);
    }
    return result;
  }
}
