package kierkegrad.practice.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /// The settings as one types them, such as `--init kaiming`, or `leave out --no-shuffle`; empty
  /// if no setting helps.
  public String options() {
    List<String> add = new ArrayList<>();
    List<String> leave = new ArrayList<>();
    settings
        .toMap()
        .forEach((name, value) -> {
          Setting<?> setting = Settings.named(name);
          if (!setting.isFlag()) {
            add.add("--" + name + " " + value);
          } else if (setting.usual().map(Object::toString).equals(Optional.of(value))) {
            leave.add((value.equals("true") ? "--no-" : "--") + name);
          } else {
            add.add((value.equals("true") ? "--" : "--no-") + name);
          }
        });
    String all = String.join(" ", add);
    if (leave.isEmpty()) {
      return all;
    }
    return all + (all.isEmpty() ? "" : ", ") + "leave out " + String.join(" ", leave);
  }

  /// The options, or the words if there are none.
  @Override
  public String toString() {
    String options = options();
    return options.isEmpty() ? words : options;
  }
}
