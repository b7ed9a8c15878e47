package kierkegrad.practice.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import kierkegrad.data.TensorDataset;
import kierkegrad.formats.DataException;
import kierkegrad.formats.FileAccess;
import kierkegrad.formats.checkpoint.CheckpointFolder;
import kierkegrad.formats.model.TrailFile;
import kierkegrad.landscape.Snapshots;
import kierkegrad.monitor.Measurements;
import kierkegrad.monitor.Monitor;
import kierkegrad.practice.data.Location;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.Callback;
import kierkegrad.train.History;
import kierkegrad.train.StopSignal;
import kierkegrad.train.TrainerBuilder;
import kierkegrad.train.TrainingState;

/// A run that is written down in a [RunFolder] while it goes on, so that it can be killed at any
/// moment and resumed.
///
/// ```java
/// Location place = Location.of("iris");
/// Source source = place.open();
/// RunConfig config = new RunConfig(place, Settings.NONE);
/// Run run = Run.of(source, config.settings());
/// RunFolder folder = RunFolder.next(Path.of("runs"), source.name());
/// try (Recording recording =
///     Recording.start(folder, run, source, config, "1.0", System.err::println)) {
///   History history = recording.fit(List.of(), new StopSignal(), Checkpointing.USUAL);
///   recording.save();
///   recording.finish(RunState.FINISHED, Map.of("epochs", history.epochs().size()));
/// }
/// ```
public final class Recording implements AutoCloseable {
  private static final int PROBE = 64;

  private final RunFolder folder;
  private final Source source;
  private final Run run;
  private final RunLock lock;
  private final Consumer<String> warn;
  private final Recorder recorder;
  private final Monitor monitor;
  private final Optional<Snapshots> path;
  private boolean warned;

  private Recording(
      RunFolder folder,
      Source source,
      RunConfig config,
      Run run,
      RunLock lock,
      Consumer<String> warn) {
    this.folder = folder;
    this.source = source;
    this.run = run;
    this.lock = lock;
    this.warn = warn;
    this.recorder = new Recorder(folder.path(), run.network(), this::failed);
    this.monitor = new Monitor(run.network(), probe(run.data().train()), recorder);
    this.path = config.keepsPath() ? Optional.of(new Snapshots(run.network())) : Optional.empty();
  }

  /// Some training rows, from the first to the last.
  private static Tensor probe(TensorDataset train) {
    int count = Math.min(PROBE, train.size());
    int[] rows =
        IntStream.range(0, count).map(i -> (int) ((long) i * train.size() / count)).toArray();
    return train.rows(rows).x();
  }

