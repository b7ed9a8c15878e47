package kierkegrad.cpu.machine;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A range of work in pieces, of which every thread that shares in it takes the next one.
final class Job {
  private final Threads.Range work;
  private final int size;
  private final int grain;
  private final int pieces;
  private final Thread caller = Thread.currentThread();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  Job(Threads.Range work, int size, int grain, int pieces) {
    this.work = work;
    this.size = size;
    this.grain = grain;
    this.pieces = pieces;
  }

  /// Takes pieces until none is left.
  void share() {
    try {
      for (int i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
        Threads.piece(i, size, grain, work);
      }
    } catch (Throwable e) {
      failure.compareAndSet(null, e);
      // After a failure nobody shall go on.
      next.set(pieces);
    }
  }

  Thread caller() {
    return caller;
  }

  void rethrow() {
    switch (failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }
}
