package kierkegrad.report.page;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// A chart of ECharts, and the same as a table for whoever cannot see it. Colours, fonts and axes
/// follow the page's colour scheme unless the option sets its own.
///
/// @param id the anchor, unique on the page
/// @param title what it shows
/// @param option ECharts' option, such as `Map.of("xAxis", Map.of(…), "series", List.of(…))`
/// @param height in pixels
/// @param table the data; its caption names the button that opens it
public record Chart(String id, String title, Map<String, ?> option, int height, Table table)
    implements Part {
  @Override
  public String html() {
    return """
    <figure class="chart" id="%s">
    <figcaption>%s</figcaption>
    <div class="plot" role="img" aria-label="%s" style="height:%dpx"></div>
    %s<details><summary>%s</summary>
    %s</details>
    </figure>
    """
        .formatted(
            Html.text(id),
            Html.text(title),
            Html.text(title),
            height,
            Html.data(id + "-option", option),
            Html.text(table.caption()),
            table.html());
  }

  @Override
  public Set<Library> needs() {
    return EnumSet.of(Library.ECHARTS);
  }
}
