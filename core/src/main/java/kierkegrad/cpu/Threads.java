package kierkegrad.cpu;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
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
  /// pieces. The first failure ends the work and is thrown here, once no thread is at it any more.
  static void parallel(int size, int grain, Range work) {
    int pieces = Math.ceilDiv(size, grain);
    int helpers = WORKER.isBound() ? 0 : Math.min(count(), pieces) - 1;
    if (helpers <= 0) {
      // In pieces here too: a kernel may order its sums by them.
      for (int i = 0; i < pieces; i++) {
        piece(i, size, grain, work);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    Runnable share =
        () -> {
          try {
            for (int i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
              piece(i, size, grain, work);
            }
          } finally {
            // Nothing is left after the last piece; after a failure nobody shall go on.
            next.set(pieces);
          }
        };
    FutureTask<?>[] shares = new FutureTask<?>[helpers + 1];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = new FutureTask<>(() -> ScopedValue.where(WORKER, true).run(share), null);
    }
    for (int i = 0; i < helpers; i++) {
      POOL.execute(shares[i]);
    }
    shares[helpers].run();
    join(shares);
  }

  private static void piece(int i, int size, int grain, Range work) {
    work.run(i * grain, (int) Math.min(size, (i + 1L) * grain));
  }

  /// Waits for all work even if this thread is interrupted, for its arrays are still being written.
  private static void join(FutureTask<?>[] shares) {
    boolean interrupted = false;
    Optional<Throwable> failure = Optional.empty();
    for (FutureTask<?> share : shares) {
      for (boolean done = false; !done; ) {
        try {
          share.get();
          done = true;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          failure = failure.or(() -> Optional.ofNullable(e.getCause()));
          done = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    switch (failure.orElse(null)) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }
}
