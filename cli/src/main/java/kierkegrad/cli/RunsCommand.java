package kierkegrad.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import kierkegrad.practice.run.RunFolder;
import kierkegrad.practice.run.RunSummary;
import kierkegrad.report.run.RunsPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// `kierkegrad runs`: lists and compares trainings.
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the trainings in a folder, or compares some of them.",
      "",
      "The scores are accuracies; of a regression, the validation loss and R2 on the test rows."
    },
    footer = {
      "",
      "Examples:",
      "  kierkegrad runs",
      "  kierkegrad runs --json",
      "  kierkegrad runs runs/iris-1 runs/iris-2",
      "  kierkegrad runs runs/iris-1 runs/iris-2 --html compared.html"
    })
final class RunsCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RUN",
      arity = "0..*",
      description = "Folders of runs to compare (default: lists all in --dir).")
  private List<Path> runs = new ArrayList<>();

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "The folder whose runs are listed (default: ${DEFAULT-VALUE}).")
  private Path dir = Path.of("");

  @Option(names = "--json", description = "Writes JSON: an array with an object for each run.")
  private boolean json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Writes a page with the curves of these runs laid over each other.")
  private Optional<Path> html = Optional.empty();

  @Mixin private DebugOption debug = new DebugOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    html.ifPresent(file -> Outputs.page(file, false));
    List<RunSummary> found = runs.isEmpty() ? listed() : runs.stream().map(this::named).toList();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      List<Map<String, Object>> rows = found.stream().map(RunsCommand::json).toList();
      out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(rows));
    } else if (found.isEmpty()) {
      out.println("there are no runs in " + dir + "; kierkegrad train makes some");
    } else {
      new TextTable(
              List.of(
                  "run",
                  "state",
                  "data",
                  "network",
                  "epochs",
                  "validation",
                  "test",
                  "seconds",
                  "started"))
          .print(out, found.stream().map(RunsCommand::row).toList());
      if (found.size() > 1 && !runs.isEmpty()) {
        differences(out, found);
      }
    }
    found.forEach(run ->
        run.problem()
            .ifPresent(text -> spec.commandLine().getErr().println("kierkegrad: " + text)));
    if (html.isPresent()) {
      RunsPage.of(found).write(html.get());
      out.println("written to " + html.get());
    }
    out.flush();
    return 0;
  }

  private List<RunSummary> listed() {
    return Files.isDirectory(dir) ? RunSummary.all(dir) : List.of();
  }

  private RunSummary named(Path path) {
    return RunSummary.of(new RunFolder(path))
        .orElseThrow(() ->
            CommandException.usage(
                path + ": holds no run, which would have a " + RunFolder.SETTINGS));
  }

  private static List<String> row(RunSummary run) {
    return List.of(
        run.folder().path().toString(),
        run.problem().isPresent() ? "damaged" : run.state().toString(),
        run.data(),
        run.network(),
        run.planned() == 0 ? "" + run.epochs() : run.epochs() + "/" + run.planned(),
        score(run.validation()),
        score(run.test()),
        "%.1f".formatted(run.seconds()),
        run.started().replaceFirst("^(.{10})T(.{5}).*", "$1 $2"));
  }

  private static String score(OptionalDouble score) {
    return score.isPresent() ? "%.4f".formatted(score.getAsDouble()) : "";
  }

  private static void differences(PrintWriter out, List<RunSummary> found) {
    SequencedMap<String, List<String>> differences = RunSummary.differences(found);
    out.println();
    if (differences.isEmpty()) {
      out.println("the settings are the same");
      return;
    }
    List<String> header = new ArrayList<>(List.of("setting"));
    found.forEach(run -> header.add(String.valueOf(run.folder().path().getFileName())));
    List<List<String>> rows = new ArrayList<>();
    differences.forEach((name, values) -> {
      List<String> row = new ArrayList<>(List.of(name));
      row.addAll(values);
      rows.add(row);
    });
    new TextTable(header).print(out, rows);
  }

  private static Map<String, Object> json(RunSummary run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", run.folder().path().toString());
    json.put("state", run.state().toString());
    json.put("started", run.started());
    json.put("data", run.data());
    json.put("network", run.network());
    json.put("epochs", run.epochs());
    json.put("planned_epochs", run.planned());
    run.validation().ifPresent(x -> json.put("validation", x));
    run.test().ifPresent(x -> json.put("test", x));
    json.put("seconds", run.seconds());
    json.put("settings", run.settings().toMap());
    run.problem().ifPresent(text -> json.put("problem", text));
    return json;
  }
}
