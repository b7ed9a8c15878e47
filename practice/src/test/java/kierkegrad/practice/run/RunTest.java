package kierkegrad.practice.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kierkegrad.data.TensorDataset;
import kierkegrad.formats.table.BuiltIn;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.Evaluation;
import kierkegrad.train.History;
import kierkegrad.train.TrainingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunTest {
  @TempDir private Path dir;

  @ParameterizedTest
  @CsvSource({
    "loss=cross-entropy",
    "output=softmax;loss=mse",
    "output=log_softmax;loss=nll",
    "output=sigmoid;loss=mse",
    "loss=huber",
    "norm=batch;hidden=16-16",
    "norm=layer;init=kaiming",
    "init=xavier;activation=tanh;clip=1",
    "class-weights=balanced;l1=0.0001;l2=0.0001",
    "patience=20;validation=0.2",
    "dtype=f64;dropout=0.1",
  })
  void learnsIris(String texts) {
    Run run = Run.of(Source.of("iris"), settings(texts).with(Setting.EPOCHS, 40));

    run.fit();

    assertThat(run.evaluate(run.data().test()).accuracy().orElseThrow()).isGreaterThan(0.85);
    Tensor predicted = run.model().predict(BuiltIn.IRIS.table());
    assertThat(predicted.sum(1).sub(1).abs().max().item()).isLessThan(1e-5);
  }

  @Test
  void patienceEndsEarlyAndKeepsTheBest() {
    Settings settings =
        settings("patience=3;validation=0.2;lr=0.1;hidden=64").with(Setting.EPOCHS, 200);
    Run run = Run.of(Source.of("iris"), settings);

    History history = run.fit();

    assertThat(history.ending()).isEqualTo(History.Ending.EARLY_STOPPED);
    TensorDataset validation = run.data().validation().orElseThrow();
    Evaluation now = run.evaluate(validation);
    double best =
        history
            .epochs()
            .get(history.bestEpoch().orElseThrow() - 1)
            .validation()
            .orElseThrow()
            .loss();
    assertThat(now.loss()).isEqualTo(best);
  }

  @Test
  void theTestRowsDoNotDependOnTheValidationPart() {
    long[] without = Source.of("iris").prepare(Settings.NONE).testRows();
    long[] with = Source.of("iris").prepare(settings("validation=0.3")).testRows();

    assertThat(with).containsExactly(without);
  }

  @Test
  void ignoredColumnsAreNotLearntFrom() throws Exception {
    Path file = dir.resolve("t.csv");
    StringBuilder csv = new StringBuilder("a,b,c\n");
    for (int i = 0; i < 40; i++) {
      csv.append(i * 0.5).append(',').append(i % 7 * 1.5).append(',').append(i % 2).append('\n');
    }
    Files.writeString(file, csv);
    Source source = Source.of(file.toString());

    assertThat(source.prepare(settings("ignore=b")).preparation().inputs()).isEqualTo(1);
    assertThat(source.prepare(settings("ignore=1")).preparation().inputs()).isEqualTo(1);
    assertThatThrownBy(() -> source.prepare(settings("ignore=c")))
        .hasMessageContaining("c is the target, so it is no input");
  }

  @Test
  void theRowOfTheDataThatMadeANanIsNamed() throws Exception {
    Path file = dir.resolve("big.csv");
    StringBuilder csv = new StringBuilder("a,b,y\n");
    for (int i = 1; i <= 40; i++) {
      csv.append(i == 17 ? "3e38" : i).append(',').append(i % 5).append(',').append(i % 2 * 1.5);
      csv.append('\n');
    }
    Files.writeString(file, csv);
    Source source = Source.of(file.toString());
    Settings settings = settings("normalize=false;epochs=1;task=regression");
    assertThat(source.prepare(settings).trainRows()).contains(17);

    assertThatThrownBy(() -> Run.of(source, settings).fit())
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("row 17 of the data");
  }

  private static Settings settings(String texts) {
    Settings settings = Settings.NONE;
    for (String text : texts.split(";")) {
      String[] pair = text.split("=");
      settings = settings.with(Settings.of(Map.of(pair[0], pair[1])));
    }
    return settings;
  }
}
