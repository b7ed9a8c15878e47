package kierkegrad.serve.http;

import java.util.concurrent.atomic.AtomicLong;

/// How many bytes of bodies may be in memory at once, so that many large requests are refused, and
/// do not fill the memory.
final class Budget {
  /// How many bytes of memory a byte of a body costs while its rows are read.
  private static final int COST = 24;

  private final long most;
  private final AtomicLong taken = new AtomicLong();

  private Budget(long most) {
    this.most = most;
  }

  /// Half of the memory, and in any case one request of the largest size.
  static Budget of(long largest) {
    return new Budget(Math.max(largest, Runtime.getRuntime().maxMemory() / 2 / COST));
  }

  /// Takes some bytes, unless they are not there.
  boolean take(long bytes) {
    if (taken.addAndGet(bytes) <= most) {
      return true;
    }
    taken.addAndGet(-bytes);
    return false;
  }

  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }
}
