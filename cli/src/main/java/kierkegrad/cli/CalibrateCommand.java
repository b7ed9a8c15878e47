package kierkegrad.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import kierkegrad.formats.DataException;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.formats.table.Task;
import kierkegrad.metric.TemperatureScaling;
import kierkegrad.practice.data.Source;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `kierkegrad calibrate`: makes a model's probabilities honest.
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a model's probabilities honest, so that of ten rows with a probability of 0.8 about"
          + " eight are right: finds the one number (temperature) that its logits are divided by, and"
          + " keeps it in the model. Which class is the most probable stays as it is.",
      "",
      "Name rows that the model was not trained with, and do not test with them afterwards."
    },
    footer = {
      "",
      "Examples:",
      "  kierkegrad calibrate runs/iris-1 held-out.csv",
      "  kierkegrad calibrate runs/iris-1 held-out.csv --out runs/honest.safetensors --json c.json"
    })
final class CalibrateCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MODEL", description = "model.safetensors, or its folder.")
  private Path model = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "DATA",
      arity = "1..2",
      description =
          "iris, digits, fashion-mnist, a CSV file, or two IDX files (images and labels).")
  private List<String> data = new ArrayList<>();

  @Mixin private DataOptions reading = new DataOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the calibrated model goes (default: over MODEL).")
  private Optional<Path> out = Optional.empty();

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
    Path file = out.orElse(Files.isDirectory(model) ? model.resolve(Models.FILE) : model);
    Outputs.check(file);
    json.ifPresent(Outputs::check);
    TrainedModel trained = Models.load(model);
    if (trained.task() == Task.REGRESSION) {
      throw new DataException(model + " predicts a number; only probabilities can be calibrated");
    }
    Source source = Source.of(data, reading.header(), reading.folder());
    TemperatureScaling fitted = trained.calibration(source.rows(trained.preparation()));
    trained.withTemperature(fitted.temperature()).save(file);
    print(spec.commandLine().getOut(), fitted, file);
    if (json.isPresent()) {
      Report.write(json.get(), json(fitted));
    }
    return 0;
  }

  private static void print(PrintWriter console, TemperatureScaling fitted, Path file) {
    console.printf(
        Locale.ROOT,
        "temperature  %.4f (%s)%n",
        fitted.temperature(),
        fitted.temperature() > 1
            ? "it was too sure of itself"
            : fitted.temperature() < 1 ? "it was not sure enough" : "as it was");
    console.printf(
        Locale.ROOT,
        "log loss     %.4f, was %.4f%n",
        fitted.logLossAfter(),
        fitted.logLossBefore());
    console.printf(
        Locale.ROOT,
        "ECE          %.4f, was %.4f (how far confidence and accuracy lie apart)%n",
        fitted.after().expectedError(),
        fitted.before().expectedError());
    console.println("saved        " + file);
  }

  private static Map<String, Object> json(TemperatureScaling fitted) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("temperature", fitted.temperature());
    json.put("log_loss_before", fitted.logLossBefore());
    json.put("log_loss_after", fitted.logLossAfter());
    json.put("ece_before", fitted.before().expectedError());
    json.put("ece_after", fitted.after().expectedError());
    return json;
  }
}
