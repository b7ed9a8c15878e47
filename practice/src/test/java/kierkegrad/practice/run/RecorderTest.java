package kierkegrad.practice.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kierkegrad.formats.DataException;
import kierkegrad.formats.tensorboard.EventFile;
import kierkegrad.monitor.Measurements;
import kierkegrad.monitor.Monitor;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;
import kierkegrad.train.History;
import kierkegrad.train.StopSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
  @TempDir private Path dir;
  private final List<DataException> failures = new ArrayList<>();
  private final Run run =
      Run.of(
          Source.of("iris"), Settings.NONE.with(Setting.EPOCHS, 5).with(Setting.VALIDATION, 0.2));

  @Test
  void theFileTellsWhatTheMonitorAndTheTrainerTold() {
    Recorder recorder = new Recorder(dir, run.network(), failures::add);
    Monitor monitor = new Monitor(run.network(), run.data().test().all().x(), recorder);

    History history = run.fit(List.of(monitor, recorder), new StopSignal());
    recorder.close();

    Metrics read = new RunFolder(dir).metrics();
    assertThat(read.start()).contains(new Metrics.Start(5, java.util.OptionalInt.of(6)));
    assertThat(read.epochs()).hasSize(5);
    for (int i = 0; i < 5; i++) {
      var told = history.epochs().get(i);
      Metrics.Epoch written = read.epochs().get(i);
      assertThat(written.trainLoss()).isEqualTo(told.trainLoss());
      assertThat(written.trainAccuracy()).isEqualTo(told.trainAccuracy());
      assertThat(written.steps()).isEqualTo(told.steps());
      assertThat(written.lr()).isEqualTo(told.lr());
      assertThat(written.seconds()).isEqualTo(told.seconds());
      assertThat(written.validationLoss()).hasValue(told.validation().orElseThrow().loss());
      assertThat(written.validationAccuracy())
          .isEqualTo(told.validation().orElseThrow().accuracy());
      assertThat(written.validationPredicted().stream().mapToLong(n -> n).sum())
          .isEqualTo(run.data().validation().orElseThrow().size());
    }
    Measurements measured = monitor.measurements();
    assertThat(read.measurements().steps()).isEqualTo(measured.steps());
    assertThat(read.measurements().parameters()).isEqualTo(measured.parameters());
    assertThat(read.measurements().snapshots()).isEqualTo(measured.snapshots());
    assertThat(read.measurements().activations()).isEqualTo(measured.activations());
    assertThat(read.measurements().probes()).containsAll(measured.probes());
    assertThat(read.measurements().probeRows()).isEqualTo(measured.probeRows());
    assertThat(read.end().orElseThrow().ending()).isEqualTo("completed");
    assertThat(failures).isEmpty();
  }

  @Test
  void aLineThatIsCutOffDoesNotCount() throws IOException {
    Path file = dir.resolve(RunFolder.METRICS);
    Files.writeString(
        file,
        """
        {"type":"start","epochs":3}
        {"type":"step","update":0,"loss":"NaN","lr":0.1,"gradient_norm":"Infinity","parameters":{}}
        {"type":"note","text":"hello"}
        {"type":"epo\
        """);

    Metrics read = Metrics.read(file);

    assertThat(read.start().orElseThrow().epochs()).isEqualTo(3);
    assertThat(read.measurements().steps().getFirst().loss()).isNaN();
    assertThat(read.measurements().steps().getFirst().gradientNorm()).isInfinite();
    assertThat(read.others()).containsExactly(mapOf("type", "note", "text", "hello"));
    assertThat(read.epochs()).isEmpty();
    assertThat(read.end()).isEmpty();
  }

  private static java.util.SequencedMap<String, Object> mapOf(
      String a, Object x, String b, Object y) {
    java.util.SequencedMap<String, Object> map = new java.util.LinkedHashMap<>();
    map.put(a, x);
    map.put(b, y);
    return map;
  }

  @Test
  void whatWasWrittenAfterTheStateGoesWhenItIsRestored() throws IOException {
    Recorder first = new Recorder(dir, run.network(), failures::add);
    first.onStart(5, java.util.OptionalInt.of(6));
    first.note("note", Map.of("n", 1));
    var state = first.state();
    first.note("note", Map.of("n", 2));
    first.close();
    Files.writeString(dir.resolve(RunFolder.METRICS), "{\"type", StandardOpenOption.APPEND);
    long events = Files.size(EventFile.find(dir).orElseThrow());

    Recorder second = new Recorder(dir, run.network(), failures::add);
    second.onStart(5, java.util.OptionalInt.of(6));
    second.restore(state);
    second.note("note", Map.of("n", 3));
    second.close();

    assertThat(new RunFolder(dir).metrics().others())
        .containsExactly(mapOf("type", "note", "n", 1), mapOf("type", "note", "n", 3));
    assertThat(Files.size(EventFile.find(dir).orElseThrow())).isEqualTo(events);
  }

  @Test
  void aTrainingThatBeginsAgainForgetsWhatWasThere() throws IOException {
    Files.writeString(dir.resolve(RunFolder.METRICS), "{\"type\":\"note\"}\n");
    Recorder recorder = new Recorder(dir, run.network(), failures::add);
    recorder.onStart(5, java.util.OptionalInt.of(6));
    recorder.note("note", Map.of("n", 1));
    recorder.close();

    assertThat(Files.readAllLines(dir.resolve(RunFolder.METRICS)))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("{\"type\":\"start\",\"epochs\":5,\"steps_per_epoch\":6,\"parameters\":{");
  }
}
