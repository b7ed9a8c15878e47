package kierkegrad.cpu.machine;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Code in the Vector API is hundreds of times slower than plain loops until the JIT compiler has
/// seen it often enough. So kernels begin with their plain loops, which give the same bits, and a
/// thread in the background runs the vectors on numbers of no meaning until they are compiled.
public final class Warming {
  private static final BlockingQueue<Task> TASKS = new LinkedBlockingQueue<>();
  private static final long PATIENCE_NANOS = 30_000_000_000L;
  private static final int CALLS = 50;

  /// One kernel to warm.
  ///
  /// @param work runs it once
  /// @param fastNanos what `work` takes at most once it is compiled
  /// @param done called when it is
  private record Task(Runnable work, long fastNanos, Runnable done) {}

  private Warming() {}

  /// Runs `work` in the background until it takes less than `fastNanos`, then calls `done`.
  public static void request(Runnable work, long fastNanos, Runnable done) {
    TASKS.add(new Task(work, fastNanos, done));
    Holder.start();
  }

  /// Starts the thread at the first request.
  private static final class Holder {
    static {
      Thread thread = new Thread(Holder::serve, "kierkegrad-warming");
      thread.setDaemon(true);
      thread.start();
    }

    private Holder() {}

    static void start() {}

    private static void serve() {
      try {
        while (true) {
          warm(TASKS.take());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private static void warm(Task task) throws InterruptedException {
      long begin = System.nanoTime();
      for (int round = 0; System.nanoTime() - begin < PATIENCE_NANOS; round++) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < CALLS; i++) {
          long start = System.nanoTime();
          task.work().run();
          best = Math.min(best, System.nanoTime() - start);
        }
        if (best < task.fastNanos()) {
          break;
        }
        if (round > 100) {
          // Called often enough; the compiler is at it.
          Thread.sleep(5);
        }
      }
      task.done().run();
    }
  }
}
