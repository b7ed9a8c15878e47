package kierkegrad.cli;

import java.io.IOException;
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
import kierkegrad.practice.run.Run;
import kierkegrad.practice.score.Scores;
import kierkegrad.train.Evaluation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `kierkegrad evaluate`: tests a saved model.
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Tests a saved model on data whose answers are known.",
      "",
      "All rows of DATA count, those of the training too if they are among them;"
          + " of fashion-mnist, its 10,000 test images."
    },
    footer = {
      "",
      "Examples:",
      "  kierkegrad evaluate runs/iris-1 new-flowers.csv",
      "  kierkegrad evaluate runs/fashion/model.safetensors fashion-mnist --json result.json"
    })
final class EvaluateCommand implements Callable<Integer> {
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
      names = "--json",
      paramLabel = "FILE",
      description = "Writes the result as one flat JSON object.")
  private Optional<Path> json = Optional.empty();

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Mixin private DebugOption debug = new DebugOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    threads.apply();
    json.ifPresent(Outputs::check);
    TrainedModel trained = Models.load(model);
    Source source = Source.of(data, reading.header(), reading.folder());
    Preparation preparation = trained.preparation();
    TensorDataset rows = source.rows(preparation);
    double loss = Evaluation.of(trained.network(), Run.loss(preparation), rows).loss();
    Scores scores = Scores.of(trained, rows, loss);
    Report.scores(spec.commandLine().getOut(), source.name(), scores, preparation);
    Report.honesty(spec.commandLine().getOut(), scores, trained);
    if (json.isPresent()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("data", source.name());
      result.put("rows", scores.rows());
      result.putAll(scores.toMap("test"));
      Report.write(json.get(), result);
    }
    return 0;
  }
}
