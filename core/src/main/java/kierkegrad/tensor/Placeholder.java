package kierkegrad.tensor;

/// Stands here until the first real class arrives.
public final class Placeholder {
  private Placeholder() {}

  /// Returns the name of the framework.
  public static String name() {
    return "kierkegrad";
  }
}
