package kierkegrad.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import kierkegrad.explain.Explanation;
import kierkegrad.explain.Jacobian;
import kierkegrad.explain.Style;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.settings.OptimizerChoice;
import kierkegrad.report.explain.ExplainPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `kierkegrad explain`: one training step of a saved model, number by number.
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Makes a training step of a saved model on one row of data, and shows every number of it:"
          + " forward, backward, update.",
      "",
      "The step is the one that training makes: same loss, same optimizer, dropout on; all in"
          + " float64. The optimizer starts afresh, with the learning rate that training began with."
          + " The model's file stays as it is."
    },
    footer = {
      "",
      "Examples:",
      "  kierkegrad train iris --net 4-4-3-3 --activation sigmoid --optimizer sgd \\",
      "    --lr 0.05 --batch 1 --out runs/lecture",
      "  kierkegrad explain runs/lecture iris --row 1",
      "  kierkegrad explain runs/lecture iris --row 1 --node 1 --digits 17",
      "  kierkegrad explain runs/lecture iris --row 1 --jacobian 4",
      "  kierkegrad explain runs/lecture iris --row 1 --html step.html --lang pt",
      "  kierkegrad explain --function tanh --at 0.5 --order 2 --html tanh.html",
      "",
      "Nodes have the names of the layers, 0 the first one, and of their parameters,",
      "such as 0.weight; input, target and loss."
    })
final class ExplainCommand implements Callable<Integer> {
  /// The width if there is no terminal.
  private static final int COLUMNS = 80;

  private static final int NARROW = 40;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      arity = "0..1",
      description = "model.safetensors, or its folder.")
  private Optional<Path> model = Optional.empty();

  @Parameters(
      index = "1",
      paramLabel = "DATA",
      completionCandidates = DataNames.class,
      arity = "0..2",
      description =
          "iris, digits, fashion-mnist (its test images), a CSV file, or two IDX files (images and"
              + " labels), with the answers.")
  private List<String> data = new ArrayList<>();

  @Option(
      names = "--row",
      paramLabel = "N",
      description = "The row of DATA, from 1; the header of a CSV file does not count.")
  private Optional<Integer> row = Optional.empty();

  @Option(
      names = "--step",
      paramLabel = "N",
      description = "Repeats the step on that row and explains the Nth (default: 1).")
  private int step = 1;

  @Option(
      names = "--node",
      paramLabel = "NAME",
      description = "Shows one node only; a page opens at it.")
  private Optional<String> node = Optional.empty();

  @Option(
      names = "--jacobian",
      paramLabel = "NAME",
      description = "Shows a node's Jacobians, and the gradient that goes through them.")
  private Optional<String> jacobian = Optional.empty();

  @Option(
      names = "--digits",
      paramLabel = "N",
      description =
          "Digits after the point (default: 4); from 17 on every digit, and every term of a sum.")
  private int digits = Style.SHORT.digits();

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description = "adam, adamw or sgd (default: the model's own).")
  private Optional<OptimizerChoice> optimizer = Optional.empty();

  @Option(
      names = "--lr",
      paramLabel = "RATE",
      description = "The learning rate (default: the model's own).")
  private Optional<Double> lr = Optional.empty();

  @Mixin private PageOptions page = new PageOptions();

  @Mixin private ExplainedFunction function = new ExplainedFunction();

  @Mixin private DataOptions reading = new DataOptions();

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Mixin private DebugOption debug = new DebugOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    threads.apply();
    Style style = style();
    if (function.name().isPresent()) {
      return explain(function.name().get(), style);
    }
    if (model.isEmpty() || data.isEmpty() || row.isEmpty()) {
      throw CommandException.usage(
          "explain needs MODEL, DATA and --row N, or --function NAME; see kierkegrad help explain");
    }
    Source source = Source.of(data, reading.header(), reading.folder());
    ExplainedRow explained =
        ExplainedRow.of(
            Models.load(model.get()), source, new ExplainedRow.How(row.get(), step, optimizer, lr));
    Optional<Path> file = page.file();
    if (file.isPresent()) {
      page.write(file.get(), page(explained), spec.commandLine().getOut());
    } else {
      print(explained, style);
    }
    return 0;
  }

  /// The step as a page, which opens at a node if one is asked for.
  private ExplainPage page(ExplainedRow explained) {
    ExplainPage whole = explained.page();
    try {
      return node.map(name -> explained.explanation().node(name).node().name())
          .map(whole::start)
          .orElse(whole);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(String.valueOf(e.getMessage()));
    }
  }

  /// A function and its derivatives.
  private int explain(String name, Style style) throws IOException {
    List<Explanation> derivatives = function.derivatives(name);
    PrintWriter out = spec.commandLine().getOut();
    Optional<Path> file = page.file();
    if (file.isPresent()) {
      page.write(file.get(), ExplainPage.derivatives(name, derivatives), out);
    } else {
      out.print(
          derivatives.stream()
              .map(one -> one.text(width(), style))
              .collect(Collectors.joining("\n")));
      out.flush();
    }
    return 0;
  }

  private static int width() {
    int columns = Integer.getInteger("kierkegrad.columns", 0);
    return columns > 0 ? Math.max(NARROW, columns) : COLUMNS;
  }

  private Style style() {
    if (digits < 1) {
      throw CommandException.usage("--digits is at least 1, and " + digits + " is less");
    }
    return digits >= Style.EXACT.digits() ? Style.EXACT : Style.SHORT.withDigits(digits);
  }

  /// What was asked for; the whole step if nothing was.
  private void print(ExplainedRow explained, Style style) {
    PrintWriter out = spec.commandLine().getOut();
    int width = width();
    Explanation step = explained.explanation();
    List<String> texts = new ArrayList<>();
    try {
      node.ifPresent(name -> texts.add(step.node(name).text(width, style)));
      jacobian.ifPresent(name -> {
        for (Jacobian one : step.jacobians(name)) {
          texts.add(one.text(width, style));
        }
      });
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(String.valueOf(e.getMessage()));
    }
    if (texts.isEmpty()) {
      texts.add(step.text(width, style));
    }
    out.println(explained.title());
    out.println();
    out.print(String.join("\n", texts));
    out.flush();
  }
}
