package kierkegrad.cli;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/// The settings of a training as options: one for each entry of the catalogue, under its name. A
/// command takes them as a mixin.
@Command
final class SettingOptions {
  private final Map<String, String> texts = new LinkedHashMap<>();

  /// Adds the options to a command.
  @Spec(Spec.Target.MIXEE)
  void spec(CommandSpec command) {
    add(command, EnumSet.allOf(Setting.Group.class));
  }

  private void add(CommandSpec command, Set<Setting.Group> groups) {
    for (Setting.Group group : groups) {
      ArgGroupSpec.Builder args =
          ArgGroupSpec.builder().validate(false).heading("%n" + group.title() + ":%n");
      Setting.all().stream()
          .filter(s -> s.group() == group)
          .map(this::option)
          .forEach(args::addArg);
      command.addArgGroup(args.build());
    }
  }

  private OptionSpec option(Setting<?> setting) {
    ISetter setter =
        new ISetter() {
          @Override
          public <T> @Nullable T set(@Nullable T text) {
            return choose(setting.name(), text);
          }
        };
    OptionSpec.Builder option =
        OptionSpec.builder("--" + setting.name()).description(setting.description()).setter(setter);
    if (setting.isFlag()) {
      return option.type(Boolean.class).arity("0").negatable(true).build();
    }
    if (!setting.candidates().isEmpty()) {
      option.completionCandidates(setting.candidates());
    }
    return option.type(String.class).arity("1").paramLabel(setting.param()).build();
  }

  private <T> @Nullable T choose(String name, @Nullable T text) {
    if (text == null) {
      texts.remove(name);
    } else {
      texts.put(name, text.toString());
    }
    return text;
  }

  /// What the user has chosen.
  ///
  /// @throws kierkegrad.practice.settings.SettingException if a value is not possible
  Settings settings() {
    return Settings.of(texts);
  }
}
