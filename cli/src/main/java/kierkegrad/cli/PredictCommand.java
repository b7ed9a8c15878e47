package kierkegrad.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import kierkegrad.formats.model.Predictions;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.formats.table.Task;
import kierkegrad.practice.data.Source;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `kierkegrad predict`: applies a saved model.
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description = {
      "Applies a saved model to data, and writes CSV: a header, then a line per row, in order.",
      "",
      "Columns are found by their names, in any order; the target may be absent."
    },
    footer = {
      "",
      "Examples:",
      "  kierkegrad predict runs/iris-1 new-flowers.csv",
      "  kierkegrad predict runs/iris-1 new-flowers.csv --proba --out species.csv"
    })
final class PredictCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MODEL", description = "model.safetensors, or its folder.")
  private Path model = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "DATA",
      completionCandidates = DataNames.class,
      arity = "1..2",
      description =
          "iris, digits, fashion-mnist (its test images), a CSV file, or two IDX files (images and"
              + " labels).")
  private List<String> data = new ArrayList<>();

  @Mixin private DataOptions reading = new DataOptions();

  @Option(names = "--proba", description = "Adds the probability of every class.")
  private boolean proba;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write (default: standard output).")
  private Optional<Path> out = Optional.empty();

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Mixin private DebugOption debug = new DebugOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    threads.apply();
    out.ifPresent(Outputs::check);
    TrainedModel trained = Models.load(model);
    if (proba && trained.task() == Task.REGRESSION) {
      throw CommandException.usage(
          model + " predicts a number, which has no probabilities; leave --proba out");
    }
    Source source = Source.of(data, reading.header(), reading.folder());
    Predictions predictions = Predictions.of(trained, source.predict(trained));
    if (out.isPresent()) {
      try (Writer writer = Files.newBufferedWriter(out.get())) {
        predictions.writeCsv(writer, proba);
      }
    } else {
      predictions.writeCsv(spec.commandLine().getOut(), proba);
    }
    return 0;
  }
}
