package kierkegrad.practice.folds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import kierkegrad.formats.DataException;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.table.Encoder;
import kierkegrad.formats.table.Feature;
import kierkegrad.practice.data.Prepared;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.run.Run;
import kierkegrad.practice.score.Scores;
import kierkegrad.practice.settings.SettingException;
import kierkegrad.practice.settings.Settings;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.Evaluation;
import kierkegrad.train.StopSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossValidationTest {
  private static final Settings SHORT =
      Settings.of(Map.of("folds", "4", "epochs", "10", "hidden", "8"));

  @TempDir private Path dir;

  @Test
  void everyRowIsPredictedByANetworkThatHasNotSeenIt() {
    Source iris = Source.of("iris");

    CrossValidation folds = CrossValidation.of(iris, SHORT);

    assertThat(folds.folds()).extracting(CrossValidation.Fold::number).containsExactly(1, 2, 3, 4);
    assertThat(folds.folds().stream().mapToLong(fold -> fold.scores().rows()).sum()).isEqualTo(150);
    double[] all = folds.predictions().toDoubleArray();
    for (int number = 0; number < 4; number++) {
      Run run = Run.of("iris", iris.fold(SHORT, number), SHORT);
      run.fit();
      double[] here =
          run.model().predict(run.data().test().all().x()).to(DType.F64).toDoubleArray();
      long[] rows = run.data().testRows();
      assertThat(LongStream.of(run.data().trainRows()).boxed())
          .doesNotContainAnyElementsOf(LongStream.of(rows).boxed().toList());
      for (int i = 0; i < rows.length; i++) {
        int from = (int) (rows[i] - 1) * 3;
        assertThat(Arrays.copyOfRange(all, from, from + 3))
            .containsExactly(Arrays.copyOfRange(here, i * 3, i * 3 + 3));
      }
    }
  }

  @Test
  void meansAndDeviationsAreThoseOfTheFolds() {
    CrossValidation folds = CrossValidation.of(Source.of("iris"), SHORT);
    double[] each =
        folds.folds().stream()
            .map(CrossValidation.Fold::scores)
            .mapToDouble(s -> s instanceof Scores.OfClasses c ? c.confusion().accuracy() : -1)
            .toArray();
    double mean = Arrays.stream(each).sum() / 4;
    double sd = Math.sqrt(Arrays.stream(each).map(x -> (x - mean) * (x - mean)).sum() / 3);

    assertThat(folds.accuracy().mean()).isCloseTo(mean, within(1e-12));
    assertThat(folds.accuracy().deviation()).isCloseTo(sd, within(1e-12));
    assertThat(folds.toMap())
        .containsEntry("folds", 4)
        .containsEntry("folds_accuracy", folds.accuracy().mean())
        .containsEntry("folds_accuracy_sd", folds.accuracy().deviation())
        .containsKey("folds_loss_sd");
    assertThat(folds).asString().startsWith("4 folds: accuracy " + folds.accuracy() + ", loss ");
  }

  @Test
  void whatIsLearntAboutColumnsComesFromTrainingRowsAlone() throws Exception {
    // One row is far from all others: its fold must not know, and the others must.
    StringBuilder csv = new StringBuilder("x,place,y\n");
    for (int i = 0; i < 40; i++) {
      String place = i == 0 ? "nowhere" : i % 2 == 0 ? "here" : "there";
      csv.append(i == 0 ? 1e6 : i * 0.5).append(',').append(place).append(',');
      csv.append(i % 3 == 0 ? "a" : "b").append('\n');
    }
    Source source = source(csv.toString());

    for (int number = 0; number < 4; number++) {
      Prepared fold = source.fold(SHORT, number);
      boolean tested = LongStream.of(fold.testRows()).anyMatch(row -> row == 1);
      Encoder encoder = ((Preparation.Tabular) fold.preparation()).encoder();
      Feature.Numeric x = (Feature.Numeric) encoder.features().getFirst();
      assertThat(x.mean() < 20).isEqualTo(tested);
      assertThat(encoder.featureNames().contains("place=nowhere")).isEqualTo(!tested);
    }
  }

  @Test
  void whatIsLearntByHeartDoesNotHelp() throws Exception {
    // The target is chance; the town tells it on the training rows only, since nobody shares one.
    Random random = new Random(5);
    StringBuilder csv = new StringBuilder("a,b,c,d,e,f,g,h,y\n");
    for (int i = 0; i < 80; i++) {
      random.doubles(8, -1, 1).forEach(x -> csv.append(x).append(','));
      csv.append(random.nextBoolean() ? "no" : "yes").append('\n');
    }
    Source source = source(csv.toString());
    Settings settings = Settings.of(Map.of("folds", "5", "hidden", "64", "decay", "0"));

    CrossValidation folds = CrossValidation.of(source, settings);
    Run run = Run.of("noise", source.whole(settings), settings);
    run.fit();

    assertThat(run.evaluate(run.data().test()).accuracy().orElseThrow()).isEqualTo(1);
    assertThat(folds.accuracy().mean()).isBetween(0.3, 0.7);
  }

  @Test
  void earlyStoppingLooksAtRowsOfTheTrainingPart() {
    Settings settings = SHORT.with("patience", "3");
    Prepared fold = Source.of("iris").fold(settings, 1);

    assertThat(fold.validation().orElseThrow().size()).isEqualTo(11);
    assertThat(fold.train().size()).isEqualTo(101);
    assertThat(IntStream.of(fold.train().size(), 11, fold.test().size()).sum()).isEqualTo(150);
  }

  @Test
  void numbersAreJudgedInTheirUnit() throws Exception {
    StringBuilder csv = new StringBuilder("x,price\n");
    for (int i = 0; i < 100; i++) {
      csv.append(i * 0.1).append(',').append(i * 100.5 + 5000).append('\n');
    }
    Source source = source(csv.toString());
    Settings settings = Settings.of(Map.of("folds", "5", "epochs", "60"));

    CrossValidation folds = CrossValidation.of(source, settings);

    Scores.OfNumbers all = (Scores.OfNumbers) folds.outOfFold();
    double squares = 0;
    double[] says = folds.predictions().toDoubleArray();
    for (int i = 0; i < 100; i++) {
      squares += Math.pow(says[i] - (i * 100.5 + 5000), 2);
    }
    assertThat(all.errors().rmse()).isCloseTo(Math.sqrt(squares / 100), within(0.01));
    assertThat(all.errors().r2()).isGreaterThan(0.95);
    assertThat(all.target()).isEqualTo("price");
    assertThat(folds.rmse().mean()).isBetween(1.0, 500.0);

    Prepared whole = source.whole(settings);
    Evaluation evaluation =
        folds.evaluation(
            whole,
            (_, outputs) ->
                assertThat(whole.preparation().decode(outputs).toDoubleArray())
                    .containsExactly(says, within(1.0)));
    assertThat(evaluation.rows()).isEqualTo(100);
  }

  @Test
  void aReportSeesTheHonestProbabilities() {
    CrossValidation folds = CrossValidation.of(Source.of("iris"), SHORT);
    Prepared whole = Source.of("iris").whole(SHORT);

    Evaluation evaluation =
        folds.evaluation(
            whole,
            (_, outputs) -> {
              Tensor p = whole.preparation().decode(outputs).to(DType.F64);
              assertThat(p.sub(folds.predictions()).abs().max().item()).isLessThan(1e-5);
            });

    assertThat(evaluation.accuracy().orElseThrow())
        .isEqualTo(((Scores.OfClasses) folds.outOfFold()).confusion().accuracy());
    assertThat(whole.train().size()).isEqualTo(150);
  }

  @Test
  void refusesWhatDoesNotGoTogether() throws Exception {
    Source iris = Source.of("iris");

    assertThatThrownBy(() -> CrossValidation.of(iris, SHORT.with("test", "0.3")))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("--test does not go with --folds");
    assertThatThrownBy(() -> CrossValidation.of(iris, Settings.NONE))
        .hasMessageContaining("use --folds 5");
    assertThatThrownBy(() -> Settings.of(Map.of("folds", "1")))
        .hasMessage("--folds 1: must be 2 or more, or 0 for none");
    assertThatThrownBy(() ->
            CrossValidation.of(
                source("x,y\n1.5,a\n2.5,b\n3.5,a\n"), Settings.of(Map.of("folds", "9"))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("3 rows are too few for 9 folds");
    StopSignal stopped = new StopSignal();
    stopped.stop();
    assertThatThrownBy(() -> CrossValidation.of(iris, SHORT, _ -> {}, stopped))
        .isInstanceOf(CancellationException.class);
  }

  private Source source(String csv) throws Exception {
    return Source.of(Files.writeString(dir.resolve("t.csv"), csv).toString());
  }
}
