package kierkegrad.report.page;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A table. A column of numbers is set flush right. It scrolls by itself where it is too wide.
///
/// @param caption what it shows
/// @param columns the headings
/// @param rows the cells, row by row; the first heads its row
public record Table(String caption, List<String> columns, List<List<String>> rows) implements Part {
  private static final Pattern NUMBER =
      Pattern.compile("[+−-]?[0-9][0-9\\u202f,.]*([eE][+−-]?[0-9]+)?(\\s?[%A-Za-zµ·/]{1,8})?");

  /// Keeps immutable copies.
  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }

  @Override
  public String html() {
    StringBuilder html = new StringBuilder();
    html.append("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"")
        .append(Html.text(caption))
        .append("\">\n<table>\n<caption>")
        .append(Html.text(caption))
        .append("</caption>\n<thead><tr>");
    List<String> looks =
        IntStream.range(0, columns.size())
            .mapToObj(column -> isNumeric(column) ? " class=\"number\"" : "")
            .toList();
    for (int i = 0; i < columns.size(); i++) {
      html.append("<th scope=\"col\"%s>%s</th>".formatted(looks.get(i), Html.text(columns.get(i))));
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows) {
      html.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        String look = i < looks.size() ? looks.get(i) : "";
        String cell = Html.text(row.get(i));
        html.append(
            i == 0
                ? "<th scope=\"row\"%s>%s</th>".formatted(look, cell)
                : "<td%s>%s</td>".formatted(look, cell));
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody>\n</table>\n</div>\n").toString();
  }

  private boolean isNumeric(int column) {
    return rows.stream()
        .filter(row -> column < row.size())
        .map(row -> row.get(column).strip())
        .allMatch(cell -> cell.isEmpty() || NUMBER.matcher(cell).matches());
  }
}
