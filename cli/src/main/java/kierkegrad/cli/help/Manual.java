package kierkegrad.cli.help;

import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/// The page `docs/cli.md`: what help says of every command.
public final class Manual {
  private static final int WIDTH = 100;

  private Manual() {}

  /// The page.
  public static String markdown(CommandLine root) {
    String list = text(root);
    String commands =
        CommandGroups.visible(root.getCommandSpec()).stream()
            .map(CommandSpec::commandLine)
            .map(line -> "\n## %s\n\n```text\n%s```\n".formatted(line.getCommandName(), text(line)))
            .collect(Collectors.joining());
    return "# The command line\n\n"
        + "Written by `./kierkegrad manual > docs/cli.md` from what `kierkegrad help` says; a test"
        + " compares them.\n\n```text\n"
        + list
        + "```\n"
        + commands;
  }

  private static String text(CommandLine line) {
    int before = line.getUsageHelpWidth();
    boolean auto = line.getCommandSpec().usageMessage().autoWidth();
    line.getCommandSpec().usageMessage().autoWidth(false);
    line.setUsageHelpWidth(WIDTH);
    try {
      String text = line.getUsageMessage(Ansi.OFF).replace(System.lineSeparator(), "\n");
      return text.lines().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
    } finally {
      line.setUsageHelpWidth(before);
      line.getCommandSpec().usageMessage().autoWidth(auto);
    }
  }
}
