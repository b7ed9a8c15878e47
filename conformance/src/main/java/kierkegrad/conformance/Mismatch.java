package kierkegrad.conformance;

/// Both sides disagree; the message shows how.
public final class Mismatch extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// A disagreement.
  public Mismatch(String message) {
    super(message);
  }

  /// A disagreement that an error of one side makes.
  public Mismatch(String message, Throwable cause) {
    super(message, cause);
  }
}
