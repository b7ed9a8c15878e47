package kierkegrad.formats;

/// A file, or what stands in it, cannot be used. The message is one sentence for the user: the
/// place, what was found there and the way out.
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// An exception with that message.
  public DataException(String message) {
    super(message);
  }

  /// An exception with that message, and the failure that led to it.
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
