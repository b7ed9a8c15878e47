package kierkegrad.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import kierkegrad.formats.image.ImageEncoder;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.Sequential;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ImportanceCommandTest {
  @TempDir private Path folder;

  @Test
  void showsColumnsAsTextAndJsonAndPage() throws IOException {
    Path model = folder.resolve("iris");
    Console.run("train", "iris", "--quiet", "--epochs", "30", "--out", model);
    Path json = folder.resolve("i.json");
    Path html = folder.resolve("i.html");
    Console run =
        Console.run("importance", model, "iris", "--repeats", "3", "--json", json, "--html", html);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("iris: accuracy 0.").contains("of 150 rows; 3 repeats");
    List<String> lines = run.out().lines().toList();
    assertThat(lines.get(3)).startsWith("petal_").contains(" ± ", "█".repeat(24));
    JsonNode result = JsonMapper.shared().readTree(json);
    assertThat(result.get("columns").size()).isEqualTo(4);
    JsonNode first = result.get("columns").get(0);
    double sum = first.get("drops").valueStream().mapToDouble(JsonNode::asDouble).sum();
    assertThat(first.get("mean").asDouble()).isCloseTo(sum / 3, within(1e-12));
    assertThat(Files.readString(html)).contains("Importance: iris");
    assertThat(Console.run("importance", model, "iris", "--repeats", "3").out())
        .isEqualTo(run.out().substring(0, run.out().indexOf("written")));
  }

  /// Images of 1 × 2 pixels whose first one alone matters.
  @Test
  void showsWhereAModelLooks() throws IOException {
    Path images = folder.resolve("images.idx");
    Files.write(images, new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 9, 8, 7, 6});
    Path labels = folder.resolve("labels.idx");
    Files.write(labels, new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 0, 1});
    List<String> digits = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    float[][] weight = new float[10][2];
    weight[3][0] = 1;
    Path model = folder.resolve("model.safetensors");
    new TrainedModel(
            new Sequential(
                new Linear(
                    new Parameter(Tensor.of(weight)),
                    Optional.of(new Parameter(Tensor.zeros(10))))),
            new Preparation.Images(new ImageEncoder(1, 2, 0, 1, digits)),
            new LinkedHashMap<>(),
            0)
        .save(model);
    Path html = folder.resolve("looks.html");
    Path json = folder.resolve("looks.json");
    Console run = Console.run("importance", model, images, labels, "--html", html, "--json", json);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().lines().toList().get(2)).isEqualTo("██");
    assertThat(JsonMapper.shared().readTree(json).get("gradient_x_input").get(1).asDouble())
        .isZero();
    assertThat(Files.readString(html)).contains("Where the model looks");
  }

  @Test
  void refusesWhatMakesNoSense() {
    Path model = folder.resolve("iris");
    Console.run("train", "iris", "--quiet", "--epochs", "1", "--out", model);
    Console none = Console.run("importance", model, "iris", "--repeats", "0");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("--repeats 0 must be at least 1");
    Console other = Console.run("importance", model, "iris", "--score", "r2");
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("the score r2 is one for regression");
  }
}
