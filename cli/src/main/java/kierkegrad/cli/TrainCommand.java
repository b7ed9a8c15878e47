package kierkegrad.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import kierkegrad.cli.progress.Progress;
import kierkegrad.cli.progress.TrainingProgress;
import kierkegrad.cli.train.Interruption;
import kierkegrad.cli.train.Trace;
import kierkegrad.data.TensorDataset;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.model.TrailFile;
import kierkegrad.formats.table.Task;
import kierkegrad.landscape.Snapshots;
import kierkegrad.monitor.Monitor;
import kierkegrad.practice.data.Prepared;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.folds.CrossValidation;
import kierkegrad.practice.network.Precision;
import kierkegrad.practice.run.Run;
import kierkegrad.practice.score.Scores;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;
import kierkegrad.report.run.Judge;
import kierkegrad.report.run.TrainingReport;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.Callback;
import kierkegrad.train.EpochReport;
import kierkegrad.train.Evaluation;
import kierkegrad.train.History;
import kierkegrad.train.TrainingException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `kierkegrad train`: trains a network on data and saves it.
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Trains a network, tests it on rows that it has not seen, and saves it.",
      "",
      "DATA is iris, digits, fashion-mnist, a CSV file, or two IDX files (images and labels)."
          + " The test rows are a fifth of the rows of every class.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  kierkegrad train iris",
      "  kierkegrad train flowers.csv --target species --net 4-16-3 --json result.json",
      "  kierkegrad train flowers.csv --folds 10",
      "  kierkegrad train fashion-mnist --epochs 3 --out runs/fashion",
      "  kierkegrad train iris --net 4-4-3-3 --activation sigmoid --optimizer sgd \\",
      "    --lr 0.05 --batch 1 --trace steps.csv",
      "",
      "In the last one, the two hidden layers of 4-4-3-3 end in a sigmoid. The last",
      "layer is linear and its three values go through softmax, so that the slope",
      "of the loss in its biases is p − 1 for the true class and p for the others.",
      "",
      "Ctrl-C stops at the next step, saves the weights of the epoch with the",
      "lowest training loss, and exits with code 130."
    })
