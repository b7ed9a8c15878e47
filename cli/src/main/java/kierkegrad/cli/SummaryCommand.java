package kierkegrad.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import kierkegrad.explain.Summary;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.tensor.Shape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `kierkegrad summary`: lists the layers of a saved model.
@Command(
    name = "summary",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the layers of a saved model, with output shapes, parameters, FLOPs and memory.",
      "",
      "FLOPs are those of a forward pass: a product and a sum count as two, and a function such as"
          + " exp as one. Memory is that of parameters and results."
    },
    footer = {"", "Example:", "  kierkegrad summary runs/iris-1"})
final class SummaryCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MODEL", description = "model.safetensors, or its folder.")
  private Path model = Path.of("");

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "1",
      description = "Rows of the input (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Mixin private DebugOption debug = new DebugOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (batch < 1) {
      throw CommandException.usage("summary: --batch " + batch + " must be at least 1");
    }
    TrainedModel trained = Models.load(model);
    trained.network().eval();
    Shape input = Shape.of(batch, trained.preparation().inputs());
    spec.commandLine().getOut().print(Summary.of(trained.network(), input));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
