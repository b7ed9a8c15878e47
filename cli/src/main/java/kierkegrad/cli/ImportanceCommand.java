package kierkegrad.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import kierkegrad.data.TensorDataset;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.importance.HeatMap;
import kierkegrad.practice.importance.Importance;
import kierkegrad.practice.importance.Score;
import kierkegrad.report.importance.ImportancePage;
import kierkegrad.report.page.Page;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `kierkegrad importance`: shows what a model's predictions rest on.
@Command(
    name = "importance",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what a model's predictions rest on: how much worse they become when one column's values"
          + " are shuffled, and how much each column adds to the answer (gradient x input)."
          + " Of images, where the model looks.",
      "",
      "Name rows that the model was not trained with; on its training rows what it learnt by heart"
          + " seems important too."
    },
    footer = {
      "",
      "Examples:",
      "  kierkegrad importance runs/iris-1 new-flowers.csv",
      "  kierkegrad importance runs/houses new.csv --repeats 20 --score rmse --html importance.html",
      "  kierkegrad importance runs/fashion fashion-mnist --html looks.html --json looks.json"
    })
final class ImportanceCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MODEL", description = "model.safetensors, or its folder.")
  private Path model = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "DATA",
      completionCandidates = DataNames.class,
      arity = "1..2",
      description =
          "iris, digits, fashion-mnist, a CSV file, or two IDX files (images and labels).")
  private List<String> data = new ArrayList<>();

  @Mixin private DataOptions reading = new DataOptions();

  @Option(
      names = "--repeats",
      paramLabel = "N",
      description = "How often each column is shuffled (default: 5).")
  private int repeats = 5;

  @Option(names = "--seed", paramLabel = "N", description = "Decides how (default: 0).")
  private long seed;

  @Option(
      names = "--score",
      paramLabel = "NAME",
      description =
          "What is to become worse: accuracy or log-loss of classes, r2 or rmse of numbers"
              + " (default: accuracy or r2).")
  private Optional<Score> score = Optional.empty();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes the numbers as one JSON object.")
  private Optional<Path> json = Optional.empty();

  @Option(names = "--html", paramLabel = "FILE", description = "Writes a page with charts.")
  private Optional<Path> html = Optional.empty();

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Mixin private DebugOption debug = new DebugOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    threads.apply();
    if (repeats < 1) {
      throw CommandException.usage("importance: --repeats " + repeats + " must be at least 1");
    }
    json.ifPresent(Outputs::check);
    html.ifPresent(Outputs::check);
    TrainedModel trained = Models.load(model);
    Source source = Source.of(data, reading.header(), reading.folder());
    TensorDataset rows = source.rows(trained.preparation());
    PrintWriter out = spec.commandLine().getOut();
    ImportanceTable table = new ImportanceTable(source.name());
    String title = "Importance: " + source.name();
    if (trained.preparation() instanceof Preparation.Tabular) {
      Importance importance =
          Importance.of(trained, rows, new Importance.Options(repeats, seed, score));
      table.print(out, importance);
      write(out, ImportancePage.of(title, importance), table.json(importance));
    } else {
      HeatMap map = HeatMap.of(trained, rows);
      table.print(out, map);
      write(out, ImportancePage.of(title, map), table.json(map));
    }
    return 0;
  }

  private void write(PrintWriter out, Page page, Map<String, Object> numbers) throws IOException {
    if (json.isPresent()) {
      Report.write(json.get(), new LinkedHashMap<>(numbers));
      out.println("written to " + json.get());
    }
    if (html.isPresent()) {
      page.write(html.get());
      out.println("written to " + html.get());
    }
  }
}
