package kierkegrad.practice.doctor;

import java.util.StringJoiner;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;

/// What to do about a finding.
///
/// @param change the settings to change, nearly always one; none where no setting helps
/// @param reason why that helps, or what to do instead, in one sentence
public record Fix(Settings change, String reason) {
  /// Changes one setting.
  public static <T> Fix of(Setting<T> setting, T value, String reason) {
    return new Fix(Settings.NONE.with(setting, value), reason);
  }

  /// Nothing that a setting could do.
  public static Fix advice(String reason) {
    return new Fix(Settings.NONE, reason);
  }

  /// As it is typed, such as `--lr 0.01`; empty if no setting helps.
  public String flags() {
    StringJoiner flags = new StringJoiner(" ");
    change
        .toMap()
        .forEach((name, value) ->
            flags.add(
                Settings.named(name).isFlag()
                    ? (value.equals("true") ? "--" : "--no-") + name
                    : "--" + name + " " + value));
    return flags.toString();
  }
}
