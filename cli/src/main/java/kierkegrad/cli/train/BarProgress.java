package kierkegrad.cli.train;

import kierkegrad.train.Callback;
import kierkegrad.train.History;
import kierkegrad.train.Step;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/// A bar on a terminal, on standard error.
public final class BarProgress implements Callback {
  private static final int LONGEST_BAR = 40;
  private static final boolean UNICODE =
      System.getProperty("stderr.encoding", "").startsWith("UTF");
  private static final String FULL = UNICODE ? "█" : "#";
  private static final String EMPTY = UNICODE ? "░" : ".";

  private final ProgressBar bar;
  private final int epochs;
  private final Meter meter = new Meter();
  private volatile String epoch = "";
  private volatile String status = "";

  /// Shows an empty bar.
  ///
  /// @param rows the rows of one epoch
  /// @param epochs how many epochs there will be
  /// @param width columns of the terminal. Given, because the bar would ask JLine for it otherwise,
  ///   which takes Ctrl-C away from Java
  public BarProgress(long rows, int epochs, int width) {
    this.epochs = epochs;
    bar =
        new ProgressBarBuilder()
            .setInitialMax(rows * epochs)
            .setUpdateIntervalMillis(200)
            .setRenderer(this::line)
            .setConsumer(new ConsoleProgressBarConsumer(System.err, width))
            .build();
  }

  /// Such as `epoch 3/10 [##### ] 31% loss 0.4123 accuracy 0.8512 21,336 rows/s`, with a bar as
  /// long as the terminal leaves room for.
  private String line(ProgressState state, int width) {
    double share = state.getCurrent() / (double) state.getMax();
    double seconds = Math.max(1e-3, state.getElapsedAfterStart().toNanos() / 1e9);
    String right =
        " %3.0f%%  %s  %,.0f rows/s".formatted(100 * share, status, state.getCurrent() / seconds);
    int room = Math.clamp(width - epoch.length() - right.length() - 1L, 0, LONGEST_BAR);
    int full = (int) Math.round(share * room);
    String line = epoch + " " + FULL.repeat(full) + EMPTY.repeat(room - full) + right;
    return line.substring(0, Math.min(line.length(), width));
  }

  @Override
  public void onStep(Step step) {
    meter.add(step);
    epoch = "epoch %d/%d".formatted(step.epoch(), epochs);
    status = meter.toString();
    bar.stepBy(step.batch().rows());
  }

  @Override
  public void onEnd(History history) {
    bar.close();
  }
}