  /// Begins a run. A run that was in the folder and is over makes room.
  ///
  /// @param run that has not begun
  /// @param source its data
  /// @param config where the data is, and whether the weights along the training are kept
  /// @param version of Kierkegrad
  /// @param warn is told in one line, once, if something could not be written
  /// @throws DataException if another process works in the folder, or it holds a run that was
  ///   interrupted and can be resumed
  public static Recording start(
      RunFolder folder,
      Run run,
      Source source,
      RunConfig config,
      String version,
      Consumer<String> warn) {
    boolean resumable =
        folder.state().equals(Optional.of(RunState.INTERRUPTED))
            && Files.exists(folder.file(RunFolder.CHECKPOINTS).resolve(CheckpointFolder.LAST));
    if (resumable) {
      throw new DataException(
          "%s holds a training that was interrupted; go on with train --resume %s, remove it, or choose another --out"
              .formatted(folder.path(), folder.path()));
    }
    RunLock lock = take(folder);
    try {
      clear(folder);
      folder.write(RunFolder.ENVIRONMENT, Environment.now(version));
      folder.write(RunFolder.DATA, source.card());
      RunConfig complete =
          new RunConfig(config.data().map(Location::absolute), run.settings(), config.keepsPath());
      complete.write(folder.file(RunFolder.SETTINGS));
      return new Recording(folder, source, complete, run, lock, warn);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /// Takes a run up that was interrupted, with the data and settings that its folder has. If it was
  /// killed before its first checkpoint, it begins again.
  ///
  /// @param warn is told in one line, once, if something could not be written
  /// @throws DataException if there is none, it is over, another process works on it, or its data
  ///   has changed
  public static Recording resume(RunFolder folder, Consumer<String> warn) {
    RunState state =
        folder
            .state()
            .orElseThrow(() ->
                new DataException(
                    "%s holds no run that could be resumed: it has no %s; start it again"
                        .formatted(folder.path(), RunFolder.SETTINGS)));
    switch (state) {
      case FINISHED ->
          throw new DataException(
              "%s is finished; to train longer, start a new run with train --config %s --epochs N"
                  .formatted(folder.path(), folder.file(RunFolder.SETTINGS)));
      case FAILED ->
          throw new DataException(
              "%s failed, and would fail again: %s"
                  .formatted(
                      folder.path(),
                      folder.result().map(r -> String.valueOf(r.get("error"))).orElse("unknown")));
      case RUNNING, INTERRUPTED -> {}
    }
    RunLock lock = take(folder);
    try {
      RunConfig config = folder.config();
      Source source =
          config
              .data()
              .orElseThrow(() ->
                  new DataException(
                      folder.file(RunFolder.SETTINGS)
                          + " does not say where the data is; add 'data: …'"))
              .open();
      requireSame(folder, source);
      // Folds test every row once; a share of test rows is only there because it is complete.
      Settings settings = config.settings();
      Run run =
          run(source, settings.get(Setting.FOLDS) > 0 ? settings.without(Setting.TEST) : settings);
      for (String name : List.of(RunFolder.RESULT, RunFolder.MODEL, RunFolder.REPORT)) {
        delete(folder.file(name));
      }
      return new Recording(folder, source, config, run, lock, warn);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /// A run on data: with folds on all of it, otherwise on its training part.
  public static Run run(Source source, Settings settings) {
    return settings.get(Setting.FOLDS) == 0
        ? Run.of(source, settings)
        : Run.of(source.name(), source.whole(settings), settings);
  }

  private static void requireSame(RunFolder folder, Source source) {
    List<String> differences = folder.data().differences(source.card());
    if (!differences.isEmpty()) {
      throw new DataException(
          "%s: its data %s has changed since: %s; put the old data back, or start a new run"
              .formatted(folder.path(), source.name(), String.join("; ", differences)));
    }
  }

  private static RunLock take(RunFolder folder) {
    try {
      Files.createDirectories(folder.path());
    } catch (IOException e) {
      throw FileAccess.cannotWrite(folder.path(), e);
    }
    return RunLock.take(folder.path())
        .orElseThrow(() ->
            new DataException(
                folder.path() + ": another training is running in it; choose another --out"));
  }

  /// Removes what a run leaves, and nothing else.
  private static void clear(RunFolder folder) {
    List<Path> files = new ArrayList<>();
    for (String name :
        List.of(
            RunFolder.RESULT,
            RunFolder.SETTINGS,
            RunFolder.ENVIRONMENT,
            RunFolder.DATA,
            RunFolder.METRICS,
            RunFolder.MODEL,
            RunFolder.REPORT,
            TrailFile.NAME)) {
      files.add(folder.file(name));
    }
    Path checkpoints = folder.file(RunFolder.CHECKPOINTS);
    files.add(checkpoints.resolve(CheckpointFolder.LAST));
    files.add(checkpoints.resolve(CheckpointFolder.BEST));
    try (DirectoryStream<Path> events = Files.newDirectoryStream(folder.path(), RunFolder.EVENTS)) {
      events.forEach(files::add);
    } catch (IOException e) {
      throw FileAccess.cannotRead(folder.path(), e);
    }
    files.forEach(Recording::delete);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw FileAccess.cannotWrite(file, e);
    }
  }

  /// The folder.
  public RunFolder folder() {
    return folder;
  }

  /// The data.
  public Source source() {
    return source;
  }

  /// What is trained.
  public Run run() {
    return run;
  }

  /// What was measured so far.
  public Measurements measurements() {
    return monitor.measurements();
  }

  /// Trains, from the last checkpoint on if there is one.
  ///
  /// @param callbacks others that are told
  public History fit(List<Callback> callbacks, StopSignal signal, Checkpointing plan) {
    CheckpointFolder checkpoints = new CheckpointFolder(folder.file(RunFolder.CHECKPOINTS));
    Optional<TrainingState> last = checkpoints.last();
    List<Callback> all = new ArrayList<>(callbacks);
    path.ifPresent(all::add);
    all.add(monitor);
    all.add(recorder);
    all.add(
        new Callback() {
          @Override
          public void onCheckpointFailed(Exception cause) {
            failed(cause);
          }
        });
    TrainerBuilder trainer = run.trainer(all, signal);
    long steps = Run.batches(run.data().train(), run.settings()).steps().orElse(1);
    plan.apply(
        trainer,
        state -> {
          // What the state says of these files must be on the disk before it.
          recorder.force();
          checkpoints.save(state);
        },
        steps);
    return run.train(trainer, last);
  }

  private void failed(Exception cause) {
    if (!warned) {
      warned = true;
      warn.accept(cause.getMessage() + "; the training goes on, and what was saved before is kept");
    }
  }

  /// Writes the model, and the weights along the training if they are kept.
  ///
  /// @return the model's file
  public Path save() {
    Path model = folder.file(RunFolder.MODEL);
    run.model().save(model);
    path.ifPresent(snapshots -> TrailFile.save(snapshots.trail(), folder.file(TrailFile.NAME)));
    return model;
  }

  /// Ends the run: the last file that is written.
  ///
  /// @param result what came out, flat, under free names
  public void finish(RunState state, Map<String, ?> result) {
    SequencedMap<String, Object> json = new LinkedHashMap<>();
    json.put("state", state.toString());
    json.putAll(result);
    json.put("ended", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    folder.write(RunFolder.RESULT, json);
  }

  /// Lets other processes have the folder.
  @Override
  public void close() {
    recorder.close();
    lock.close();
  }
}
