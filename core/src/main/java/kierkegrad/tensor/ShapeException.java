package kierkegrad.tensor;

/// Shapes that do not fit an operation. The message names the operation, the shapes and the way
/// out.
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /// An exception with that message.
  public ShapeException(String message) {
    super(message);
  }
}
