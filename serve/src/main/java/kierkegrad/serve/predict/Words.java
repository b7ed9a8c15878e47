package kierkegrad.serve.predict;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/// What others wrote, fit for a message.
final class Words {
  private static final int LONGEST = 60;
  private static final int MOST = 20;

  private Words() {}

  /// A text on one line and not too long.
  static String shortened(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  /// Why a text is no JSON, without remarks in brackets.
  static String reason(JacksonException e) {
    return shortened(e.getOriginalMessage().replaceAll("(?s) \\(.*", ""));
  }

  /// The first names of many.
  static String list(List<String> names) {
    String shown = names.stream().limit(MOST).collect(Collectors.joining(", "));
    return names.size() <= MOST ? shown : shown + ", … (" + names.size() + " in all)";
  }
}
