package kierkegrad.cli.help;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine;

/// Completion for bash and zsh. Picocli writes the script, and names the values of an option after
/// what stands for them in its help, so that two options of a command with `NAME` would share them.
public final class Bash {
  private static final Pattern VALUES =
      Pattern.compile("local \\w+_option_args=.*# (--[\\w-]+) values");
  private static final Pattern CASE =
      Pattern.compile("\\s+(?:'?-\\w'?\\|)?'?(--[\\w-]+)'?(?:\\|.*)?\\)");

  private Bash() {}

  /// The script.
  public static String script(CommandLine root) {
    String[] option = {""};
    return AutoComplete.bash(root.getCommandName(), root)
        .lines()
        .map(line -> {
          Matcher values = VALUES.matcher(line);
          Matcher begin = CASE.matcher(line);
          if (values.find()) {
            option[0] = values.group(1);
          } else if (begin.matches()) {
            option[0] = begin.group(1);
          }
          return line.replaceAll("\\b\\w+_option_args\\b", array(option[0]));
        })
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String array(String option) {
    return option.replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT)
        + "_option_args";
  }
}
