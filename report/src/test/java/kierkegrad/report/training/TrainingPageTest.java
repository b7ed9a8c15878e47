package kierkegrad.report.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import kierkegrad.metric.ConfusionMatrix;
import kierkegrad.report.browser.Browser;
import kierkegrad.report.browser.Screen;
import kierkegrad.report.page.Html;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrainingPageTest {
  @TempDir private Path folder;

  @Test
  void opensWithoutAFaultOnEveryScreen() throws IOException {
    Path few = write("few", Samples.classes(2));
    Path many = write("many", Samples.classes(40));
    Path numbers = write("numbers", Samples.numbers());
    Path images = write("images", Samples.images());
    try (Browser browser = Browser.start()) {
      for (Screen screen : Screen.ALL) {
        for (Path page : List.of(few, many, numbers, images)) {
          browser.open(page, screen);
          assertThat(browser.faults()).as(page.getFileName() + " " + screen).isEmpty();
          assertThat(browser.elements(".plot svg")).hasSizeGreaterThanOrEqualTo(5);
        }
      }
      browser.open(few, new Screen(1280, false));
      assertThat(browser.element("#result table.confusion th.number:nth-child(3)").getText())
          .isEqualTo(Samples.NASTY);
      assertThat(browser.elements("main b")).isEmpty();
      browser.open(write("nothing", Samples.nothing()), new Screen(1280, false));
      assertThat(browser.faults()).isEmpty();
    }
  }

  private Path write(String name, TrainingRun run) throws IOException {
    Path file = folder.resolve(name + ".html");
    TrainingPage.of(run).write(file);
    return file;
  }

  @Test
  void namesAreEscapedEverywhere() {
    for (TrainingRun run : List.of(Samples.classes(2), Samples.numbers(), Samples.images())) {
      String html = TrainingPage.of(run).html();
      assertThat(html).doesNotContain("<script>alert", "<b>");
    }
  }

  @Test
  void theVerdictSaysWhatCameOut() {
    assertThat(new Result(Samples.classes(1)).verdict())
        .isEqualTo(
            "It got 3 of 5 rows right that it had not seen (accuracy 0.6000, loss 0.5000), after 4 epochs in 1.3 s.");
    assertThat(new Result(Samples.nothing()).verdict())
        .endsWith("ended after 0 of 4 epochs in 1.3 s.");
  }

  /// By hand: of four rows of the second class two are recognised, and both rows taken for it are
  /// its own; no row is of the third class, but one is taken for it.
  @Test
  void recallAndPrecision() {
    ConfusionMatrix counts =
        ConfusionMatrix.of(
            Tensor.of(new float[][] {{1, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 1, 0}, {0, 0, 1}}),
            Tensor.of(new long[] {0, 1, 1, 1, 1}));
    assertThat(Confusion.recall(counts, 1)).isEqualTo(0.5);
    assertThat(Confusion.precision(counts, 1)).isEqualTo(1);
    assertThat(Confusion.precision(counts, 0)).isEqualTo(0.5);
    assertThat(Confusion.recall(counts, 2)).isNaN();
    assertThat(Confusion.precision(counts, 2)).isZero();
  }

  /// Half of twenty: the usual example, 29.9 % to 70.1 %.
  @Test
  void wilsonsInterval() {
    assertThat(Result.wilson(10, 20)[0]).isCloseTo(0.299, within(5e-4));
    assertThat(Result.wilson(10, 20)[1]).isCloseTo(0.701, within(5e-4));
    assertThat(Result.wilson(20, 20)[1]).isCloseTo(1, within(1e-12));
  }

  @Test
  void updatesBecomeEpochs() {
    Axis axis = Axis.of(Samples.classes(1).history());
    assertThat(axis.epoch(0)).isZero();
    assertThat(axis.epoch(15)).isEqualTo(1.5);
    assertThat(axis.epoch(45)).isEqualTo(4.5);
    assertThat(axis.end(45)).isEqualTo(5);
    assertThat(Axis.of(Samples.nothing().history()).epoch(3)).isEqualTo(3);
  }

  @Test
  void numbersAreShort() {
    assertThat(List.of(0.0, 0.012345, 1234.5, 12345678.0, -3.0, 1.23456e-7, 1e300))
        .extracting(Texts::number)
        .containsExactly("0", "0.01235", "1,234.5", "1.2e7", "-3", "1.2e-7", "1.0e300");
    assertThat(Texts.number(Double.NaN)).isEqualTo("–");
    assertThat(Texts.number(Double.NEGATIVE_INFINITY)).isEqualTo("−∞");
    assertThat(Texts.seconds(125)).isEqualTo("2 min 5 s");
    assertThat(Texts.probability(1e-7)).isEqualTo("1e-7");
  }

  @Test
  void theDataAreThereForOtherPrograms() {
    JsonNode json = JsonMapper.shared().readTree(Html.json(TrainingJson.of(Samples.classes(2))));
    assertThat(json.at("/result/test_loss").asDouble()).isEqualTo(0.5);
    assertThat(json.at("/ending").asString()).isEqualTo("completed");
    assertThat(json.at("/epochs/3/updates").asInt()).isEqualTo(40);
    assertThat(json.at("/epochs/3/validation_loss").asDouble()).isEqualTo(1.1 / 4);
    assertThat(json.at("/steps/update/19").asInt()).isEqualTo(38);
    assertThat(json.at("/parameters/1/name").asString()).isEqualTo("blocks.1.weight");
    assertThat(json.at("/parameters/1/gradient_norm/0").asDouble()).isEqualTo(0.1);
    assertThat(json.at("/parameters/1/update_ratio/0").asString()).isEqualTo("Infinity");
    assertThat(json.at("/parameters/1/shape/1").asInt()).isEqualTo(3);
    assertThat(json.at("/activations/0/dead/1").asDouble()).isEqualTo(0.25);
    assertThat(json.at("/activations/0/saturated/1").asString()).isEqualTo("NaN");
    assertThat(json.at("/snapshots/0/weights/blocks.0.weight/counts/1").asInt()).isEqualTo(5);
    assertThat(json.at("/confusion/counts/1/0").asInt()).isEqualTo(1);
    assertThat(json.at("/worst/0/truth").asString()).isEqualTo(Samples.NASTY);
    assertThat(json.at("/columns/0/deviation").asDouble()).isEqualTo(0.25);
    JsonNode numbers = JsonMapper.shared().readTree(Html.json(TrainingJson.of(Samples.numbers())));
    assertThat(numbers.at("/worst/0/predicted").asDouble()).isEqualTo(2500);
  }
}
