package kierkegrad.tensor;

/// A tensor was read whose storage has been overwritten since: a parameter's value from before an
/// update.
public final class StaleTensorException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /// An exception with that message.
  public StaleTensorException(String message) {
    super(message);
  }
}
