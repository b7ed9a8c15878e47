package kierkegrad.practice.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kierkegrad.formats.DataException;
import kierkegrad.formats.checkpoint.CheckpointFolder;
import kierkegrad.practice.data.Location;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.settings.Settings;
import kierkegrad.train.Callback;
import kierkegrad.train.Step;
import kierkegrad.train.StopSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
  private static final Checkpointing EVERY_EPOCH = Checkpointing.every(1);

  @TempDir private Path dir;
  private final List<String> warnings = new ArrayList<>();

  @Test
  void aStoppedRunGoesOnAsIfItHadNeverStopped() throws IOException {
    RunFolder whole = new RunFolder(dir.resolve("whole"));
    try (Recording recording = start(whole)) {
      recording.fit(List.of(), new StopSignal(), EVERY_EPOCH);
      recording.save();
      recording.finish(RunState.FINISHED, Map.of());
    }
    RunFolder folder = new RunFolder(dir.resolve("stopped"));
    try (Recording recording = start(folder)) {
      stopAfter(recording, 17);
      assertThat(folder.state()).contains(RunState.RUNNING);
    }
    assertThat(folder.state()).contains(RunState.INTERRUPTED);
    try (Recording recording = Recording.resume(folder, warnings::add)) {
      stopAfter(recording, 31);
      recording.save();
      recording.finish(RunState.INTERRUPTED, Map.of("epochs", 3));
    }
    assertThat(folder.state()).contains(RunState.INTERRUPTED);
    try (Recording recording = Recording.resume(folder, warnings::add)) {
      assertThat(folder.file(RunFolder.MODEL)).doesNotExist();
      recording.fit(List.of(), new StopSignal(), EVERY_EPOCH);
      recording.save();
      recording.finish(RunState.FINISHED, Map.of());
    }

    assertThat(folder.file(RunFolder.MODEL)).hasSameBinaryContentAs(whole.file(RunFolder.MODEL));
    assertThat(metrics(folder)).isEqualTo(metrics(whole));
    assertThat(folder.state()).contains(RunState.FINISHED);
    assertThat(warnings).isEmpty();
    assertThatThrownBy(() -> Recording.resume(folder, warnings::add))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is finished; to train longer");
  }

  private static void stopAfter(Recording recording, int steps) {
    StopSignal signal = new StopSignal();
    recording.fit(
        List.of(
            new Callback() {
              @Override
              public void onStep(Step step) {
                if (step.number() == steps) {
                  signal.stop();
                }
              }
            }),
        signal,
        EVERY_EPOCH);
  }

  private static List<String> metrics(RunFolder folder) throws IOException {
    return Files.readAllLines(folder.file(RunFolder.METRICS)).stream()
        .map(line -> line.replaceAll("\"seconds\":[^,}]*", ""))
        .toList();
  }

  @Test
  void aRunThatWasKilledBeforeItsFirstCheckpointBeginsAgain() {
    RunFolder folder = new RunFolder(dir.resolve("early"));
    start(folder).close();

    try (Recording recording = Recording.resume(folder, warnings::add)) {
      assertThat(recording.fit(List.of(), new StopSignal(), EVERY_EPOCH).epochs()).hasSize(6);
    }
  }

  @Test
  void changedDataIsRefusedByWhatDiffers() throws IOException {
    Path file = dir.resolve("t.csv");
    Files.writeString(file, "a,b,y\n" + "1,2,u\n3,4,v\n".repeat(20));
    RunFolder folder = new RunFolder(dir.resolve("run"));
    start(folder, file.toString()).close();
    Files.writeString(file, "a,b,y\n" + "1,2,u\n3,5,v\n".repeat(20));

    assertThatThrownBy(() -> Recording.resume(folder, warnings::add))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("its data t has changed since: b has other values; put the old data");
    assertThat(folder.state()).contains(RunState.INTERRUPTED);
  }

  @Test
  void aFolderWithoutARunIsToldSo() {
    assertThatThrownBy(() -> Recording.resume(new RunFolder(dir), warnings::add))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("holds no run that could be resumed: it has no settings.yaml");
  }

  @Test
  void aRunningRunIsLeftAlone() {
    RunFolder folder = new RunFolder(dir.resolve("busy"));
    try (Recording _ = start(folder)) {
      assertThatThrownBy(() -> start(folder)).hasMessageContaining("another training is running");
      assertThatThrownBy(() -> Recording.resume(folder, warnings::add))
          .hasMessageContaining("another training is running");
    }
  }

  @Test
  void anInterruptedRunIsNotWrittenOverButAFinishedOneIs() throws IOException {
    RunFolder folder = new RunFolder(dir.resolve("run"));
    try (Recording recording = start(folder)) {
      stopAfter(recording, 10);
    }
    assertThatThrownBy(() -> start(folder))
        .hasMessageContaining("go on with train --resume " + folder.path());

    folder.write(RunFolder.RESULT, Map.of("state", "finished"));
    Files.writeString(folder.file("mine.txt"), "mine");
    Files.writeString(folder.file(RunFolder.MODEL), "old");
    start(folder).close();

    assertThat(folder.file("mine.txt")).exists();
    for (String name : List.of(RunFolder.MODEL, RunFolder.RESULT)) {
      assertThat(folder.file(name)).doesNotExist();
    }
    assertThat(folder.file(RunFolder.CHECKPOINTS).resolve(CheckpointFolder.LAST)).doesNotExist();
  }

  @Test
  void twoRunsAtTheSameMomentGetDifferentFolders() throws InterruptedException, ExecutionException {
    List<Future<RunFolder>> made = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        made.add(threads.submit(() -> RunFolder.next(dir, "iris")));
      }
    }
    List<Path> folders = new ArrayList<>();
    for (Future<RunFolder> folder : made) {
      folders.add(folder.get().path());
    }
    assertThat(folders)
        .doesNotHaveDuplicates()
        .contains(dir.resolve("iris-1"), dir.resolve("iris-50"));
  }

  @Test
  void everyThirdEpochIsSaved() {
    RunFolder folder = new RunFolder(dir.resolve("run"));
    CheckpointFolder checkpoints = new CheckpointFolder(folder.file(RunFolder.CHECKPOINTS));
    List<OptionalInt> saved = new ArrayList<>();
    try (Recording recording = start(folder)) {
      recording.fit(
          List.of(
              new Callback() {
                @Override
                public void onStep(Step step) {
                  saved.add(
                      checkpoints
                          .last()
                          .map(s -> OptionalInt.of((int) s.steps()))
                          .orElse(OptionalInt.empty()));
                }
              }),
          new StopSignal(),
          Checkpointing.every(3));
    }
    int steps = saved.size() / 6;
    assertThat(saved.get(3 * steps - 1)).isEmpty();
    assertThat(saved.get(3 * steps)).hasValue(3 * steps);
    assertThat(saved.getLast()).hasValue(3 * steps);
  }

  @Test
  void damagedAndForeignFoldersDoNotBreakTheList() throws IOException {
    start(new RunFolder(dir.resolve("good"))).close();
    start(new RunFolder(dir.resolve("bad"))).close();
    Files.writeString(dir.resolve("bad/settings.yaml"), "lr: [");
    Files.writeString(dir.resolve("bad/data.json"), "{");
    Files.createDirectory(dir.resolve("foreign"));
    Files.writeString(dir.resolve("file"), "x");

    List<RunSummary> runs = RunSummary.all(dir);

    assertThat(runs).hasSize(2);
    RunSummary bad =
        runs.stream().filter(r -> r.folder().path().endsWith("bad")).findFirst().orElseThrow();
    assertThat(bad.problem().orElseThrow()).contains("settings.yaml");
    RunSummary good =
        runs.stream().filter(r -> r.folder().path().endsWith("good")).findFirst().orElseThrow();
    assertThat(good.problem()).isEmpty();
    assertThat(good.network()).isEqualTo("4-16-3");
    assertThat(good.planned()).isEqualTo(6);
    assertThat(good.data()).isEqualTo("iris");
  }

  private Recording start(RunFolder folder) {
    return start(folder, "iris");
  }

  private Recording start(RunFolder folder, String data) {
    Settings settings =
        Settings.of(
            Map.of(
                "epochs",
                "6",
                "dropout",
                "0.2",
                "norm",
                "batch",
                "patience",
                "50",
                "validation",
                "0.2"));
    RunConfig config = new RunConfig(Optional.of(Location.of(data)), settings, true);
    Source source = config.data().orElseThrow().open();
    return Recording.start(folder, Run.of(source, settings), source, config, "test", warnings::add);
  }
}
