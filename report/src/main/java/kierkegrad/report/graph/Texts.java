package kierkegrad.report.graph;

/// How much room text needs. The widths are those of DejaVu Sans, which is wider than other usual
/// fonts without serifs, so that text fits wherever the picture is opened.
final class Texts {
  static final double HEADING = 14;
  static final double BODY = 12;
  static final double LABEL_HEIGHT = 15;
  static final double LINE = 17;
  static final double PAD_X = 12;
  static final double PAD_Y = 9;

  private static final double BOLD = 1.1;
  private static final String NARROW = "iljI.,:;|'!()[] tfr-/";
  private static final String WIDE = "mwMW@%—→";

  private Texts() {}

  /// In pixels, for letters of this size.
  static double width(String text, double size) {
    double em = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      em +=
          NARROW.indexOf(c) >= 0
              ? 0.41
              : WIDE.indexOf(c) >= 0 ? 1 : Character.isUpperCase(c) ? 0.73 : 0.64;
    }
    return em * size;
  }

  static double width(Picture.Box box) {
    double widest = 40;
    for (int i = 0; i < box.lines().size(); i++) {
      String line = box.lines().get(i);
      widest = Math.max(widest, i == 0 ? width(line, HEADING) * BOLD : width(line, BODY));
    }
    return Math.ceil(widest + 2 * PAD_X);
  }

  static double height(Picture.Box box) {
    return 2 * PAD_Y + LINE * box.lines().size();
  }

  static double label(String text) {
    return Math.ceil(width(text, BODY) + 8);
  }

  static double frame(String title) {
    return Math.ceil(width(title, BODY) * BOLD + 2 * PAD_X);
  }
}
