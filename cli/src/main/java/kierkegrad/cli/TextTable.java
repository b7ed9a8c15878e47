package kierkegrad.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// A table for a terminal: columns as wide as their widest cell, two spaces between them.
///
/// @param header the headings
record TextTable(List<String> header) {
  void print(PrintWriter out, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>(List.of(header));
    all.addAll(rows);
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i)).append(" ".repeat(width(all, i) - row.get(i).length() + 2));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream()
        .filter(row -> column < row.size())
        .mapToInt(row -> row.get(column).length())
        .max()
        .orElse(0);
  }
}
