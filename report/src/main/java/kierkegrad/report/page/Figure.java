package kierkegrad.report.page;

/// A picture with a caption; it scrolls by itself where it is too wide.
///
/// @param svg an `<svg>` element, with a `<title>` in it
/// @param caption what it shows
public record Figure(String svg, String caption) implements Part {
  @Override
  public String html() {
    return """
    <figure>
    <div class="scroll" role="region" tabindex="0" aria-label="%s">
    %s
    </div>
    <figcaption>%s</figcaption>
    </figure>
    """
        .formatted(Html.text(caption), svg, Html.text(caption));
  }
}
