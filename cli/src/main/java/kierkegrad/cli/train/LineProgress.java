package kierkegrad.cli.train;

import java.io.PrintWriter;
import kierkegrad.train.Callback;
import kierkegrad.train.EpochReport;

/// The first epoch and up to twenty more, a line each, for files and pipes.
public final class LineProgress implements Callback {
  private static final int LINES = 20;

  private final PrintWriter out;
  private final int epochs;
  private final int every;

  /// Lines for a run.
  ///
  /// @param out where they go
  /// @param epochs how many epochs there will be
  public LineProgress(PrintWriter out, int epochs) {
    this.out = out;
    this.epochs = epochs;
    this.every = Math.ceilDiv(epochs, LINES);
  }

  @Override
  public void onEpoch(EpochReport report) {
    if (report.epoch() == 1 || report.epoch() % every == 0 || report.epoch() == epochs) {
      StringBuilder line = new StringBuilder();
      line.append("epoch %d/%d  loss %.4f".formatted(report.epoch(), epochs, report.trainLoss()));
      report.trainAccuracy().ifPresent(a -> line.append("  accuracy %.4f".formatted(a)));
      line.append("  %,.0f rows/s".formatted(report.rows() / report.seconds()));
      out.println(line);
    }
  }
}
