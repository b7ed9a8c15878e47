package kierkegrad.practice.tune;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.SettingException;
import kierkegrad.practice.settings.Settings;
import kierkegrad.random.Generator;

/// The values that a setting may have in a search.
public sealed interface Dimension {
  /// The setting.
  Setting<?> setting();

  /// One value, as the text that the setting reads.
  String draw(Generator generator);

  /// Some values, each as likely as another.
  ///
  /// @param setting the setting
  /// @param values as texts
  record Choice(Setting<?> setting, List<String> values) implements Dimension {
    /// @throws SettingException if the setting cannot have a value
    public Choice {
      values = List.copyOf(values);
      values.forEach(setting::read);
    }

    @Override
    public String draw(Generator generator) {
      return values.get(generator.nextBelow(values.size()));
    }

    @Override
    public String toString() {
      return setting.name() + "=" + String.join(",", values);
    }
  }

  /// Numbers between two ends, spread evenly, or evenly over their logarithms.
  ///
  /// @param setting the setting
  /// @param low the lowest
  /// @param high the highest
  /// @param logarithmic whether each power of ten is as likely as another
  record Range(Setting<?> setting, double low, double high, boolean logarithmic)
      implements Dimension {
    private static final int DIGITS = 3;

    /// @throws SettingException if the ends are not in order, or the setting cannot have them
    public Range {
      if (!(low < high) || (logarithmic && low <= 0)) {
        throw new SettingException(
            "--space %s=%s..%s: the first number must be less than the second%s"
                .formatted(
                    setting.name(), low, high, logarithmic ? ", and more than 0 for log" : ""));
      }
      setting.read(text(setting, low));
      setting.read(text(setting, high));
    }

    @Override
    public String draw(Generator generator) {
      double share = generator.nextUniform();
      double value = logarithmic ? low * Math.pow(high / low, share) : low + (high - low) * share;
      return text(setting, value);
    }

    /// With three digits, or whole if the setting only takes whole numbers.
    private static String text(Setting<?> setting, double value) {
      String text = new BigDecimal(value).round(new MathContext(DIGITS)).toString();
      try {
        setting.read(text + (text.contains(".") || text.contains("E") ? "" : ".0"));
        return Double.toString(Double.parseDouble(text));
      } catch (SettingException e) {
        return Long.toString(Math.round(value));
      }
    }

    @Override
    public String toString() {
      return "%s=%s..%s%s".formatted(setting.name(), low, high, logarithmic ? " log" : "");
    }
  }

  /// Reads `lr=1e-4..1e-1 log` or `hidden=16,64,64-32`.
  ///
  /// @throws SettingException if it is neither, or the setting cannot have the values
  static Dimension of(String text) {
    int at = text.indexOf('=');
    if (at < 1 || text.substring(at + 1).isBlank()) {
      throw new SettingException(
          "--space %s: write NAME=LOW..HIGH, with ' log' behind it if wanted, or NAME=VALUE,VALUE"
              .formatted(text.strip()));
    }
    Setting<?> setting = Settings.named(text.substring(0, at).strip());
    if (setting.group() == Setting.Group.DATA || setting == Setting.EPOCHS) {
      throw new SettingException(
          "--space %s: cannot be searched over; give it as --%s".formatted(setting, setting));
    }
    String values = text.substring(at + 1).strip();
    Matcher range = Pattern.compile("(\\S+?)\\.\\.(\\S+)(\\s+log)?").matcher(values);
    if (range.matches()) {
      return new Range(
          setting,
          number(text, range.group(1)),
          number(text, range.group(2)),
          range.group(3) != null);
    }
    return new Choice(setting, Pattern.compile("\\s*,\\s*").splitAsStream(values).toList());
  }

  private static double number(String text, String number) {
    try {
      return Double.parseDouble(number);
    } catch (NumberFormatException e) {
      throw new SettingException("--space %s: '%s' is no number".formatted(text.strip(), number));
    }
  }
}
