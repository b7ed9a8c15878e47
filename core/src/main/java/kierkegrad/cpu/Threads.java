package kierkegrad.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// One pool of daemon threads for all kernels. Work is cut by size, never by the number of threads,
/// so that results do not depend on that number; the calling thread takes part.
final class Threads {
  private static final ExecutorService POOL =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("kierkegrad-", 0).factory());
  private static final ScopedValue<Boolean> WORKER = ScopedValue.newInstance();

  /// Work on the elements `from` to `to − 1`.
  @FunctionalInterface
  interface Range {
    void run(int from, int to);
  }

  private Threads() {}

  /// The number of threads: the system property `kierkegrad.threads`, or what the machine has.
  static int count() {
    return Math.max(
        1, Integer.getInteger("kierkegrad.threads", Runtime.getRuntime().availableProcessors()));
  }

  /// Runs the range in pieces of `grain`, in any order and on several threads if there are several
  /// pieces.
  static void parallel(int size, int grain, Range work) {
    int pieces = Math.ceilDiv(size, Math.max(1, grain));
    int helpers = pieces <= 1 || WORKER.isBound() ? 0 : Math.min(count(), pieces) - 1;
    if (helpers == 0) {
      // In pieces here too: a kernel may order its sums by them.
      for (int i = 0; i < pieces; i++) {
        work.run(i * grain, Math.min(size, (i + 1) * grain));
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    Runnable share =
        () -> {
          for (int i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
            work.run(i * grain, Math.min(size, (i + 1) * grain));
          }
        };
    Runnable scoped = () -> ScopedValue.where(WORKER, true).run(share);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < helpers; i++) {
      running.add(POOL.submit(scoped));
    }
    try {
      scoped.run();
    } finally {
      running.forEach(Threads::join);
    }
  }

  /// Waits for a piece of work even if this thread is interrupted: its arrays are still being
  /// written.
  private static void join(Future<?> future) {
    boolean interrupted = false;
    while (true) {
      try {
        future.get();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException(e.getCause());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
