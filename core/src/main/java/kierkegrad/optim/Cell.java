package kierkegrad.optim;

import kierkegrad.backend.Backend;
import kierkegrad.backend.Storage;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Tensor;
import kierkegrad.tensor.Trace;
import kierkegrad.tensor.Variable;

/// A place of a [Formula] for what is remembered between steps, or for a number that changes with
/// them.
final class Cell implements Variable {
  private final String name;
  private final Storage storage;
  private final Layout layout;

  /// Takes the tensor over: the first value, and the place of all others.
  Cell(String name, Tensor initial) {
    this.name = name;
    this.storage = initial.storage();
    this.layout = initial.layout();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Tensor value() {
    Tensor now = Tensor.on(storage, layout);
    return Trace.current().map(trace -> trace.read(this, now)).orElse(now);
  }

  @Override
  public void set(Tensor next) {
    Tensor fitting = next.detach().to(storage.dtype());
    Trace.current()
        .ifPresentOrElse(
            trace -> trace.write(this, fitting),
            () -> Backend.current().overwrite(storage, fitting));
  }
}
