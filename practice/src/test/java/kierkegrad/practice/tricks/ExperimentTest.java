package kierkegrad.practice.tricks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kierkegrad.practice.data.Prepared;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.run.Run;
import kierkegrad.practice.settings.OptimizerChoice;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;
import kierkegrad.train.StopSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentTest {
  private static final Settings SHORT = Settings.NONE.with(Setting.EPOCHS, 4);

  @TempDir private Path dir;

  /// Trainings beside each other give the bits that they give alone, and those of a plain run.
  @Test
  void trainingsAreIndependent() {
    Experiment experiment = Experiment.of(Source.of("iris"), SHORT).withSeeds(2);

    Findings alone = experiment.withThreads(1).run();
    Findings together = experiment.withThreads(4).run();

    assertThat(scores(together)).isEqualTo(scores(alone));
    Settings baseline = Trick.baseline(SHORT).with(Setting.SEED, 1L);
    Run run = Run.of(Source.of("iris"), baseline);
    run.fit();
    assertThat(alone.baseline().of(1).orElseThrow().score())
        .isEqualTo(run.evaluate(run.data().test()).accuracy().orElseThrow());
  }

  private static List<List<Double>> scores(Findings findings) {
    return findings.outcomes().stream()
        .flatMap(o -> o.attempts().stream().map(Attempt::scores))
        .toList();
  }

  @Test
  void everyTrickIsTriedOnClasses() {
    List<Experiment.Progress> told = new ArrayList<>();
    Findings findings =
        Experiment.of(Source.of("iris"), SHORT)
            .withSeeds(2)
            .withThreads(1)
            .run(told::add, new StopSignal());

    assertThat(findings.complete()).isTrue();
    assertThat(findings.variants()).hasSize(Trick.values().length);
    assertThat(findings.outcomes()).allSatisfy(o -> assertThat(o.attempts()).hasSize(2));
    assertThat(told.getLast().done()).isEqualTo(2 * (Trick.values().length + 1));
    assertThat(told.getLast().share()).isBetween(0.999, 1.0);
    assertThat(told).isSortedAccordingTo((a, b) -> Double.compare(a.share(), b.share()));
    Settings baseline = findings.baseline().settings();
    assertThat(findings.variants())
        .extracting(v -> v.changes(baseline))
        .contains(
            "activation=tanh init=xavier",
            "output=softmax loss=mse",
            "shuffle=false",
            "normalize=false",
            "schedule=constant",
            "optimizer=sgd lr=0.05",
            "gain=10.0");
    assertThat(findings.toMap()).containsEntry("train_rows", 120).containsKey("outcomes");
  }

  @Test
  void numbersArePredictedToo() throws Exception {
    Path file = dir.resolve("line.csv");
    StringBuilder csv = new StringBuilder("a,b,y\n");
    for (int i = 0; i < 60; i++) {
      csv.append("%d,%d,%s\n".formatted(i * 7 % 60, i % 11, 3.0 * (i * 7 % 60) + 0.5));
    }
    Files.writeString(file, csv);

    Findings findings =
        Experiment.of(Source.of(file.toString()), SHORT.with("task", "regression"))
            .withSeeds(1)
            .run();

    assertThat(findings.score()).isEqualTo("R²");
    Outcome squared = outcome(findings, Trick.SQUARED_ERROR);
    assertThat(squared.attempts()).isEmpty();
    assertThat(findings.finding(squared))
        .isEqualTo("Not tried: the target is a number, for which squared error is right.");
    assertThat(findings.baseline().attempts().getFirst().rmse()).isPresent();
  }

  @Test
  void whatTheBaselineHasNotIsNotRemoved() {
    Settings chosen =
        SHORT.with("dropout", "0").with("optimizer", "sgd").with("hidden", "0").with("lr", "0.05");
    Findings findings = Experiment.of(Source.of("iris"), chosen).withSeeds(1).run();

    assertThat(outcome(findings, Trick.SGD).note())
        .isEqualTo("the chosen settings have it already");
    assertThat(outcome(findings, Trick.TANH).note()).isEqualTo("the network has no hidden layer");
    assertThat(findings.baseline().settings().get(Setting.OPTIMIZER))
        .isEqualTo(OptimizerChoice.SGD);
  }

  @Test
  void oneSampleAtATimeIsCutToTheMostSteps() {
    Findings findings = new Experiment(Source.of("iris"), SHORT, 1, 2, 300).run();

    Outcome single = outcome(findings, Trick.ONE_SAMPLE);
    assertThat(single.attempts().getFirst().scores()).hasSize(2);
    assertThat(single.note()).isEqualTo("2 of 4 epochs, which are 240 updates");
  }

  @Test
  void aStopKeepsWhatThereIs() {
    StopSignal signal = new StopSignal();
    Findings findings =
        Experiment.of(Source.of("iris"), SHORT)
            .withThreads(1)
            .run(
                p -> {
                  if (p.done() == 20) {
                    signal.stop();
                  }
                },
                signal);

    assertThat(findings.complete()).isFalse();
    assertThat(findings.outcomes().stream().mapToInt(o -> o.attempts().size()).sum()).isEqualTo(20);
    assertThat(findings.baseline().of(0)).isPresent();
  }

  @Test
  void sortedRowsComeClassByClass() {
    Prepared data = Source.of("iris").prepare(Settings.NONE);

    Prepared sorted = Training.sorted(data);

    int[] labels = sorted.train().all().y().toIntArray();
    assertThat(labels).isSorted().hasSize(120);
    assertThat(sorted.trainRows()).containsExactlyInAnyOrder(data.trainRows());
  }

  private static Outcome outcome(Findings findings, Trick trick) {
    return findings.variants().stream()
        .filter(v -> v.trick().equals(Optional.of(trick)))
        .findFirst()
        .orElseThrow();
  }
}
