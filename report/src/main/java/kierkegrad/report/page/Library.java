package kierkegrad.report.page;

import java.util.Base64;
import java.util.List;

/// A library of the browser's that a page can carry inside.
public enum Library {
  /// Sets formulas: KaTeX, with the fonts that formulas of ours use.
  KATEX,
  /// Draws charts: Apache ECharts.
  ECHARTS;

  private static final List<String> FONTS =
      List.of(
          "Main-Regular",
          "Main-Italic",
          "Main-Bold",
          "Math-Italic",
          "Math-BoldItalic",
          "AMS-Regular",
          "Size1-Regular",
          "Size2-Regular",
          "Size3-Regular",
          "Size4-Regular");

  /// What stands in `<script>`.
  String script() {
    return Resources.text(
        Library.class,
        switch (this) {
          case KATEX -> "katex.min.js";
          case ECHARTS -> "echarts.min.js";
        });
  }

  /// What stands in `<style>`.
  String style() {
    return switch (this) {
      case KATEX -> katexStyle();
      case ECHARTS -> "";
    };
  }

  /// Its name and licence, for whoever reads the page's source.
  String notice() {
    return switch (this) {
      case KATEX -> "KaTeX, © Khan Academy and other contributors, MIT License";
      case ECHARTS -> "Apache ECharts, © The Apache Software Foundation, Apache License 2.0";
    };
  }

  /// The rules, with the fonts inside instead of beside them.
  private static String katexStyle() {
    StringBuilder style = new StringBuilder();
    for (String rule : Resources.text(Library.class, "katex.min.css").split("(?<=\\})")) {
      if (!rule.startsWith("@font-face")) {
        style.append(rule);
        continue;
      }
      FONTS.stream()
          .filter(font -> rule.contains("KaTeX_" + font + ".woff2"))
          .forEach(font -> style.append(withFont(rule, font)));
    }
    return style.toString();
  }

  private static String withFont(String rule, String font) {
    byte[] bytes = Resources.bytes(Library.class, "KaTeX_" + font + ".woff2");
    return rule.substring(0, rule.indexOf("src:"))
        + "src:url(data:font/woff2;base64,"
        + Base64.getEncoder().encodeToString(bytes)
        + ") format(\"woff2\")}";
  }
}
