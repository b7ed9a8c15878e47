package kierkegrad.report.training;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import kierkegrad.report.page.Html;
import kierkegrad.report.page.Library;
import kierkegrad.report.page.Part;

/// Parts side by side where there is room.
record Side(List<Part> parts) implements Part {
  /// A chart and how to read it.
  ///
  /// @param chart the chart
  /// @param aid one sentence
  record Read(Part chart, String aid) implements Part {
    @Override
    public String html() {
      return "<div class=\"read\">\n"
          + chart.html()
          + "<p class=\"aid\">"
          + Html.text(aid)
          + "</p>\n</div>\n";
    }

    @Override
    public Set<Library> needs() {
      return chart.needs();
    }
  }

  @Override
  public String html() {
    StringBuilder html = new StringBuilder("<div class=\"side\">\n");
    parts.forEach(part -> html.append(part.html()));
    return html.append("</div>\n").toString();
  }

  @Override
  public Set<Library> needs() {
    Set<Library> needs = EnumSet.noneOf(Library.class);
    parts.forEach(part -> needs.addAll(part.needs()));
    return needs;
  }
}
