package kierkegrad.report.page;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// A few facts at a glance, each a word and its value, such as `parameters` and `1,234`.
///
/// @param values the values under their words
public record Facts(SequencedMap<String, String> values) implements Part {
  /// Keeps an unmodifiable copy.
  public Facts {
    values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
  }

  @Override
  public String html() {
    StringBuilder html = new StringBuilder("<dl class=\"facts\">\n");
    for (Map.Entry<String, String> fact : values.entrySet()) {
      html.append(
          "<div><dt>%s</dt><dd>%s</dd></div>\n"
              .formatted(Html.text(fact.getKey()), Html.text(fact.getValue())));
    }
    return html.append("</dl>\n").toString();
  }
}
