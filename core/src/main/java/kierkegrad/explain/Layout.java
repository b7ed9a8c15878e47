package kierkegrad.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Text in lines of a certain width.
///
/// @param width the number of columns
/// @param style how numbers are written
record Layout(int width, Style style) {
  /// The usual width of a terminal.
  static final int COLUMNS = 80;

  /// Of how many entries the numbers are shown.
  static final int SHOWN = 64;

  private static final int ROWS = 16;
  private static final int CORNER = 3;

  /// A paragraph, indented, continued four columns further in.
  List<String> wrap(String text, int indent) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(" ".repeat(indent));
    boolean empty = true;
    for (String word : text.split(" ")) {
      if (!empty && columns(line) + 1 + columns(word) > width) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(indent + 4));
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    lines.add(line.toString());
    return lines;
  }

  /// Two texts at both ends of a line, or below each other if that is too narrow.
  List<String> ends(String left, String right, int indent) {
    int space = width - indent - columns(left) - columns(right);
    if (right.isEmpty() || space < 2) {
      List<String> lines = new ArrayList<>(wrap(left, indent));
      if (!right.isEmpty()) {
        lines.addAll(wrap(right, indent + 4));
      }
      return lines;
    }
    return List.of(" ".repeat(indent) + left + " ".repeat(space) + right);
  }

  /// The number of columns of a text: marks above a letter take none.
  static int columns(CharSequence text) {
    return (int)
        text.codePoints().filter(c -> Character.getType(c) != Character.NON_SPACING_MARK).count();
  }

  /// The numbers of a small tensor; of a large one their range and a corner.
  List<String> tensor(Tensor tensor, int indent) {
    Shape shape = tensor.shape();
    double[] values = tensor.toDoubleArray();
    int columns = shape.rank() == 0 ? 1 : shape.size(-1);
    int rows = columns == 0 ? 0 : values.length / columns;
    boolean small = values.length <= SHOWN && rows <= ROWS;
    int shown = small ? rows : Math.min(rows, CORNER);
    List<String> lines = new ArrayList<>();
    if (!small) {
      lines.addAll(wrap(range(shape, values), indent));
    }
    int cell = cell(Arrays.copyOf(values, shown * columns));
    for (int row = 0; row < shown; row++) {
      double[] part = Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
      String label = rows == 1 ? "" : rowIndex(shape, row * columns) + " ";
      String start = " ".repeat(indent) + label;
      lines.addAll(numbers(part, cell, small, start));
    }
    if (shown < rows) {
      lines.add(" ".repeat(indent) + "… (" + count(rows) + " rows)");
    }
    return lines;
  }

  private static String rowIndex(Shape shape, int entry) {
    String index = Numbers.index(shape, entry);
    return index.substring(0, index.lastIndexOf(',')) + "]";
  }

  private String range(Shape shape, double[] values) {
    double norm = Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
    return count(values.length)
        + " numbers "
        + shape
        + ": min "
        + style.number(Arrays.stream(values).min().orElse(Double.NaN))
        + ", mean "
        + style.number(Arrays.stream(values).average().orElse(Double.NaN))
        + ", max "
        + style.number(Arrays.stream(values).max().orElse(Double.NaN))
        + ", norm "
        + style.number(norm);
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// The width of the widest number.
  private int cell(double[] values) {
    return Arrays.stream(values).mapToInt(v -> columns(style.number(v))).max().orElse(0);
  }

  /// Numbers below each other: all of them, or as many as fit in the first line.
  private List<String> numbers(double[] values, int cell, boolean all, String start) {
    int fit = Math.max(1, (width - columns(start) + 2) / (cell + 2));
    boolean cut = !all && values.length > fit;
    int perLine = cut ? Math.max(1, (width - columns(start) - 1) / (cell + 2)) : fit;
    List<String> lines = new ArrayList<>();
    for (int from = 0; from < (cut ? perLine : values.length); from += perLine) {
      String line =
          Arrays.stream(values, from, Math.min(values.length, from + perLine))
              .mapToObj(value -> padded(style.number(value), cell))
              .collect(Collectors.joining("  "));
      lines.add((from == 0 ? start : " ".repeat(columns(start))) + line + (cut ? "  …" : ""));
    }
    return lines;
  }

  private static String padded(String text, int columns) {
    return " ".repeat(Math.max(0, columns - columns(text))) + text;
  }

  /// A matrix under the names of its columns, behind those of its rows; a wide one in several
  /// blocks, of a very wide or high one the beginning.
  List<String> table(List<String> rows, List<String> columns, double[] values) {
    int n = columns.size();
    int shownRows = rows.size() <= ROWS ? rows.size() : CORNER;
    int first = rows.stream().limit(shownRows).mapToInt(Layout::columns).max().orElse(0);
    int most = Math.min(n, SHOWN);
    int cell = columns.stream().limit(most).mapToInt(Layout::columns).max().orElse(0);
    for (int i = 0; i < shownRows; i++) {
      cell = Math.max(cell, cell(Arrays.copyOfRange(values, i * n, i * n + most)));
    }
    int fit = Math.max(1, (width - first - 2) / (cell + 2));
    int shown = n <= SHOWN ? n : Math.min(fit, SHOWN);
    List<String> lines = new ArrayList<>();
    for (int from = 0; from < shown; from += fit) {
      int to = Math.min(shown, from + fit);
      lines.add(row("", first, columns.subList(from, to), cell));
      for (int i = 0; i < shownRows; i++) {
        int at = i * n;
        List<String> cells =
            IntStream.range(from, to).mapToObj(j -> style.number(values[at + j])).toList();
        lines.add(row(rows.get(i), first, cells, cell));
      }
    }
    if (shownRows < rows.size() || shown < n) {
      lines.add(
          "  … ("
              + (shownRows < rows.size() ? count(rows.size()) + " rows" : "")
              + (shownRows < rows.size() && shown < n ? ", " : "")
              + (shown < n ? count(n) + " columns" : "")
              + ")");
    }
    return lines;
  }

  /// Rows of cells below each other; the first columns begin, the others end in line.
  List<String> columns(List<List<String>> rows, int left) {
    int count = rows.getFirst().size();
    int[] widths =
        IntStream.range(0, count)
            .map(i -> rows.stream().mapToInt(row -> columns(row.get(i))).max().orElse(0))
            .toArray();
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < count; i++) {
        String cell = row.get(i);
        String space = " ".repeat(widths[i] - columns(cell));
        line.append(i == 0 ? "" : "  ").append(i < left ? cell + space : space + cell);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static String row(String name, int first, List<String> cells, int cell) {
    return padded(name, first + 2)
        + cells.stream().map(text -> "  " + padded(text, cell)).collect(Collectors.joining());
  }
}
