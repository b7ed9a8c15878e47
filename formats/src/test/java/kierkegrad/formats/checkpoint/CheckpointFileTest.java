package kierkegrad.formats.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import kierkegrad.data.Loader;
import kierkegrad.formats.DataException;
import kierkegrad.formats.safetensors.Safetensors;
import kierkegrad.metric.ConfusionMatrix;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Sequential;
import kierkegrad.optim.schedule.ReduceLROnPlateau;
import kierkegrad.random.Seed;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.EpochReport;
import kierkegrad.train.Evaluation;
import kierkegrad.train.History;
import kierkegrad.train.Score;
import kierkegrad.train.TrainingState;
import kierkegrad.train.TrainingState.Accumulated;
import kierkegrad.train.TrainingState.BestEpoch;
import kierkegrad.train.TrainingState.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {
  @TempDir Path folder;

  private static SequencedMap<String, Tensor> tensors(String name, Tensor value) {
    SequencedMap<String, Tensor> map = new LinkedHashMap<>();
    map.put(name, value);
    return map;
  }

  /// Numbers that need all their digits, and some that are none.
  private static TrainingState everything() {
    Evaluation classified =
        new Evaluation(
            3,
            0.1 + 0.2,
            new Score.Classification(ConfusionMatrix.of(new long[][] {{1, 0}, {2, 0}})));
    Evaluation regressed = new Evaluation(3, 1e-300, new Score.Regression(Math.PI, Double.NaN));
    SequencedMap<String, SequencedMap<String, Tensor>> callbacks = new LinkedHashMap<>();
    callbacks.put("Monitor#2", tensors("a.b", Tensor.of(new long[] {1L << 62})));
    return new TrainingState(
        List.of(
            new EpochReport(
                1, 4, 20, 1.0 / 3, OptionalDouble.of(2.0 / 3), Optional.of(classified), 0.1, 2.5),
            new EpochReport(
                2,
                8,
                20,
                Double.MIN_VALUE,
                OptionalDouble.empty(),
                Optional.of(regressed),
                0.1,
                2.5),
            new EpochReport(3, 12, 20, 3, OptionalDouble.empty(), Optional.empty(), 0.1, 2.5)),
        new Progress(4, 2, 10, Math.E, 10, 7, 0.25),
        tensors("0.weight", Tensor.of(new float[] {1, Float.NaN, -0f})),
        Set.of("0.weight"),
        tensors("group.0.lr", Tensor.scalar(0.1)),
        tensors("current", Seed.torch(1).state()),
        Optional.of(new ReduceLROnPlateau.Progress(Double.POSITIVE_INFINITY, 1, 2)),
        Optional.of(new Accumulated(2, tensors("0.weight", Tensor.of(new float[] {4, 5, 6})))),
        Optional.of(new BestEpoch(2, 0.5, tensors("0.weight", Tensor.of(new float[] {7, 8, 9})))),
        callbacks);
  }

  private static String text(TrainingState s) {
    List<Object> parts = new ArrayList<>(List.of(s.reports().size(), s.progress(), s.frozen()));
    for (EpochReport r : s.reports()) {
      parts.add(r.epoch() + " " + r.trainLoss() + " " + r.trainAccuracy() + " " + r.seconds());
      r.validation().ifPresent(v -> parts.add(v.loss() + " " + score(v.score())));
    }
    parts.add(s.plateau());
    List.of(s.model(), s.optimizer(), s.generators()).forEach(map -> parts.add(text(map)));
    s.accumulated().ifPresent(a -> parts.add(a.batches() + text(a.gradients())));
    s.best().ifPresent(b -> parts.add(b.epoch() + " " + b.loss() + text(b.model())));
    s.callbacks().forEach((name, map) -> parts.add(name + text(map)));
    return parts.toString();
  }

  private static String score(Score score) {
    return switch (score) {
      case Score.Classification(ConfusionMatrix m) -> m.count(1, 0) + " of " + m.total();
      case Score.Regression r -> r.toString();
    };
  }

  private static String text(Map<String, Tensor> map) {
    List<String> parts = new ArrayList<>();
    map.forEach(
        (name, t) -> parts.add(name + t.dtype() + t.shape() + Arrays.toString(t.toDoubleArray())));
    return parts.toString();
  }

  @Test
  void keepsEverythingToTheLastDigit() {
    Path file = folder.resolve("deep/er/state.safetensors");
    CheckpointFile.save(everything(), file);
    assertThat(text(CheckpointFile.load(file))).isEqualTo(text(everything()));
    assertThat(Safetensors.load(file).tensors().keySet())
        .containsExactlyInAnyOrder(
            "model.0.weight",
            "optimizer.group.0.lr",
            "generator.current",
            "best.0.weight",
            "accumulated.0.weight",
            "callback.Monitor#2.a.b");
  }

  @Test
  void theFolderHasTheLastAndTheBest() {
    CheckpointFolder checkpoints = new CheckpointFolder(folder.resolve("run"));
    assertThat(checkpoints.last()).isEmpty();
    Sequential model = ChildTraining.model();
    History history =
        ChildTraining.trainer(model, checkpoints, 1_000_000, _ -> {})
            .fit(new Loader(ChildTraining.rows(1), 10));

    assertThat(checkpoints.last().orElseThrow().steps()).isEqualTo(96);
    TrainingState best = checkpoints.best().orElseThrow();
    assertThat(best.isBest()).isTrue();
    assertThat(best.reports()).hasSize(history.bestEpoch().getAsInt());
    assertThat(best.model().get("0.weight").toFloatArray())
        .isEqualTo(model.state().get("0.weight").value().toFloatArray());
  }

  @Test
  void onlyATrainingClearsWhatAKilledOneLeft() throws Exception {
    Path half = folder.resolve(".last.safetensors.1f.tmp");
    Files.writeString(half, "half");
    CheckpointFolder checkpoints = new CheckpointFolder(folder);
    assertThat(checkpoints.last()).isEmpty();
    assertThat(half).exists();
    checkpoints.save(everything());
    assertThat(half).doesNotExist();
    assertThat(text(checkpoints.last().orElseThrow())).isEqualTo(text(everything()));
  }

  @Test
  void saysWhatIsWrongWithAFile() throws Exception {
    Path file = folder.resolve("state.safetensors");
    CheckpointFile.save(everything(), file);
    Safetensors sound = Safetensors.load(file);
    byte[] bytes = Files.readAllBytes(file);

    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    assertThatThrownBy(() -> CheckpointFile.load(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("it is cut off");

    new Safetensors(sound.tensors(), Map.of("format", "pt")).save(file);
    assertThatThrownBy(() -> CheckpointFile.load(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("holds tensors, but no state of a training");

    Map<String, String> metadata = new HashMap<>(sound.metadata());
    metadata.put("training", "99");
    new Safetensors(sound.tensors(), metadata).save(file);
    assertThatThrownBy(() -> CheckpointFile.load(file)).hasMessageContaining("has form 99");

    metadata.put("training", "1");
    metadata.put("state", sound.metadata().get("state").replace("\"batches\":2,", ""));
    new Safetensors(sound.tensors(), metadata).save(file);
    assertThatThrownBy(() -> CheckpointFile.load(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is a damaged checkpoint")
        .hasMessageContaining("batches");

    metadata.remove("state");
    new Safetensors(sound.tensors(), metadata).save(file);
    assertThatThrownBy(() -> CheckpointFile.load(file)).hasMessageContaining("has no state");

    assertThatThrownBy(() -> CheckpointFile.load(folder.resolve("none")))
        .hasMessageContaining("there is no such file");
  }

  @Test
  void refusesAnotherModel() {
    CheckpointFolder checkpoints = new CheckpointFolder(folder);
    ChildTraining.trainer(ChildTraining.model(), checkpoints, 1_000_000, _ -> {})
        .fit(new Loader(ChildTraining.rows(1), 60));
    Sequential other = new Sequential(new Linear(4, 4));
    assertThatThrownBy(() ->
            ChildTraining.trainer(other, checkpoints, 1, _ -> {})
                .resume(checkpoints.last().orElseThrow(), new Loader(ChildTraining.rows(1), 60)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the saved model does not fit: 0.weight is F32 [16, 4]");
  }

  /// In a process that may write no file of more than 25 to 50 KB, the states from step 40 on do
  /// not fit. The training comes to its end, and the state of step 39 is whole: from it, the same
  /// end is reached.
  @Test
  void aFullDiskLosesNeitherTheTrainingNorTheStateBefore() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
    Path full = Files.createDirectory(folder.resolve("full"));
    List<String> java = ChildTraining.command(full, 40);
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -f 50; exec \"$@\"", "sh"));
    command.addAll(java);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

    List<String> lines = out.lines().toList();
    assertThat(lines).as(out).endsWith("done COMPLETED 8");
    assertThat(lines)
        .filteredOn(line -> line.startsWith("warning"))
        .hasSize(1)
        .first()
        .asString()
        .contains("cannot write " + full.resolve(CheckpointFolder.LAST))
        .contains("File too large");
    assertThat(lines).filteredOn(line -> line.startsWith("unsaved")).hasSize(1);
    try (Stream<Path> files = Files.list(full)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              CheckpointFolder.LAST, CheckpointFolder.BEST, ChildTraining.FINAL);
    }

    CheckpointFolder checkpoints = new CheckpointFolder(full);
    TrainingState last = checkpoints.last().orElseThrow();
    assertThat(last.steps()).isEqualTo(39);
    Sequential model = ChildTraining.model();
    Seed.use(
        Seed.of(0),
        () ->
            ChildTraining.trainer(
                    model, new CheckpointFolder(folder.resolve("other")), 1_000_000, _ -> {})
                .resume(last, new Loader(ChildTraining.rows(1), 10).shuffled(3)));
    SequencedMap<String, Tensor> now = new LinkedHashMap<>();
    model.state().forEach((name, box) -> now.put(name, box.value()));
    assertThat(text(now))
        .isEqualTo(text(Safetensors.load(full.resolve(ChildTraining.FINAL)).tensors()));
  }
}
