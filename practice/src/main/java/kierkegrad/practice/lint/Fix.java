package kierkegrad.practice.lint;

import java.util.Optional;
import java.util.stream.Collectors;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;

/// What to do about a finding.
///
/// @param settings to be put over those of the run; none if no setting helps
/// @param words the same for somebody who writes code, or what no setting can do
public record Fix(Settings settings, String words) {
  /// What no setting can do.
  public static Fix words(String words) {
    return new Fix(Settings.NONE, words);
  }

  /// One setting.
  public static <T> Fix of(Setting<T> setting, T value, String words) {
    return new Fix(Settings.NONE.with(setting, value), words);
  }

  /// The settings as one types them, such as `--init kaiming`; empty if no setting helps.
  public String options() {
    return settings.toMap().entrySet().stream()
        .map(entry -> option(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static String option(String name, String value) {
    Setting<?> setting = Settings.named(name);
    if (!setting.isFlag()) {
      return "--" + name + " " + value;
    }
    boolean on = value.equals("true");
    boolean usual = setting.usual().equals(Optional.of(on));
    String opposite = (on ? "--no-" : "--") + name;
    return usual ? "(leave out " + opposite + ")" : (on ? "--" : "--no-") + name;
  }

  /// The options, or the words if there are none.
  @Override
  public String toString() {
    String options = options();
    return options.isEmpty() ? words : options;
  }
}
