package kierkegrad.practice.settings;

/// A setting that does not exist, or a value that it cannot have.
public final class SettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /// @param message names the setting, the value, and what is possible
  public SettingException(String message) {
    super(message);
  }
}
