package kierkegrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphCommandTest {
  @TempDir private Path folder;

  private Path model = Path.of("");

  @BeforeEach
  void train() {
    model = folder.resolve("run");
    assertThat(Console.run("train", "iris", "--net", "4-5-3", "--epochs", 1, "--out", model))
        .extracting(Console::exitCode)
        .isEqualTo(0);
  }

  @Test
  void summaryCountsLayerByLayer() {
    Console run = Console.run("summary", model);
    assertThat(run.exitCode()).isZero();
    // 2·4·5 + 5 = 45, 5, 2·5·3 + 3 = 33; four bytes for each parameter and result.
    assertThat(run.out().lines().map(line -> line.replaceAll("\\s+", " ")))
        .contains(
            "0 Linear [1, 5] 25 45 120 B",
            "1 ReLU [1, 5] 0 5 20 B",
            "2 Linear [1, 3] 18 33 84 B",
            "total 43 83 224 B");
    assertThat(Console.run("summary", model, "--batch", 10).out()).contains("[10, 5]", " 830 ");
  }

  @Test
  void drawsAPage() throws IOException {
    Path file = folder.resolve("new/graph.html");
    Console run = Console.run("graph", model, "--gradient", "--out", file);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(Files.readString(file))
        .startsWith("<!doctype html>")
        .contains("cross_entropy_backward", "dC/d weight", "0 · Linear")
        .doesNotContain("http://kierkegrad", "<script src", "<link");
  }

  @Test
  void drawsAPictureAndDot() throws IOException {
    Path svg = folder.resolve("graph.SVG");
    assertThat(Console.run("graph", model, "--out", svg).out()).startsWith("drew 8 nodes into ");
    assertThat(Files.readString(svg)).contains("<svg", ">relu</text>").doesNotContain("∇");
    Path dot = folder.resolve("graph.dot");
    assertThat(Console.run("graph", model, "--gradient", "--out", dot).exitCode()).isZero();
    assertThat(Files.readString(dot)).startsWith("digraph").contains("cross_entropy_backward");
  }

  @Test
  void aFileThatCannotBeWrittenIsOneError() throws IOException {
    assertThat(Console.run("graph", model, "--out", "graph.png"))
        .isEqualTo(error("graph: --out graph.png must end in .html, .svg or .dot"));
    Path folderAsFile = Files.createDirectory(folder.resolve("a.svg"));
    assertThat(Console.run("graph", model, "--out", folderAsFile).err())
        .contains("a.svg: is a folder")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({"summary, 0", "graph, -1"})
  void aBatchHasRows(String command, int batch) {
    Console run =
        Console.run(
            command.equals("graph")
                ? new Object[] {"graph", model, "--out", "g.svg", "--batch", batch}
                : new Object[] {command, model, "--batch", batch});
    assertThat(run).isEqualTo(error(command + ": --batch " + batch + " must be at least 1"));
  }

  private static Console error(String message) {
    return new Console(2, "", "kierkegrad: " + message + System.lineSeparator());
  }
}
