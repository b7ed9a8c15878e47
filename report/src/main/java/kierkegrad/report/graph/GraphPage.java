package kierkegrad.report.graph;

import java.util.List;
import java.util.stream.Collectors;
import kierkegrad.report.page.Html;
import kierkegrad.report.page.Part;
import kierkegrad.report.page.Resources;

/// A graph on a page, whose groups open by click or Enter. Every group has its own address, so the
/// browser's way back works, and every view is laid out beforehand.
public final class GraphPage {
  private GraphPage() {}

  /// The rules that a page with graphs needs.
  public static String style() {
    return Svg.style() + Resources.text(GraphPage.class, "graph-page.css");
  }

  /// The script that a page with graphs needs.
  public static String script() {
    return Resources.text(GraphPage.class, "graph-page.js");
  }

  /// The views of a picture, of which one is seen at a time.
  ///
  /// @param id names the graph on the page, such as `forward`
  public static Part part(Picture picture, String id) {
    List<Levels.View> views = Levels.of(picture, id);
    String html =
        views.stream()
            .map(GraphPage::view)
            .collect(
                Collectors.joining(
                    "",
                    "<div class=\"views\" data-graph=\"%s\">\n".formatted(Html.text(id)),
                    "</div>\n"));
    return Part.html(html);
  }

  private static String view(Levels.View view) {
    Layout layout = Layout.of(view.picture());
    return """
    <div class="view" id="%s" tabindex="-1">
    %s<div class="scroll graph-frame" role="region" tabindex="0" aria-label="%s">
    <div class="fit" style="--width:%dpx">
    %s</div>
    </div>
    </div>
    """
        .formatted(
            Html.text(view.id()),
            view.path().size() > 1 ? crumbs(view) : "",
            Html.text(view.picture().title()),
            (long) Math.ceil(layout.width()),
            Svg.inline(layout));
  }

  private static String crumbs(Levels.View view) {
    int last = view.path().size() - 1;
    StringBuilder html = new StringBuilder("<nav class=\"crumbs\" aria-label=\"path\"><ol>");
    for (int i = 0; i <= last; i++) {
      Levels.Step step = view.path().get(i);
      String title = Html.text(step.title());
      html.append(
          i == last
              ? "<li aria-current=\"page\">" + title + "</li>"
              : "<li><a href=\"#%s\">%s</a></li>".formatted(Html.text(step.id()), title));
    }
    return html.append("</ol></nav>\n").toString();
  }
}
