package kierkegrad.cli.train;

import java.io.PrintWriter;
import java.util.Locale;

/// How far many trainings are: one line that updates on a terminal, else a line for every tenth.
public final class WorkProgress implements AutoCloseable {
  private static final long PAUSE_NANOS = 100_000_000;
  private static final int TENTHS = 10;

  private final PrintWriter out;
  private final int columns;
  private final boolean quiet;
  private long last = System.nanoTime() - PAUSE_NANOS;
  private int tenth;
  private boolean shown;

  /// Shows nothing yet.
  ///
  /// @param out where lines go
  /// @param columns of the terminal, or 0 if there is none
  public WorkProgress(PrintWriter out, int columns, boolean quiet) {
    this.out = out;
    this.columns = columns;
    this.quiet = quiet;
  }

  /// Tells how far it is.
  ///
  /// @param done such as `12 of 45 trainings`
  /// @param share of the work, from 0 to 1
  /// @param remaining seconds, or NaN if nobody knows
  public synchronized void tell(String done, double share, double remaining) {
    if (quiet) {
      return;
    }
    String left = Double.isNaN(remaining) ? "" : ", about " + time(remaining) + " left";
    String line = String.format(Locale.ROOT, "%s, %.0f %%%s", done, 100 * share, left);
    if (columns > 0) {
      long now = System.nanoTime();
      if (now - last >= PAUSE_NANOS) {
        last = now;
        shown = true;
        out.print("\r\033[K" + line.substring(0, Math.min(line.length(), columns - 1)));
        out.flush();
      }
    } else if ((int) (share * TENTHS) > tenth) {
      tenth = (int) (share * TENTHS);
      out.println(line);
    }
  }

  /// Such as `45 s` or `2 min 5 s`.
  static String time(double seconds) {
    long s = Math.round(seconds);
    return s < 60 ? s + " s" : "%d min %d s".formatted(s / 60, s % 60);
  }

  /// Clears the line.
  @Override
  public synchronized void close() {
    if (shown) {
      out.print("\r\033[K");
      out.flush();
    }
  }
}