final class TrainCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130;
  private static final int PROBE = 64;

  @Parameters(paramLabel = "DATA", completionCandidates = DataNames.class, arity = "1..2", description = "What to learn from.")
  private List<String> data = new ArrayList<>();

  @ArgGroup(validate = false, heading = "%nFiles:%n")
  private DataOptions reading = new DataOptions();

  @Mixin private SettingOptions setting = new SettingOptions();

  @ArgGroup(validate = false, heading = "%nResults:%n")
  private FileOptions files = new FileOptions();

  @Mixin private ProgressOptions show = new ProgressOptions();

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Mixin private DebugOption debug = new DebugOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  private Optional<Snapshots> snapshots = Optional.empty();

  @Override
  public Integer call() throws IOException {
    Settings chosen = setting.settings();
    threads.apply();
    files.check();
    show.check();

    Source source = Source.of(data, reading.header(), reading.folder());
    Settings wanted = files.trace.isPresent() ? traced(chosen) : chosen;
    Run run =
        wanted.get(Setting.FOLDS) == 0
            ? Run.of(source, wanted)
            : Run.of(source.name(), source.whole(wanted), wanted);
    if (files.trace.isPresent() && run.data().preparation().task() != Task.CLASSIFICATION) {
      throw CommandException.usage(
          "--trace follows the probabilities of classes, and the target of "
              + source.name()
              + " is a number; leave --trace out");
    }
    if (!show.quiet()) {
      Report.plan(show.out(spec.commandLine()), run);
    }
    return finish(source, run, wanted);
  }

  /// A trace follows single rows, in double precision unless somebody wants it otherwise.
  private static Settings traced(Settings chosen) {
    int batch = chosen.find(Setting.BATCH).orElse(1);
    if (batch != 1) {
      throw CommandException.usage(
          "--trace follows single rows, not batches of %d; use --batch 1".formatted(batch));
    }
    return Settings.NONE.with(Setting.DTYPE, Precision.F64).with(chosen).with(Setting.BATCH, 1);
  }

  /// Trains, saves and reports; Ctrl-C waits for it.
  private int finish(Source source, Run run, Settings wanted) throws IOException {
    String name = source.name();
    PrintWriter out = show.out(spec.commandLine());
    Preparation preparation = run.data().preparation();
    try (Interruption interruption = new Interruption();
        Progress progress = show.progress(spec.commandLine())) {
      Optional<CrossValidation> folds = Folding.of(source, wanted, out, interruption.signal());
      progress.start("train", plan(name, run));
      if (files.lint) {
        // All rows train after folds, and test none: the split to look at is that of a fold.
        Run split = folds.isPresent() ? Run.of(name, source.fold(wanted, 0), wanted) : run;
        Warnings.tell(split, progress, files.strict);
      }
      long began = System.nanoTime();
      Monitor monitor = new Monitor(run.network(), probe(run.data().train()));
      History history = fit(name, run, monitor, interruption, progress);
      double seconds = (System.nanoTime() - began) / 1e9;
      Report.trained(out, history, run.settings().get(Setting.EPOCHS), seconds);
      Judge judge = new Judge(preparation);
      Evaluation test =
          folds
              .map(f -> f.evaluation(run.data(), judge))
              .orElseGet(() -> run.evaluate(run.data().test(), judge));
      Scores scores =
          folds
              .map(CrossValidation::outOfFold)
              .orElseGet(() -> Scores.of(run.model(), run.data().test(), test.loss()));
      Report.scores(out, folds.isPresent() ? "all rows" : "test", scores, preparation);
      Report.calibrated(out, run);
      Path model = save(name, run);
      out.println("saved     " + model);
      SequencedMap<String, Object> result = json(name, run, history, scores, seconds);
      folds.ifPresent(f -> result.putAll(f.toMap()));
      show.end(progress, result);
      if (files.report) {
        Path page = model.resolveSibling(TrainingReport.FILE);
        new TrainingReport(source, run, history, seconds, monitor, test, judge, result)
            .write(page, Version.number());
        out.println("report    " + page);
      }
      return history.ending() == History.Ending.STOPPED ? INTERRUPTED : 0;
    } catch (CancellationException e) {
      out.println("stopped   in the cross-validation; no model is saved");
      return INTERRUPTED;
    }
  }

  /// Trains. If the loss stops being a number after some good epochs, their best weights are saved.
  private History fit(
      String name, Run run, Monitor monitor, Interruption interruption, Progress progress)
      throws IOException {
    List<EpochReport> good = new ArrayList<>();
    List<Callback> callbacks = callbacks(run, progress);
    if (files.report) {
      callbacks.add(monitor);
    }
    callbacks.add(
        new Callback() {
          @Override
          public void onEpoch(EpochReport report) {
            good.add(report);
          }
        });
    try {
      return run.fit(callbacks, interruption.signal());
    } catch (TrainingException e) {
      if (good.isEmpty()) {
        throw e;
      }
      throw CommandException.failure(
          e.getMessage()
              + "; the weights of the epoch with the lowest loss are saved in "
              + save(name, run));
    }
  }

  private Path save(String name, Run run) throws IOException {
    Path model = files.model(name);
    run.model().save(model);
    snapshots.ifPresent(s -> TrailFile.save(s.trail(), Models.beside(model, TrailFile.NAME)));
    return model;
  }

  private List<Callback> callbacks(Run run, Progress progress) throws IOException {
    List<Callback> callbacks = new ArrayList<>();
    int epochs = run.settings().get(Setting.EPOCHS);
    callbacks.add(new TrainingProgress(progress, run.data().train().size(), epochs));
    if (files.checkpoints) {
      Snapshots kept = new Snapshots(run.network());
      snapshots = Optional.of(kept);
      callbacks.add(kept);
    }
    if (files.trace.isPresent()) {
      callbacks.add(new Trace(files.trace.get(), run));
    }
    return callbacks;
  }

  /// Some training rows, from the first to the last.
  private static Tensor probe(TensorDataset train) {
    int count = Math.min(PROBE, train.size());
    int[] rows =
        IntStream.range(0, count).map(i -> (int) ((long) i * train.size() / count)).toArray();
    return train.rows(rows).x();
  }

  private static SequencedMap<String, Object> plan(String name, Run run) {
    SequencedMap<String, Object> plan = new LinkedHashMap<>();
    plan.put("data", name);
    plan.put("train_rows", run.data().train().size());
    plan.put("test_rows", run.data().test().size());
    plan.put("parameters", run.network().parameterCount());
    plan.put("settings", run.settings().toMap());
    return plan;
  }

  private SequencedMap<String, Object> json(
      String name, Run run, History history, Scores test, double seconds) {
    Prepared data = run.data();
    SequencedMap<String, Object> json = new LinkedHashMap<>();
    json.put("data", name);
    json.put("rows", data.rows());
    json.put("train_rows", data.train().size());
    json.put("test_rows", data.test().size());
    json.put("parameters", run.network().parameterCount());
    json.put("epochs", history.epochs().size());
    if (show.wantsJson()) {
      json.put("train_loss", run.evaluate(data.train()).loss());
    }
    json.putAll(test.toMap("test"));
    json.put("seconds", seconds);
    json.put("seed", run.settings().get(Setting.SEED));
    return json;
  }
}
