package kierkegrad.report.page;

import java.util.EnumSet;
import java.util.Set;

/// A formula, set by KaTeX when the page opens.
///
/// @param tex in TeX, such as `\\frac{\\partial C}{\\partial W}`
/// @param text the same in plain characters, for a reader without scripts
/// @param display whether it stands on a line of its own
public record Tex(String tex, String text, boolean display) implements Part {
  /// A formula in plain characters, such as an op's `dC/dA = dC/dY · Bᵀ`, within a line of text.
  ///
  /// @see kierkegrad.op.Formula
  public static Tex of(String formula) {
    return inline(translate(formula), formula);
  }

  /// The same on a line of its own.
  public static Tex line(String formula) {
    return display(translate(formula), formula);
  }

  /// A formula in plain characters as TeX: `a/b` and `dC/dA` become fractions, `ᵀ` and `ₜ` scripts.
  public static String translate(String formula) {
    return Translation.of(formula);
  }

  /// Within a line of text.
  public static Tex inline(String tex, String text) {
    return new Tex(tex, text, false);
  }

  /// On a line of its own.
  public static Tex display(String tex, String text) {
    return new Tex(tex, text, true);
  }

  @Override
  public String html() {
    return display
        ? "<div class=\"formula\" data-tex=\"%s\">%s</div>\n"
            .formatted(Html.text(tex), Html.text(text))
        : "<span class=\"formula\" data-tex=\"%s\">%s</span>"
            .formatted(Html.text(tex), Html.text(text));
  }

  @Override
  public Set<Library> needs() {
    return EnumSet.of(Library.KATEX);
  }
}
