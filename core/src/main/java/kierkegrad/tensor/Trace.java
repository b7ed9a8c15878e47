package kierkegrad.tensor;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A scope in which a program is recorded instead of run. Boxes then give a symbolic tensor instead
/// of their value, so that what is recorded reads them anew whenever it is run, and what is written
/// to a box is remembered as a result of the program.
public final class Trace {
  private static final ScopedValue<Trace> CURRENT = ScopedValue.newInstance();

  private final Map<Variable, Tensor> values = new IdentityHashMap<>();
  private final List<Write> writes = new ArrayList<>();

  /// A box that the program writes, and the value that it has at the end.
  public record Write(Variable box, Tensor value) {}

  /// A trace of nothing yet.
  public Trace() {}

  /// The trace that is being recorded here.
  public static Optional<Trace> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /// Runs code whose reads and writes of boxes are recorded here.
  public <T> T record(Supplier<T> code) {
    return ScopedValue.where(CURRENT, this).call(code::get);
  }

  /// What stands for the value of a box: the same tensor at every read, or what was last written.
  ///
  /// @param now its value, of which only type and shape are taken, and whether it is tracked
  public Tensor read(Variable box, Tensor now) {
    return values.computeIfAbsent(
        box, b -> Tensor.symbolic(now.dtype(), now.shape()).in(b, now.isTracked()));
  }

  /// Remembers that a box takes on a value.
  public void write(Variable box, Tensor next) {
    values.put(box, next);
    writes.removeIf(write -> write.box() == box);
    writes.add(new Write(box, next));
  }

  /// What was written, one value per box, in the order of the last writes.
  public List<Write> writes() {
    return List.copyOf(writes);
  }
}
