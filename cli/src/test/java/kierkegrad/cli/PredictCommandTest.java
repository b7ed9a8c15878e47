package kierkegrad.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is done with a saved model.
class PredictCommandTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void train() {
    Console run = Console.run("train", "iris", "--quiet", "--out", folder.resolve("iris"));
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  private static Path model() {
    return folder.resolve("iris");
  }

  /// Columns in another order, one that the model does not know, no target. The flowers are the
  /// first of each species in Fisher's table.
  @Test
  void findsColumnsByNameAndKeepsTheOrder() throws IOException {
    Path data =
        Files.writeString(
            folder.resolve("new.csv"),
            """
            petal_width,petal_length,note,sepal_width,sepal_length
            2.5,6.0,a,3.3,6.3
            0.2,1.4,b,3.5,5.1
            1.4,4.7,c,3.2,7.0
            """);
    Console run = Console.run("predict", model(), data);
    assertThat(run).isEqualTo(new Console(0, "species\nvirginica\nsetosa\nversicolor\n", ""));
  }

  @Test
  void givesProbabilitiesThatSumToOneAndPeakAtThePrediction() throws IOException {
    Path out = folder.resolve("proba.csv");
    Path file = model().resolve("model.safetensors");
    assertThat(Console.run("predict", file, "iris", "--proba", "--out", out).exitCode()).isZero();
    List<String> lines = Files.readAllLines(out);
    assertThat(lines).hasSize(151);
    assertThat(lines.getFirst()).isEqualTo("species,p setosa,p versicolor,p virginica");
    List<String> names = List.of("setosa", "versicolor", "virginica");
    for (String line : lines.subList(1, 151)) {
      String[] cells = line.split(",");
      double[] p = Arrays.stream(cells).skip(1).mapToDouble(Double::parseDouble).toArray();
      assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-6));
      assertThat(p[names.indexOf(cells[0])]).isEqualTo(Arrays.stream(p).max().orElseThrow());
    }
  }

  @Test
  void namesTheMissingColumns() throws IOException {
    Path data = Files.writeString(folder.resolve("less.csv"), "sepal_length,sepal_width\n5,3\n");
    Console run = Console.run("predict", model(), data);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "kierkegrad: less has no columns petal_length, petal_width, which the model needs;"
                + " add them, or correct the header"
                + System.lineSeparator());
  }

  /// The accuracy is that of the predictions, counted by hand.
  @Test
  void evaluates() throws IOException {
    Path json = folder.resolve("evaluation.json");
    Console run = Console.run("evaluate", model(), "iris", "--json", json);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("confusion matrix");
    List<String> predicted = Console.run("predict", model(), "iris").out().lines().skip(1).toList();
    List<String> names = List.of("setosa", "versicolor", "virginica");
    long right = 0;
    for (int i = 0; i < 150; i++) {
      right += predicted.get(i).equals(names.get(i / 50)) ? 1 : 0;
    }
    JsonNode result = JsonMapper.shared().readTree(Files.readString(json));
    assertThat(result.get("rows").asInt()).isEqualTo(150);
    assertThat(result.get("test_accuracy").asDouble()).isEqualTo(right / 150.0);
  }
}
