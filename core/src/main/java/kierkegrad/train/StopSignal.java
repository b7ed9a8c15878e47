package kierkegrad.train;

/// Asks a training to end after the current step, from any thread: a callback or the handler of
/// Ctrl-C.
public final class StopSignal {
  private volatile boolean requested;

  /// Asks for the end.
  public void stop() {
    requested = true;
  }

  /// Whether the end was asked for.
  public boolean isRequested() {
    return requested;
  }
}
