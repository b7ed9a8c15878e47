package kierkegrad.cli.train;

import java.nio.charset.Charset;
import java.text.DecimalFormat;
import kierkegrad.train.Callback;
import kierkegrad.train.History;
import kierkegrad.train.Step;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// A bar on a terminal, on standard error.
public final class BarProgress implements Callback {
  private final ProgressBar bar;
  private final int epochs;
  private final Meter meter = new Meter();

  /// Shows an empty bar.
  ///
  /// @param rows the rows of one epoch
  /// @param epochs how many epochs there will be
  public BarProgress(long rows, int epochs) {
    this.epochs = epochs;
    bar =
        new ProgressBarBuilder()
            .setTaskName("training")
            .setInitialMax(rows * epochs)
            .setUnit(" rows", 1)
            .showSpeed(new DecimalFormat("#,##0"))
            .hideEta()
            .setUpdateIntervalMillis(200)
            .setStyle(style())
            .build();
  }

  private static ProgressBarStyle style() {
    String charset = System.getProperty("stderr.encoding", Charset.defaultCharset().name());
    return charset.startsWith("UTF") ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII;
  }

  @Override
  public void onStep(Step step) {
    meter.add(step);
    bar.stepBy(step.batch().rows());
    bar.setExtraMessage("epoch %d/%d  %s".formatted(step.epoch(), epochs, meter));
  }

  @Override
  public void onEnd(History history) {
    bar.close();
  }
}
