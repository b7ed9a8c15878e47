package kierkegrad.nn;

import java.util.Optional;
import kierkegrad.backend.Backend;
import kierkegrad.backend.Storage;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;
import kierkegrad.tensor.Trace;
import kierkegrad.tensor.Variable;

/// A mutable place for one tensor of a fixed shape: part of a model's saved state.
///
/// A new value is written over the old one. A tensor that was read before is then stale, and
/// reading it is an error, never a wrong number; keep a `value().copy()` to compare.
public abstract sealed class Box implements Variable permits Parameter, Buffer {
  private volatile Tensor value;
  private volatile Storage storage;
  private volatile String name = "";

  Box(Tensor initial, boolean tracked) {
    this.value = initial.detach().copy().in(this, tracked);
    this.storage = value.storage();
  }

  @Override
  public String name() {
    return name.isEmpty() ? getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT) : name;
  }

  /// Takes on its name in a model. A part that is asked on its own does not shorten it: after
  /// `fc1.weight`, plain `weight` says less.
  void rename(String path) {
    if (!name.endsWith("." + path)) {
      this.name = path;
    }
  }

  @Override
  public Tensor value() {
    Tensor now = value;
    Optional<Trace> trace = Trace.current();
    if (trace.isPresent()) {
      return trace.get().read(this, now);
    }
    return now.isStale() ? renewed() : now;
  }

  /// An optimizer writes into the storage without asking the box.
  private synchronized Tensor renewed() {
    Tensor now = value.in(this, value.isTracked());
    this.value = now;
    return now;
  }

  /// A space and the name of the layer whose part this is, as errors say it: ` fc1` for the
  /// `weight` of `fc1`; nothing as long as the box has not been told its name.
  public String layer(String part) {
    int end = name.lastIndexOf("." + part);
    return end > 0 ? " " + name.substring(0, end) : "";
  }

  /// The storage that updates write over. It stays, unless the type changes.
  public Storage storage() {
    return storage;
  }

  /// Writes a value over the old one.
  ///
  /// @throws ShapeException if its shape is another one
  @Override
  public void set(Tensor next) {
    Tensor now = value;
    if (!next.shape().equals(now.shape())) {
      throw new ShapeException(name() + ": holds " + now.shape() + ", cannot take " + next.shape());
    }
    Optional<Trace> trace = Trace.current();
    if (trace.isPresent()) {
      trace.get().write(this, next.detach().to(now.dtype()));
      return;
    }
    Backend.current().overwrite(storage, next.detach().to(now.dtype()));
    renewed();
  }

  /// How many times a value has been written since the storage was made.
  public int version() {
    return storage.version();
  }

  /// Changes the element type, with new storage.
  synchronized void convert(DType type) {
    Tensor now = value();
    if (now.dtype().isFloating() && now.dtype() != type) {
      Tensor next = now.detach().to(type);
      this.storage = next.storage();
      this.value = next.in(this, now.isTracked());
    }
  }

  final boolean isTracked() {
    return value.isTracked();
  }

  final synchronized void track(boolean tracked) {
    this.value = value.in(this, tracked);
  }

  /// Such as `fc1.weight [3, 4]`.
  @Override
  public String toString() {
    return name() + " " + value.shape();
  }
}
