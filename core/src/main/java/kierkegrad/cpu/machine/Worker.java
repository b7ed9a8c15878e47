package kierkegrad.cpu.machine;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A thread of the pool. It shares in one job at a time. Between jobs it spins for a moment,
/// because the kernels of a training step follow one another within microseconds and waking a
/// parked thread takes tens of them; then it parks.
final class Worker extends Thread {
  private static final long SPIN_NANOS = 50_000;
  private static final Object BUSY = new Object();

  /// Empty, a job on offer, or [#BUSY].
  private final AtomicReference<@Nullable Object> slot = new AtomicReference<>();

  private volatile boolean parked;

  Worker(int number) {
    super("kierkegrad-" + number);
    setDaemon(true);
  }

  /// Offers a job. A worker that is at another one is not waited for.
  void offer(Job job) {
    if (slot.compareAndSet(null, job) && parked) {
      LockSupport.unpark(this);
    }
  }

  /// Takes back a job that this worker has not begun, or waits until it has ended its share, even
  /// if this thread is interrupted: its arrays are still being written.
  void join(Job job) {
    if (current == job || !slot.compareAndSet(job, null)) {
      long start = System.nanoTime();
      while (current == job || slot.get() == job) {
        if (System.nanoTime() - start < SPIN_NANOS) {
          Thread.onSpinWait();
        } else {
          LockSupport.parkNanos(this, SPIN_NANOS);
        }
      }
    }
  }

  /// The job in whose work this worker shares now.
  private volatile @Nullable Job current;

  @Override
  public void run() {
    Threads.markInside();
    while (true) {
      Job job = await();
      current = job;
      // From here on the caller waits for this worker; before, it may have taken the job back.
      if (slot.compareAndSet(job, BUSY)) {
        job.share();
        slot.set(null);
      }
      current = null;
      LockSupport.unpark(job.caller());
    }
  }

  private Job await() {
    long start = System.nanoTime();
    while (true) {
      if (slot.get() instanceof Job job) {
        return job;
      }
      if (System.nanoTime() - start < SPIN_NANOS) {
        Thread.onSpinWait();
      } else {
        parked = true;
        if (slot.get() == null) {
          LockSupport.park(this);
        }
        parked = false;
        start = System.nanoTime();
      }
    }
  }
}
