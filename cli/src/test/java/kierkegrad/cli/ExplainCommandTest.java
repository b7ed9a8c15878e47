package kierkegrad.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kierkegrad.formats.model.TrainedModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A step of a saved model in the terminal.
class ExplainCommandTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void train() {
    String[] lecture = {
      "train", "iris", "--quiet", "--net", "4-4-3-3", "--activation", "sigmoid", "--optimizer",
      "sgd", "--lr", "0.05", "--batch", "1", "--epochs", "10", "--out",
    };
    Object[] command = Arrays.copyOf(lecture, lecture.length + 1, Object[].class);
    command[lecture.length] = folder.resolve("lecture");
    Console run = Console.run(command);
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  private static Console explain(Object... options) {
    Object[] command = new Object[options.length + 3];
    command[0] = "explain";
    command[1] = folder.resolve("lecture");
    command[2] = "iris";
    System.arraycopy(options, 0, command, 3, options.length);
    return Console.run(command);
  }

  @Test
  void showsTheWholeStep() throws IOException {
    byte[] file = Files.readAllBytes(folder.resolve("lecture/model.safetensors"));

    Console run = explain("--row", 51);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("row 51 of iris: versicolor; SGD, lr 0.05; step 1\n\nstep on 1 row: loss = ")
        .contains("\nFORWARD\n", "\nBACKWARD\n", "\nUPDATE\n", "SGD: p′ = p − η·g; η = 0.05");
    assertThat(run.out().lines().allMatch(line -> line.codePointCount(0, line.length()) <= 80))
        .isTrue();
    assertThat(Files.readAllBytes(folder.resolve("lecture/model.safetensors"))).isEqualTo(file);
  }

  /// p from `predict`, and dC/dx = p − 1 for the true class, p for the others.
  @Test
  void theGradientOfTheScoresIsPMinusOneOrP() {
    Console predicted = Console.run("predict", folder.resolve("lecture"), "iris", "--proba");
    String[] cells = predicted.out().lines().toList().get(51).split(",", -1);

    String text = explain("--row", 51, "--node", "loss.cross_entropy", "--digits", 17).out();

    for (int i = 0; i < 3; i++) {
      double p = Double.parseDouble(cells[i + 1]);
      assertThat(text).contains("p[0," + i + "]");
      Matcher sent =
          Pattern.compile("dC/dx\\[0,%d\\] = dC/dy\\[0\\] · [^=]+ = [^=]+ = (\\S+)".formatted(i))
              .matcher(text.replaceAll("\\s+", " "));
      assertThat(sent.find()).as(text).isTrue();
      assertThat(Double.parseDouble(sent.group(1).replace("−", "-")))
          .isCloseTo(i == 1 ? p - 1 : p, within(1e-6));
    }
  }

  @Test
  void theReadmeShowsWhatItPrints() throws IOException {
    String readme = Files.readString(Path.of("").toAbsolutePath().resolveSibling("README.md"));

    assertThat(readme).contains("```text\n" + explain("--row", 1, "--node", "3").out() + "```");
  }

  @Test
  void showsJacobiansAndLaterSteps() {
    Console jacobian = explain("--row", 1, "--jacobian", "1");
    assertThat(jacobian.out())
        .contains("Jacobian ∂y/∂x of 1 in 0, 4×4", "dC/dy (1×4) · ∂y/∂x (4×4) = dC/dx (1×4)");

    String first = explain("--row", 1).out();
    String third = explain("--row", 1, "--step", 3).out();
    assertThat(third).startsWith("row 1 of iris: setosa; SGD, lr 0.05; step 3\n");
    assertThat(loss(third)).isLessThan(loss(first));
  }

  private static double loss(String text) {
    Matcher loss = Pattern.compile("loss = (\\S+)").matcher(text);
    assertThat(loss.find()).isTrue();
    return Double.parseDouble(loss.group(1));
  }

