package kierkegrad.cli.help;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;

/// The list of commands in `kierkegrad help`, by what one wants. A command that no group names
/// stands in the last one.
public final class CommandGroups implements IHelpSectionRenderer {
  private record Group(String title, List<String> commands) {}

  private static final List<Group> GROUPS =
      List.of(
          new Group("Learn from data", List.of("train", "tricks", "lr-find", "tune", "runs")),
          new Group("Use a model", List.of("evaluate", "calibrate", "predict", "serve")),
          new Group(
              "Understand",
              List.of(
                  "explain",
                  "importance",
                  "summary",
                  "graph",
                  "plot",
                  "surface",
                  "saturation",
                  "shell")),
          new Group("Help when it goes wrong", List.of("lint", "doctor")));

  private static final String REST = "And";

  @Override
  public String render(Help help) {
    List<CommandSpec> left = new ArrayList<>(visible(help.commandSpec()));
    int width = left.stream().mapToInt(command -> command.name().length()).max().orElse(0) + 2;
    int columns = Math.max(40, help.commandSpec().usageMessage().width());
    StringBuilder text = new StringBuilder();
    for (Group group : GROUPS) {
      List<CommandSpec> members =
          group.commands().stream()
              .flatMap(name -> left.stream().filter(command -> command.name().equals(name)))
              .toList();
      left.removeAll(members);
      append(text, help, group.title(), members, width, columns);
    }
    append(text, help, REST, left, width, columns);
    return text.toString();
  }

  private static void append(
      StringBuilder text,
      Help help,
      String title,
      List<CommandSpec> members,
      int width,
      int columns) {
    if (members.isEmpty()) {
      return;
    }
    text.append(help.colorScheme().ansi().string("%n@|bold %s:|@%n".formatted(title)));
    for (CommandSpec command : members) {
      String name = " ".repeat(width - command.name().length());
      text.append("  ").append(help.colorScheme().commandText(command.name())).append(name);
      text.append(wrapped(summary(command), width + 2, columns));
    }
  }

  private static String wrapped(String summary, int indent, int columns) {
    StringBuilder text = new StringBuilder();
    int column = indent;
    for (String word : summary.split(" ")) {
      if (column > indent && column + word.length() > columns) {
        text.setLength(text.length() - 1);
        text.append(System.lineSeparator()).append(" ".repeat(indent));
        column = indent;
      }
      text.append(word).append(' ');
      column += word.length() + 1;
    }
    return text.toString().stripTrailing() + System.lineSeparator();
  }

  /// A command's first sentence.
  static String summary(CommandSpec command) {
    return Stream.of(command.usageMessage().description())
        .filter(line -> !line.isBlank())
        .findFirst()
        .map(line -> line.replace("%n", " ").strip())
        .map(line -> line.replaceFirst("(?<=\\w)\\. .*", "."))
        .orElse("");
  }

  /// The commands that help tells of, each once.
  static List<CommandSpec> visible(CommandSpec root) {
    Set<CommandSpec> commands =
        root.subcommands().values().stream()
            .map(line -> line.getCommandSpec())
            .filter(command -> !command.usageMessage().hidden())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return List.copyOf(commands);
  }
}
