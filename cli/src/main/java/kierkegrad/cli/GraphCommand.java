package kierkegrad.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import kierkegrad.explain.LayerGraph;
import kierkegrad.explain.Summary;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.formats.table.Task;
import kierkegrad.practice.run.Run;
import kierkegrad.report.graph.GraphPicture;
import kierkegrad.report.graph.Layout;
import kierkegrad.report.graph.Levels;
import kierkegrad.report.graph.ModelPage;
import kierkegrad.report.graph.Svg;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `kierkegrad graph`: draws a saved model.
@Command(
    name = "graph",
    mixinStandardHelpOptions = true,
    description = {
      "Draws the operations of a saved model, as a page, a picture, or for Graphviz.",
      "",
      "In a page, layers open by click or Enter; in a picture, large ones stay closed."
    },
    footer = {
      "",
      "Examples:",
      "  kierkegrad graph runs/iris-1 --gradient --out iris.html",
      "  kierkegrad graph runs/iris-1 --out iris.svg"
    })
final class GraphCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MODEL", description = "model.safetensors, or its folder.")
  private Path model = Path.of("");

  @Option(
      names = "--gradient",
      description = "Draws the gradients of the loss in the parameters as well.")
  private boolean gradient;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "1",
      description = "Rows of the input (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "What to write: .html, .svg or .dot.")
  private Path out = Path.of("");

  @Mixin private DebugOption debug = new DebugOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    String name = out.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".html") && !name.endsWith(".svg") && !name.endsWith(".dot")) {
      throw CommandException.usage("graph: --out " + out + " must end in .html, .svg or .dot");
    }
    if (batch < 1) {
      throw CommandException.usage("graph: --batch " + batch + " must be at least 1");
    }
    Outputs.check(out);
    TrainedModel trained = Models.load(model);
    LayerGraph forward = forward(trained);
    Optional<LayerGraph> backward = gradient ? Optional.of(gradient(trained)) : Optional.empty();
    LayerGraph drawn = backward.orElse(forward);
    if (name.endsWith(".html")) {
      Summary summary = Summary.of(trained.network(), input(trained).shape());
      ModelPage.of("Graph of " + model, forward, backward, summary).write(out);
    } else if (name.endsWith(".svg")) {
      String title = "Graph of " + model + (gradient ? " and its gradients" : "");
      Files.writeString(out, Svg.file(Layout.of(Levels.overview(GraphPicture.of(drawn, title)))));
    } else {
      Files.writeString(out, drawn.graph().dot());
    }
    spec.commandLine()
        .getOut()
        .println("drew %d nodes into %s".formatted(drawn.graph().nodes().size(), out));
    return 0;
  }

  private Tensor input(TrainedModel trained) {
    DType type =
        trained.network().parameters().stream()
            .map(p -> p.value().dtype())
            .findFirst()
            .orElse(DType.F32);
    return Tensor.symbolic(type, Shape.of(batch, trained.preparation().inputs()));
  }

  private LayerGraph forward(TrainedModel trained) {
    trained.network().eval();
    return LayerGraph.forward(trained.network(), input(trained));
  }

  /// As in training, so with dropout.
  private LayerGraph gradient(TrainedModel trained) {
    trained.network().train();
    Tensor input = input(trained);
    Tensor target =
        trained.task() == Task.CLASSIFICATION
            ? Tensor.symbolic(DType.I64, Shape.of(batch))
            : Tensor.symbolic(input.dtype(), Shape.of(batch, trained.preparation().outputs()));
    return LayerGraph.gradient(trained.network(), Run.loss(trained.preparation()), input, target);
  }
}
