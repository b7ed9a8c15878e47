package kierkegrad.report.browser;

import java.util.ArrayList;
import java.util.List;

/// What a reader looks at: a telephone, a laptop or a large screen, light or dark.
///
/// @param width in pixels
/// @param dark whether the reader prefers dark pages
public record Screen(int width, boolean dark) {
  /// 390, 1280 and 1920 pixels, light and dark.
  public static final List<Screen> ALL = all();

  private static List<Screen> all() {
    List<Screen> screens = new ArrayList<>();
    for (int width : new int[] {390, 1280, 1920}) {
      screens.add(new Screen(width, false));
      screens.add(new Screen(width, true));
    }
    return List.copyOf(screens);
  }

  /// A telephone is upright.
  public int height() {
    return width < 600 ? 844 : width * 9 / 16;
  }

  /// Such as `390-dark`, for names of files.
  @Override
  public String toString() {
    return width + (dark ? "-dark" : "-light");
  }
}
