package kierkegrad.serve.predict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import kierkegrad.serve.http.Limits;
import kierkegrad.serve.http.Refusal;
import kierkegrad.tensor.Tensor;

/// Sends the rows of concurrent requests through a network together. One thread does it: it takes
/// what waits, computes, and takes what has come meanwhile. If a request has announced itself and
/// its rows are still being read, it gives them a fraction of a millisecond. A request that comes
/// alone is computed at once.
public final class Batcher implements AutoCloseable {
  private record Job(Tensor inputs, CompletableFuture<Tensor> result) {
    int rows() {
      return inputs.size(0);
    }
  }

  private final UnaryOperator<Tensor> model;
  private final int mostRows;
  private final long linger;
  private final Limits limits;
  private final IntConsumer watch;
  private final BlockingQueue<Job> waiting;
  private final AtomicInteger announced = new AtomicInteger();
  private final Thread thread = Thread.ofPlatform().daemon().name("batches").unstarted(this::run);
  private volatile boolean closing;

  /// Starts the thread.
  ///
  /// @param model predictions of inputs, row by row
  /// @param mostRows how many rows go through the network together at most
  /// @param linger how long rows wait for those that are announced
  /// @param watch is told how many rows each pass had
  public Batcher(
      UnaryOperator<Tensor> model,
      int mostRows,
      Duration linger,
      Limits limits,
      IntConsumer watch) {
    this.model = model;
    this.mostRows = mostRows;
    this.linger = linger.toNanos();
    this.limits = limits;
    this.watch = watch;
    this.waiting = new ArrayBlockingQueue<>(limits.waiting());
    thread.start();
  }

  /// Says that rows will come, unless [#withdraw] takes it back.
  void announce() {
    announced.incrementAndGet();
  }

  /// Says that announced rows have come, or never will.
  void withdraw() {
    announced.decrementAndGet();
  }

  /// The predictions of some rows, in order; more than a batch of them go through one after the
  /// other.
  ///
  /// @throws Refusal if too much is waiting
  Tensor predict(Tensor inputs) throws InterruptedException {
    int rows = inputs.size(0);
    if (rows <= mostRows) {
      return one(inputs);
    }
    List<Tensor> parts = new ArrayList<>();
    for (int from = 0; from < rows; from += mostRows) {
      parts.add(one(inputs.slice(0, from, Math.min(rows, from + mostRows))));
    }
    return Tensor.concat(0, parts);
  }

  private Tensor one(Tensor inputs) throws InterruptedException {
    Job job = new Job(inputs, new CompletableFuture<>());
    if (closing || !waiting.offer(job)) {
      throw Refusal.busy(
          closing
              ? "the server is shutting down"
              : "%,d requests wait already".formatted(limits.waiting()));
    }
    try {
      return job.result().get(limits.time().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      waiting.remove(job);
      throw Refusal.busy("too much is waiting");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof OutOfMemoryError memory) {
        throw memory;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private void run() {
    List<Job> batch = new ArrayList<>();
    Optional<Job> left = Optional.empty();
    try {
      while (true) {
        Job first = left.isPresent() ? left.get() : waiting.take();
        left = gather(first, batch);
        compute(batch);
        batch.clear();
      }
    } catch (InterruptedException e) {
      // Closed; nobody waits any more.
    }
  }

  /// Collects a batch; gives the job that did not fit into it, if there is one.
  private Optional<Job> gather(Job first, List<Job> batch) throws InterruptedException {
    batch.add(first);
    int rows = first.rows();
    long end = System.nanoTime() + linger;
    while (rows < mostRows) {
      Job next = waiting.poll();
      if (next == null && announced.get() > 0) {
        next = waiting.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
      if (next == null) {
        return Optional.empty();
      }
      if (rows + next.rows() > mostRows) {
        return Optional.of(next);
      }
      batch.add(next);
      rows += next.rows();
    }
    return Optional.empty();
  }

  private void compute(List<Job> batch) {
    try {
      Tensor inputs =
          batch.size() == 1
              ? batch.getFirst().inputs()
              : Tensor.concat(0, batch.stream().map(Job::inputs).toList());
      Tensor outputs = model.apply(inputs);
      watch.accept(outputs.size(0));
      int from = 0;
      for (Job job : batch) {
        job.result().complete(outputs.slice(0, from, from + job.rows()));
        from += job.rows();
      }
    } catch (RuntimeException | Error e) {
      batch.forEach(job -> job.result().completeExceptionally(e));
    }
  }

  /// Ends the thread. To be called when no request is under way.
  @Override
  public void close() {
    closing = true;
    thread.interrupt();
  }
}
