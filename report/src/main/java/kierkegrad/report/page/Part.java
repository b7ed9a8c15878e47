package kierkegrad.report.page;

import java.util.EnumSet;
import java.util.Set;

/// A piece of a page: it is HTML, and says which libraries it needs to come to life.
///
/// ```java
/// Part note = Part.html("<p>p = softmax(z)</p>"); // for what no other part says
/// ```
public interface Part {
  /// The HTML; texts in it are escaped.
  String html();

  /// The libraries without which it is not complete.
  default Set<Library> needs() {
    return EnumSet.noneOf(Library.class);
  }

  /// HTML of one's own, with what [Html#text] escapes.
  static Part html(String html) {
    return () -> html;
  }

  /// A paragraph of plain text.
  static Part paragraph(String text) {
    return () -> "<p>" + Html.text(text) + "</p>\n";
  }
}
