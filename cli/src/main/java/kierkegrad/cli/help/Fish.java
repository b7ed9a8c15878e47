package kierkegrad.cli.help;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Completion for the shell fish, which picocli does not write.
public final class Fish {
  private Fish() {}

  /// The script: commands first; then, behind each command, its options and their values.
  public static String script(CommandSpec root) {
    List<String> lines = new ArrayList<>();
    lines.add("# fish completion for " + root.name());
    CommandGroups.visible(root)
        .forEach(command ->
            lines.add(
                "complete -c %s -f -n __fish_use_subcommand -a %s -d %s"
                    .formatted(
                        root.name(), command.name(), quoted(CommandGroups.summary(command)))));
    CommandGroups.visible(root).forEach(command -> command(root.name(), command, lines));
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  private static void command(String name, CommandSpec command, List<String> lines) {
    String here =
        "complete -c %s -n '__fish_seen_subcommand_from %s'".formatted(name, command.name());
    for (OptionSpec option : command.options()) {
      if (option.hidden()) {
        continue;
      }
      StringBuilder line = new StringBuilder(here);
      for (String form : option.names()) {
        line.append(form.startsWith("--") ? " -l " : " -s ").append(form.replaceFirst("^-+", ""));
      }
      if (option.arity().max() > 0) {
        String values = values(option);
        line.append(values.isEmpty() ? " -r" : " -x -a " + quoted(values));
      }
      lines.add(line + " -d " + quoted(first(option.description())));
      if (option.negatable()) {
        lines.add(
            here + " -l no-" + option.longestName().substring(2) + " -d 'Switches that off.'");
      }
    }
    command.positionalParameters().stream()
        .map(Fish::values)
        .filter(values -> !values.isEmpty())
        .forEach(values -> lines.add(here + " -a " + quoted(values)));
  }

  private static String values(ArgSpec arg) {
    Iterable<String> candidates = arg.completionCandidates();
    return candidates == null
        ? ""
        : StreamSupport.stream(candidates.spliterator(), false).collect(Collectors.joining(" "));
  }

  private static String first(String[] description) {
    String text = description.length == 0 ? "" : description[0];
    int end = text.indexOf(". ");
    String sentence = end < 0 ? text : text.substring(0, end + 1);
    return sentence.replaceAll("\\s*\\$\\{[^}]*\\}", "").replace("%n", " ");
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
