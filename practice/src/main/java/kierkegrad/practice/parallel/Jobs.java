package kierkegrad.practice.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Independent work on a number of threads. Each training has its own network, optimizer and
/// generator, and what kernels share among threads does not change a bit, so that a training gives
/// the same alone and beside others.
public final class Jobs {
  private Jobs() {}

  /// How many at a time are good for this machine: one per processor, or as many as the system
  /// property `kierkegrad.threads` says.
  public static int usual() {
    return Math.max(
        1, Integer.getInteger("kierkegrad.threads", Runtime.getRuntime().availableProcessors()));
  }

  /// Runs all of them, begun in their order, and waits for them. The first failure is thrown once
  /// those that have begun are over; the others are then not begun.
  public static void run(int threads, List<? extends Runnable> jobs) {
    try (ExecutorService pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("run-", 1).factory())) {
      List<Future<?>> futures = new ArrayList<>();
      jobs.forEach(job -> futures.add(pool.submit(job)));
      for (Future<?> future : futures) {
        await(future, pool);
      }
    }
  }

  private static void await(Future<?> future, ExecutorService pool) {
    try {
      future.get();
    } catch (ExecutionException e) {
      pool.shutdownNow();
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      pool.shutdownNow();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while trainings were running", e);
    }
  }
}
