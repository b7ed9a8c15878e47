package kierkegrad.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import kierkegrad.cli.progress.Progress;
import kierkegrad.cli.progress.TrainingProgress;
import kierkegrad.cli.train.Interruption;
import kierkegrad.cli.train.Trace;
import kierkegrad.formats.table.Task;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.doctor.Checkup;
import kierkegrad.practice.doctor.LiveDoctor;
import kierkegrad.practice.folds.CrossValidation;
import kierkegrad.practice.network.Precision;
import kierkegrad.practice.run.Recording;
import kierkegrad.practice.run.Run;
import kierkegrad.practice.run.RunConfig;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;
import kierkegrad.train.Callback;
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
      "  kierkegrad train fashion-mnist --epochs 3 --out runs/fashion",
      "  kierkegrad train --resume runs/fashion",
      "  kierkegrad train --config runs/iris-1/settings.yaml --lr 0.003",
      "  kierkegrad train iris --net 4-4-3-3 --activation sigmoid --optimizer sgd \\",
      "    --lr 0.05 --batch 1 --trace steps.csv",
      "",
      "In the last one, the two hidden layers of 4-4-3-3 end in a sigmoid. The last",
      "layer is linear and its three values go through softmax, so that the slope",
      "of the loss in its biases is p − 1 for the true class and p for the others.",
      "",
      "Ctrl-C stops at the next step, saves the weights of the epoch with the",
      "lowest training loss, and exits with code 130. After that, or after a crash,",
      "train --resume RUN goes on where it was."
    })
final class TrainCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DATA",
      completionCandidates = DataNames.class,
      arity = "0..2",
      description = "What to learn from.")
  private List<String> data = new ArrayList<>();

  @ArgGroup(validate = false, heading = "%nStart:%n")
  private StartOptions start = new StartOptions();

  @ArgGroup(validate = false, heading = "%nFiles:%n")
  private DataOptions reading = new DataOptions();

  @Mixin private SettingOptions setting = new SettingOptions();

  @ArgGroup(validate = false, heading = "%nResults:%n")
  private FileOptions files = new FileOptions();

  @Mixin private ProgressOptions show = new ProgressOptions();

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Mixin private DebugOption debug = new DebugOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Settings chosen = setting.settings();
    threads.apply();
    show.check();
    try (Interruption interruption = new Interruption();
        Progress progress = show.progress(spec.commandLine());
        Recording recording = recording(chosen, progress)) {
      return new RecordedTraining(recording, files, show, show.out(spec.commandLine()))
          .run(callbacks(recording, progress), progress, interruption);
    } catch (CancellationException e) {
      show.out(spec.commandLine()).println("stopped   in the cross-validation; no model is saved");
      return RecordedTraining.INTERRUPTED;
    }
  }

  /// Tells what was understood.
  private void announce(String name, Run run, Progress progress) {
    if (!show.quiet()) {
      Report.plan(show.out(spec.commandLine()), run);
    }
    progress.start("train", plan(name, run));
  }

  private Recording recording(Settings chosen, Progress progress) throws IOException {
    if (start.resume.isPresent()) {
      Recording resumed = Recording.resume(start.resumed(data, reading, files, chosen), this::warn);
      announce(resumed.source().name(), resumed.run(), progress);
      return resumed;
    }
    if (chosen.find(Setting.FOLDS).orElse(0) > 0) {
      CrossValidation.check(chosen);
    }
    files.check();
    RunConfig config = start.config(data, reading, files, chosen);
    Source source = config.data().orElseThrow().open();
    Settings wanted = files.trace.isPresent() ? traced(config.settings()) : config.settings();
    Run run = Recording.run(source, wanted);
    if (files.trace.isPresent() && run.data().preparation().task() != Task.CLASSIFICATION) {
      throw CommandException.usage(
          "--trace follows the probabilities of classes, and the target of "
              + source.name()
              + " is a number; leave --trace out");
    }
    announce(source.name(), run, progress);
    if (files.lint) {
      // All rows train after folds, and test none: the split to look at is that of a fold.
      Run split =
          wanted.get(Setting.FOLDS) > 0
              ? Run.of(source.name(), source.fold(wanted, 0), wanted)
              : run;
      Warnings.tell(split, progress, files.strict);
    }
    return Recording.start(
        files.folder(source.name()), run, source, config, Version.number(), this::warn);
  }

  /// A line of its own below the progress, however quiet the training is.
  private void warn(String text) {
    spec.commandLine().getErr().println(System.lineSeparator() + "kierkegrad: " + text);
    spec.commandLine().getErr().flush();
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

  private List<Callback> callbacks(Recording recording, Progress progress) throws IOException {
    Run run = recording.run();
    List<Callback> callbacks = new ArrayList<>();
    int epochs = run.settings().get(Setting.EPOCHS);
    callbacks.add(new TrainingProgress(progress, run.data().train().size(), epochs));
    if (files.trace.isPresent()) {
      callbacks.add(new Trace(files.trace.get(), run));
    }
    // Of a run that goes on, it would not know the beginning.
    if (files.lint && start.resume.isEmpty()) {
      Checkup checkup = new Checkup(recording.source().name(), run, recording::measurements);
      callbacks.add(checkup);
      callbacks.add(new LiveDoctor(checkup, f -> progress.note("doctor    " + f.line())));
    }
    return callbacks;
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
}
