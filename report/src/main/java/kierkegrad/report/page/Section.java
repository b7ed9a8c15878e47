package kierkegrad.report.page;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A heading and what belongs under it.
///
/// @param id the anchor, such as `training`: lower-case letters, digits and hyphens
/// @param title the heading
/// @param parts what stands below it
public record Section(String id, String title, List<Part> parts) implements Part {
  /// Keeps an immutable copy.
  public Section {
    parts = List.copyOf(parts);
  }

  /// With these parts.
  public Section(String id, String title, Part... parts) {
    this(id, title, List.of(parts));
  }

  @Override
  public String html() {
    return "<section id=\"%s\" aria-labelledby=\"%s-title\">\n<h2 id=\"%s-title\">%s</h2>\n%s</section>\n"
        .formatted(
            Html.text(id),
            Html.text(id),
            Html.text(id),
            Html.text(title),
            parts.stream().map(Part::html).collect(Collectors.joining()));
  }

  @Override
  public Set<Library> needs() {
    Set<Library> needs = EnumSet.noneOf(Library.class);
    parts.forEach(part -> needs.addAll(part.needs()));
    return needs;
  }
}
