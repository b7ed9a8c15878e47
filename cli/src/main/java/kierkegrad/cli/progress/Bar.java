package kierkegrad.cli.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// How a position fits on one line of a terminal: `epoch 3/10 ████░░░░ 31% 0:12 left loss 0.4123
/// accuracy 0.8512 21,336 rows/s`. What does not fit is left out, from the end; the bar takes the
/// room that remains.
///
/// @param terminal where it is shown
record Bar(Terminal terminal) {
  private static final int LONGEST = 30;
  private static final int SHORTEST = 6;
  private static final int CYAN = 36;

  /// The line, without its end.
  ///
  /// @param seconds since the beginning
  String line(Position p, double seconds) {
    // The last column stays free: some terminals begin a new line when it is filled.
    int width = terminal.columns() - 1;
    List<String> parts = new ArrayList<>();
    parts.add("%3.0f%%".formatted(Math.floor(100 * p.share())));
    List<String> wanted = new ArrayList<>(p.facts().subList(0, Math.min(1, p.facts().size())));
    remaining(p.share(), seconds).ifPresent(wanted::add);
    wanted.addAll(p.facts().subList(Math.min(1, p.facts().size()), p.facts().size()));
    wanted.addAll(p.speeds());
    int used = p.head().length() + 1 + parts.getFirst().length();
    int reserve = width >= 60 ? SHORTEST + 1 : 0;
    for (String part : wanted) {
      if (used + 2 + part.length() + reserve > width) {
        break;
      }
      parts.add(part);
      used += 2 + part.length();
    }
    int room = Math.min(LONGEST, width - used - 1);
    String bar = room < SHORTEST ? "" : bar(p.share(), room) + " ";
    String right = parts.stream().collect(Collectors.joining("  "));
    String head = p.head();
    return bar.isEmpty() && used > width
        ? head.substring(0, Math.min(head.length(), Math.max(0, width)))
        : head + " " + bar + right;
  }

  private String bar(double share, int room) {
    int full = (int) Math.round(Math.clamp(share, 0, 1) * room);
    String done = (terminal.unicode() ? "█" : "#").repeat(full);
    String rest = (terminal.unicode() ? "░" : ".").repeat(room - full);
    return (full == 0 ? "" : terminal.colored(CYAN, done)) + rest;
  }

  /// Such as `0:12 left`, once there is something to go by.
  private static Optional<String> remaining(double share, double seconds) {
    if (share <= 0 || share >= 1 || seconds < 1) {
      return Optional.empty();
    }
    long left = Math.round(seconds / share * (1 - share));
    String text =
        left < 3600
            ? "%d:%02d".formatted(left / 60, left % 60)
            : "%d:%02d:%02d".formatted(left / 3600, left / 60 % 60, left % 60);
    return Optional.of(text + " left");
  }
}
