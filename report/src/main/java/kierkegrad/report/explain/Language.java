package kierkegrad.report.explain;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import kierkegrad.report.page.Resources;

/// A language of the page's own words.
public enum Language {
  /// English.
  EN,
  /// Portuguese, of Portugal.
  PT,
  /// Italian.
  IT,
  /// French.
  FR;

  /// The tag, such as `pt`.
  public String tag() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /// The words by key. Each language has all keys: nothing falls back to another one.
  SortedMap<String, String> words() {
    Properties properties = new Properties();
    try {
      properties.load(
          new StringReader(Resources.text(Language.class, "words_" + tag() + ".properties")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SortedMap<String, String> words = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> words.put(key, properties.getProperty(key)));
    return words;
  }
}
