package kierkegrad.practice.tune;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.SettingException;
import kierkegrad.practice.settings.Settings;
import kierkegrad.practice.settings.Size;
import kierkegrad.random.Generator;
import kierkegrad.random.Seed;

/// All settings that a search may choose.
///
/// ```java
/// Space space = Space.of("lr=1e-4..1e-1 log; hidden=16,64,64-32; dropout=0..0.5");
/// ```
///
/// @param dimensions one per setting
public record Space(List<Dimension> dimensions) {
  private static final String SHARED =
      "; activation=relu,tanh,gelu; dropout=0..0.5; l2=1e-6..1e-2 log; norm=none,batch,layer"
          + "; optimizer=adam,adamw,sgd; init=default,kaiming";

  /// @throws SettingException if there are none, or a setting comes twice
  public Space {
    dimensions = List.copyOf(dimensions);
    Set<Setting<?>> seen = new LinkedHashSet<>();
    for (Dimension dimension : dimensions) {
      if (!seen.add(dimension.setting())) {
        throw new SettingException("--space has " + dimension.setting() + " twice");
      }
    }
    if (dimensions.isEmpty()) {
      throw new SettingException("--space has nothing to search over, such as lr=1e-4..1e-1 log");
    }
  }

  /// Reads dimensions with semicolons between them.
  ///
  /// @throws SettingException if one cannot be read
  public static Space of(String text) {
    return new Space(
        Arrays.stream(text.split("[;\n]"))
            .filter(part -> !part.isBlank())
            .map(Dimension::of)
            .toList());
  }

  /// What is searched over if nobody says: rates from 1e-4 to 0.1, widths and batches by the number
  /// of rows, and the activation, dropout, L2, normalisation, optimizer and initialisation.
  ///
  /// @param rows to train with
  public static Space usual(int rows) {
    return of(
        "lr=1e-4..1e-1 log; "
            + switch (Size.of(rows)) {
              case SMALL -> "hidden=8,16,32,64,16-16,32-32; batch=8,16,32";
              case MEDIUM -> "hidden=32,64,128,64-32,128-64; batch=16,32,64,128";
              case LARGE -> "hidden=128,256,512,256-128,512-256; batch=64,128,256";
            }
            + SHARED);
  }

  /// Without settings that are chosen already.
  ///
  /// @throws SettingException if nothing remains
  public Space without(Settings chosen) {
    return new Space(dimensions.stream().filter(d -> !isChosen(d.setting(), chosen)).toList());
  }

  static boolean isChosen(Setting<?> setting, Settings chosen) {
    boolean widths = setting == Setting.HIDDEN && chosen.find(Setting.NET).isPresent();
    return widths || chosen.find(setting).isPresent();
  }

  /// The settings of a trial: equal seeds and numbers give equal ones.
  public Settings draw(long seed, int trial) {
    Generator generator = Seed.of(seed * 1_000_003 + trial);
    Settings settings = Settings.NONE;
    for (Dimension dimension : dimensions) {
      settings = settings.with(dimension.setting().name(), dimension.draw(generator));
    }
    return settings;
  }

  /// As [#of] reads it.
  @Override
  public String toString() {
    return dimensions.stream().map(Dimension::toString).collect(Collectors.joining("; "));
  }
}
