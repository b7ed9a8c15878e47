package kierkegrad.practice.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kierkegrad.formats.model.Prediction;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.formats.table.BuiltIn;
import kierkegrad.formats.table.Problem;
import kierkegrad.formats.table.Table;
import kierkegrad.formats.table.Task;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.score.Scores;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.SettingException;
import kierkegrad.practice.settings.Settings;
import kierkegrad.train.Callback;
import kierkegrad.train.EpochReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
  private static final Map<String, Double> FLOWER =
      Map.of("sepal_length", 5.1, "sepal_width", 3.5, "petal_length", 1.4, "petal_width", 0.2);

  @TempDir private Path dir;

  private static Problem iris() {
    return BuiltIn.IRIS.table().target("species");
  }

  @Test
  void fromATableToAPrediction() {
    Trained trained = Training.of(iris()).with(Setting.EPOCHS, 40).fit();

    assertThat(trained.test()).isInstanceOf(Scores.OfClasses.class);
    assertThat(((Scores.OfClasses) trained.test()).confusion().accuracy()).isGreaterThan(0.85);
    assertThat(trained.test().rows()).isEqualTo(30);
    assertThat(trained.history().epochs()).hasSize(40);
    assertThat(((Prediction.OfClass) trained.predict(FLOWER)).label()).isEqualTo("setosa");
    assertThat(trained.predict(List.of(FLOWER, FLOWER))).hasSize(2);
    assertThat(trained).asString().contains("40 epochs").contains("test: accuracy");
    trained.save(dir.resolve("model.safetensors"));
    assertThat(TrainedModel.load(dir.resolve("model.safetensors")).predict(FLOWER))
        .isEqualTo(trained.predict(FLOWER));
  }

  @Test
  void itIsWhatTheCommandLineTrains() {
    Trained trained = Training.of(iris()).with("epochs", "5").with("seed", "3").fit();
    Run run = Run.of(Source.of("iris"), Settings.of(Map.of("epochs", "5", "seed", "3")));
    run.fit();

    assertThat(trained.predict(FLOWER)).isEqualTo(run.model().predict(FLOWER));
  }

  @Test
  void whatTheProblemSaysCounts() {
    Table table = BuiltIn.IRIS.table();

    Trained unscaled =
        Training.of(table.target("species").ignoring("sepal_width", "sepal_length").unscaled())
            .with(Setting.EPOCHS, 1)
            .fit();
    Trained number =
        Training.of(table.target("petal_width").as(Task.REGRESSION)).with("epochs", "30").fit();

    assertThat(unscaled.run().data().preparation().inputs()).isEqualTo(2);
    assertThat(unscaled.run().data().train().all().x().max().item()).isEqualTo(6.9f);
    assertThat(((Scores.OfNumbers) number.test()).errors().r2()).isGreaterThan(0.8);
    assertThatThrownBy(() -> Training.of(table.target("petal_width").embedding("species")))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("leave embedding(species) out");
  }

  @Test
  void foldsJudgeAndAllRowsTrain() {
    List<EpochReport> epochs = new ArrayList<>();

    Trained trained =
        Training.of(iris())
            .with("epochs", "20")
            .folds(3)
            .callback(
                new Callback() {
                  @Override
                  public void onEpoch(EpochReport report) {
                    epochs.add(report);
                  }
                })
            .fit();

    assertThat(trained.folds().orElseThrow().folds()).hasSize(3);
    assertThat(trained.test().rows()).isEqualTo(150);
    assertThat(trained.run().data().train().size()).isEqualTo(150);
    assertThat(epochs).hasSize(20);
    assertThat(trained).asString().contains("3 folds: accuracy").contains("all rows, out of fold:");
  }

  @Test
  void calibratesOnRowsThatItDoesNotTrainWith() {
    Trained trained = Training.of(iris()).with("calibrate", "true").with("validation", "0.3").fit();

    Run run = trained.run();
    assertThat(run.data().train().size()).isEqualTo(75);
    TrainedModel plain = trained.model().withTemperature(1);
    assertThat(trained.model().temperature())
        .isEqualTo(plain.calibration(run.data().validation().orElseThrow()).temperature());
    assertThatThrownBy(
            () -> Training.of(iris()).with("calibrate", "true").with("validation", "0").fit())
        .hasMessageContaining("use --validation 0.1");
    assertThatThrownBy(() ->
            Training.of(BuiltIn.IRIS.table().target("petal_width").as(Task.REGRESSION))
                .with("calibrate", "true")
                .fit())
        .hasMessageContaining("--calibrate is for probabilities of classes");
  }
}
