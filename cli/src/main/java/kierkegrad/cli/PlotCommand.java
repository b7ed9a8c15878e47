package kierkegrad.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import kierkegrad.cli.plot.ActivationChart;
import kierkegrad.practice.network.Activation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `kierkegrad plot`: draws an activation function.
@Command(
    name = "plot",
    mixinStandardHelpOptions = true,
    description = "Draws an activation function, and its derivative, as PNG or SVG.",
    footer = {
      "",
      "Examples:",
      "  kierkegrad plot sigmoid --derivative --out sigmoid.png",
      "  kierkegrad plot softplus --from -4 --to 4 --out softplus.svg"
    })
final class PlotCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "ACTIVATION",
      description =
          "One of: ${COMPLETION-CANDIDATES}. Softmax is drawn as its first part, of (x, 0).")
  private Activation activation = Activation.RELU;

  @Option(
      names = "--from",
      paramLabel = "X",
      defaultValue = "-10",
      description = "Left end (default: ${DEFAULT-VALUE}).")
  private double from;

  @Option(
      names = "--to",
      paramLabel = "X",
      defaultValue = "10",
      description = "Right end (default: ${DEFAULT-VALUE}).")
  private double to;

  @Option(
      names = "--derivative",
      description = "Draws the derivative as well, found by differentiation of the function.")
  private boolean derivative;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The picture, .png or .svg (default: ACTIVATION.png).")
  private @Nullable Path out;

  @Mixin private DebugOption debug = new DebugOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (!(Double.isFinite(from) && Double.isFinite(to) && from < to)) {
      throw CommandException.usage(
          "plot: --from " + from + " must be less than --to " + to + ", and both finite");
    }
    Path file = out == null ? Path.of(activation + ".png") : out;
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".png") && !name.endsWith(".svg")) {
      throw CommandException.usage("plot: --out " + file + " must end in .png or .svg");
    }
    Outputs.check(file);
    new ActivationChart(activation, from, to, derivative).save(file);
    spec.commandLine().getOut().println("drew " + activation + " into " + file);
    return 0;
  }
}