  @Test
  void otherOptimizersAndPenaltiesAreShown() {
    assertThat(explain("--row", 1, "--optimizer", "adamw", "--lr", 0.1).out())
        .contains("AdamW: q = p·(1 − η·λ), m′ = β₁·m + (1 − β₁)·g");
    TrainedModel model = TrainedModel.load(folder.resolve("lecture/model.safetensors"));
    Path other = folder.resolve("penalised.safetensors");
    new TrainedModel(
            model.network(),
            model.preparation(),
            new LinkedHashMap<>(
                Map.of("optimizer", "sgd", "lr", "0.1", "momentum", "0.9", "l2", "0.01")),
            0)
        .save(other);
    assertThat(Console.run("explain", other, "iris", "--row", 1).out())
        .contains("v′ = g, p′ = p − η·v′; η = 0.1, μ = 0.9", "0.weight.duplicate");
  }

  @Test
  void writesAPageInAnotherLanguage() throws IOException {
    Path page = folder.resolve("pages/step.html");

    Console run = explain("--row", 51, "--html", page, "--lang", "pt");

    assertThat(run).isEqualTo(new Console(0, "written to " + page + "\n", ""));
    assertThat(Files.readString(page))
        .contains("<html lang=\"pt\">", "Um passo de treino", "iris, linha 51")
        .contains("\"features\":[\"sepal_length\",", "\"truth\":\"versicolor\"")
        .contains("\"raw\":[\"7.0\",\"3.2\",\"4.7\",\"1.4\"]");
  }

  /// tanh 0.5, 1 − tanh² 0.5 and −2 · tanh 0.5 · (1 − tanh² 0.5).
  @Test
  void explainsAFunctionAndItsDerivatives() throws IOException {
    Console text = Console.run("explain", "--function", "tanh", "--at", 0.5);
    assertThat(text.out()).contains("tanh = 0.4621", "= 0.7864", "= −0.7269");

    Path page = folder.resolve("tanh.html");
    Console run = Console.run("explain", "--function", "tanh", "--order", 2, "--html", page);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(Files.readString(page)).contains("\"title\":\"d²y/dx²\"");

    assertThat(Console.run("explain", "--function", "cot").err())
        .startsWith("kierkegrad: --function cot is not known; use one of neg, abs, exp, ");
    assertThat(Console.run("explain", "--function", "tanh", "--order", 0).exitCode()).isEqualTo(2);
    assertThat(Console.run("explain").err())
        .isEqualTo(
            "kierkegrad: explain needs MODEL, DATA and --row N, or --function NAME; see"
                + " kierkegrad help explain\n");
  }

  @Test
  void wrongUseIsAClearError() {
    assertThat(explain("--row", 151))
        .isEqualTo(
            new Console(
                2,
                "",
                "kierkegrad: iris has 150 rows, so --row is a number from 1 to 150, not 151\n"));
    assertThat(explain("--row", 1, "--node", "0.wieght").err())
        .startsWith("kierkegrad: there is no node 0.wieght; near it are 0.weight, ");
    assertThat(explain("--row", 1, "--step", 0).exitCode()).isEqualTo(2);
    assertThat(explain("--row", 1, "--digits", 0).exitCode()).isEqualTo(2);
    assertThat(explain("--row", 1, "--jacobian", "input").err()).contains("input has no Jacobian");
    assertThat(explain().err()).contains("--row");
    TrainedModel model = TrainedModel.load(folder.resolve("lecture/model.safetensors"));
    Path bare = folder.resolve("bare.safetensors");
    new TrainedModel(model.network(), model.preparation(), new LinkedHashMap<>(), 0).save(bare);
    assertThat(Console.run("explain", bare, "iris", "--row", 1))
        .isEqualTo(
            new Console(
                2,
                "",
                "kierkegrad: the model's file does not say how it was trained; add --optimizer\n"));
    assertThat(
            List.of(Console.run("explain", bare, "iris", "--row", 1, "--optimizer", "sgd").err()))
        .allMatch(err -> err.contains("add --lr"));
  }
}
