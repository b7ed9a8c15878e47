package kierkegrad.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING;

import java.io.PrintWriter;
import java.util.stream.Collectors;
import kierkegrad.cli.help.CommandGroups;
import kierkegrad.practice.importance.Score;
import kierkegrad.practice.network.Activation;
import kierkegrad.practice.settings.OptimizerChoice;
import kierkegrad.practice.tune.Plan;
import kierkegrad.report.explain.Language;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command line: `kierkegrad COMMAND …`.
///
/// Exit codes: 0 for success, 2 for a wrong command line or wrong data, 1 for any other failure,
/// 130 after an interruption from the keyboard.
@Command(
    name = "kierkegrad",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Trains, tests, applies and explains neural networks.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TrainCommand.class,
      LintCommand.class,
      RunsCommand.class,
      EvaluateCommand.class,
      CalibrateCommand.class,
      ImportanceCommand.class,
      PredictCommand.class,
      DoctorCommand.class,
      ServeCommand.class,
      ExplainCommand.class,
      SummaryCommand.class,
      GraphCommand.class,
      PlotCommand.class,
      SurfaceCommand.class,
      SaturationCommand.class,
      LrFindCommand.class,
      TricksCommand.class,
      TuneCommand.class,
      ShellCommand.class,
      CompletionCommand.class,
      ManualCommand.class,
      HelpCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  kierkegrad train iris",
      "  kierkegrad train flowers.csv --target species --net 4-16-3",
      "  kierkegrad predict runs/iris-1 new-flowers.csv",
      "  kierkegrad serve runs/iris-1 --port 8080",
      "  kierkegrad explain runs/iris-1 iris --row 1",
      "  kierkegrad graph runs/iris-1 --gradient --out iris.html",
      "  kierkegrad help train"
    })
public final class Main implements Runnable {
  private static final int MANY_OPTIONS = 12;

  @Spec private CommandSpec spec;

  /// Picocli fills the rest.
  Main() {
    spec = CommandSpec.create();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  /// Runs the command line and gives its exit code.
  static int run(PrintWriter out, PrintWriter err, String... args) {
    Errors errors = new Errors();
    CommandLine line = line().setOut(out).setErr(err);
    line.setParameterExceptionHandler(errors).setExecutionExceptionHandler(errors);
    try {
      return line.execute(args);
    } catch (Error e) {
      return errors.handleMachineError(e, err);
    }
  }

  /// All commands, with their help.
  static CommandLine line() {
    CommandLine line = new CommandLine(new Main());
    choice(line, Activation.class);
    choice(line, OptimizerChoice.class);
    choice(line, Language.class);
    choice(line, Score.class);
    choice(line, Plan.Method.class);
    choice(line, CompletionCommand.Shell.class);
    line.getHelpSectionMap().put(SECTION_KEY_COMMAND_LIST_HEADING, _ -> "");
    line.getHelpSectionMap().put(SECTION_KEY_COMMAND_LIST, new CommandGroups());
    line.getSubcommands().values().forEach(Main::shorten);
    return line;
  }

  /// Options stand below: above them, a wall of thirty would hide the rest.
  private static void shorten(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    if (spec.options().size() > MANY_OPTIONS && spec.usageMessage().customSynopsis().length == 0) {
      String parameters =
          spec.positionalParameters().stream()
              .map(p -> p.arity().min() == 0 ? "[" + p.paramLabel() + "]" : p.paramLabel())
              .collect(Collectors.joining(" "));
      spec.usageMessage()
          .customSynopsis("@|bold kierkegrad %s|@ %s [OPTIONS]".formatted(spec.name(), parameters));
    }
  }

  private static <E extends Enum<E>> void choice(CommandLine line, Class<E> type) {
    line.registerConverter(type, new Choice<>(type));
  }

  /// Runs the command line and exits with its exit code.
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    System.exit(run(out, err, args));
  }
}
