package kierkegrad.cpu.machine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// One pool of daemon threads for all kernels. Work is cut by size, never by the number of threads,
/// so that results do not depend on that number; the calling thread takes part.
public final class Threads {
  private static final List<Worker> WORKERS = new CopyOnWriteArrayList<>();
  private static final ThreadLocal<boolean[]> INSIDE =
      ThreadLocal.withInitial(() -> new boolean[1]);

  /// Work on the elements `from` to `to − 1`.
  @FunctionalInterface
  public interface Range {
    /// Does it.
    void run(int from, int to);
  }

  private Threads() {}

  /// The number of threads: the system property `kierkegrad.threads`, or what the machine has.
  public static int count() {
    return Math.max(
        1, Integer.getInteger("kierkegrad.threads", Runtime.getRuntime().availableProcessors()));
  }

  /// Runs the range in pieces of `grain`, in any order and on several threads if there are several
  /// pieces. The first failure ends the work and is thrown here, once no thread is at it any more.
  /// Inside such work, further work runs on the same thread.
  public static void parallel(int size, int grain, Range work) {
    if (size <= grain) {
      if (size > 0) {
        work.run(0, size);
      }
      return;
    }
    int pieces = Math.ceilDiv(size, grain);
    boolean[] inside = INSIDE.get();
    int helpers = inside[0] ? 0 : Math.min(count(), pieces) - 1;
    if (helpers == 0) {
      // In pieces here too: a kernel may order its sums by them.
      for (int i = 0; i < pieces; i++) {
        piece(i, size, grain, work);
      }
      return;
    }
    Job job = new Job(work, size, grain, pieces);
    List<Worker> workers = workers(helpers);
    for (int i = 0; i < helpers; i++) {
      workers.get(i).offer(job);
    }
    inside[0] = true;
    try {
      job.share();
    } finally {
      inside[0] = false;
    }
    for (int i = 0; i < helpers; i++) {
      workers.get(i).join(job);
    }
    job.rethrow();
  }

  static void piece(int i, int size, int grain, Range work) {
    work.run(i * grain, (int) Math.min(size, (i + 1L) * grain));
  }

  /// Marks a thread of the pool, so that work inside work stays on it.
  static void markInside() {
    INSIDE.get()[0] = true;
  }

  private static List<Worker> workers(int wanted) {
    if (WORKERS.size() < wanted) {
      synchronized (WORKERS) {
        while (WORKERS.size() < wanted) {
          Worker worker = new Worker(WORKERS.size());
          worker.start();
          WORKERS.add(worker);
        }
      }
    }
    return WORKERS;
  }
}
