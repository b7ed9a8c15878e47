package kierkegrad.cli.train;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kierkegrad.train.StopSignal;

/// Turns Ctrl-C into a [StopSignal]: the process ends only after [#close], so that the run can stop
/// after a step and save what it has.
public final class Interruption implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  private final StopSignal signal = new StopSignal();
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "interruption");

  /// Listens from now on.
  public Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /// What Ctrl-C sets.
  public StopSignal signal() {
    return signal;
  }

  private void interrupt() {
    signal.stop();
    try {
      if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("kierkegrad: could not stop in time; nothing is saved");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Lets the process end.
  @Override
  public void close() {
    finished.countDown();
    if (!signal.isRequested()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException alreadyEnding) {
        signal.stop();
      }
    }
  }
}
