package kierkegrad.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// An update as text.
final class UpdateText {
  private static final int FIRST = 3;

  private UpdateText() {}

  static List<String> lines(ParameterUpdate update, Layout layout, int indent) {
    List<String> lines = new ArrayList<>();
    int count = update.before().elements();
    boolean small = count <= Layout.SHOWN;
    if (update.rule().isPresent()) {
      int shown = small ? count : FIRST;
      for (int i = 0; i < shown; i++) {
        lines.addAll(entry(update, i, layout, indent + 4));
      }
      if (shown < count) {
        lines.add(" ".repeat(indent + 4) + "… (" + Layout.count(count) + " entries)");
      }
    }
    if (update.rule().isEmpty()) {
      for (Memory memory : update.memory()) {
        String name = memory.symbol().equals(memory.name()) ? "" : " (" + memory.name() + ")";
        lines.addAll(layout.wrap(memory.symbol() + "′" + name + ", remembered", indent));
        lines.addAll(layout.tensor(memory.after(), indent + 4));
      }
    }
    if (update.rule().isEmpty() || !small) {
      lines.addAll(layout.wrap("p′, the value after", indent));
      lines.addAll(layout.tensor(update.after(), indent + 4));
    }
    return lines;
  }

  /// The optimizer, its rule and its numbers.
  static String head(ParameterUpdate update, Layout layout) {
    String settings =
        update.settings().stream()
            .map(s -> s.symbol() + " = " + layout.style().number(s.value()))
            .collect(Collectors.joining(", "));
    String rules = String.join(", ", update.rules());
    return update.optimizer() + (rules.isEmpty() ? "" : ": " + rules) + "; " + settings;
  }

  /// The lines of one entry: a single one on its line, several below its place.
  private static List<String> entry(ParameterUpdate update, int entry, Layout layout, int indent) {
    List<Working> workings = update.workings(entry);
    String place = Numbers.index(update.before().shape(), entry);
    List<String> lines = new ArrayList<>();
    if (workings.size() == 1) {
      return layout.wrap(numbers(workings.getFirst(), place, layout), indent);
    }
    lines.add(" ".repeat(indent) + "p" + place);
    workings.forEach(w -> lines.addAll(layout.wrap(numbers(w, "", layout), indent + 2)));
    return lines;
  }

  /// Without the symbols, which stand above.
  private static String numbers(Working working, String place, Layout layout) {
    return working.name()
        + place
        + " = "
        + working.numbers(layout.style())
        + " = "
        + layout.style().number(working.result());
  }
}
