package kierkegrad.serve.http;

import java.time.Duration;

/// How much and how long.
///
/// @param bytes the largest body of a request
/// @param time how long a request may take to arrive, and then to be answered
/// @param waiting how many requests may wait for a prediction
public record Limits(long bytes, Duration time, int waiting) {
  /// Checks them.
  ///
  /// @throws IllegalArgumentException if one is not positive
  public Limits {
    if (bytes < 1 || bytes > Integer.MAX_VALUE - 64) {
      throw new IllegalArgumentException(
          "the largest request must have 1 to 2147483583 bytes, not " + bytes);
    }
    if (time.toMillis() < 1) {
      throw new IllegalArgumentException("the time limit must be positive, not " + time);
    }
    if (waiting < 1) {
      throw new IllegalArgumentException(
          "at least one request must be able to wait, not " + waiting);
    }
  }
}
