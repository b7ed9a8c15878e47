package kierkegrad.practice.run;

import java.util.Locale;

/// What became of a run.
public enum RunState {
  /// A process works on it.
  RUNNING,
  /// It came to its end, by its number of epochs or by its patience.
  FINISHED,
  /// It was stopped or killed, and can be resumed.
  INTERRUPTED,
  /// A number was not finite any more.
  FAILED;

  /// In lower case.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
