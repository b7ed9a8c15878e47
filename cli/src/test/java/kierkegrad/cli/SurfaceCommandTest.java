package kierkegrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kierkegrad.formats.model.TrailFile;
import kierkegrad.formats.safetensors.Safetensors;
import kierkegrad.landscape.Trail;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurfaceCommandTest {
  @TempDir private Path folder;

  private void train(Object... more) {
    Object[] all = {"train", "iris", "--quiet", "--epochs", 3, "--out", folder};
    Object[] args = java.util.Arrays.copyOf(all, all.length + more.length);
    System.arraycopy(more, 0, args, all.length, more.length);
    assertThat(Console.run(args).exitCode()).isZero();
  }

  /// 24 steps and the start: all are kept.
  @Test
  void drawsTheWayOfATraining() throws IOException {
    train("--checkpoints");
    Trail trail = TrailFile.load(folder.resolve("path.safetensors"));
    assertThat(trail.size()).isEqualTo(25);
    assertThat(trail.values().keySet()).containsExactly("0.weight", "0.bias", "2.weight", "2.bias");
    Path page = folder.resolve("new/way.html");
    Console run = Console.run("surface", folder, "iris", "--path", "--size", 5, "--out", page);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("surface   5 x 5 points: cross-entropy, mean of 150 rows of iris")
        .containsPattern("path      25 snapshots; \\d+\\.\\d % and \\d+\\.\\d %")
        .contains("drew      " + page);
    assertThat(Files.readString(page)).contains("<!doctype html>", "after step 24");
  }

  @Test
  void drawsRandomDirectionsTheSameEveryTime() throws IOException {
    train();
    Path first = folder.resolve("a.svg");
    Path second = folder.resolve("b.svg");
    for (Path file : new Path[] {first, second}) {
      Console run =
          Console.run(
              "surface",
              folder.resolve("model.safetensors"),
              "iris",
              "--size",
              7,
              "--range",
              0.5,
              "--rows",
              20,
              "--seed",
              4,
              "--out",
              file);
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).contains("mean of 20 rows of iris");
    }
    assertThat(first).hasSameTextualContentAs(second);
  }

  @Test
  void saysHowToGetThePath() throws IOException {
    train();
    Path page = folder.resolve("way.html");
    Console run = Console.run("surface", folder, "iris", "--path", "--out", page);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            folder.resolve("path.safetensors") + ": no such file",
            "train again with --checkpoints");
    new Safetensors(new java.util.LinkedHashMap<>(Map.of("x", Tensor.zeros(2))), Map.of())
        .save(folder.resolve("path.safetensors"));
    assertThat(Console.run("surface", folder, "iris", "--path", "--out", page).err())
        .contains("is not the path of a training: it has no steps");
    TrailFile.save(
        new Trail(Tensor.arange(2), new java.util.LinkedHashMap<>(Map.of("x", Tensor.zeros(2)))),
        folder.resolve("path.safetensors"));
    assertThat(Console.run("surface", folder, "iris", "--path", "--out", page).err())
        .contains("another model: it has no 0.weight [16, 4]");
  }

  @Test
  void animatesAFunction() throws IOException {
    Path page = folder.resolve("toy.html");
    Console run =
        Console.run(
            "surface",
            "--animate",
            "saddle",
            "--start",
            "0.5,-1.5",
            "--lr",
            0.1,
            "--steps",
            3,
            "--out",
            page);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("saddle from [0.5, -1.5] with η = 0.1: E = ", "after 3 steps");
    assertThat(Files.readString(page)).contains("\"title\":\"Yours\"", "\"title\":\"Stuck\"");
  }

  @Test
  void saysWhatIsWrong() {
    error("must end in .html or .svg", "surface", "m", "iris", "--out", "x.png");
    error("must end in .html", "surface", "--animate", "parabola", "--out", "x.svg");
    error(
        "'hill' is none of parabola, two-minima, saddle, rosenbrock, valley",
        "surface",
        "--animate",
        "hill",
        "--out",
        folder.resolve("x.html"));
    error(
        "saddle has 2 parameters, and the start has 1",
        "surface",
        "--animate",
        "saddle",
        "--start",
        1,
        "--out",
        folder.resolve("x.html"));
    error(
        "--lr -1.0: must be more than 0",
        "surface",
        "--animate",
        "saddle",
        "--lr",
        -1,
        "--out",
        folder.resolve("x.html"));
    error("surface needs MODEL and DATA", "surface", "--out", "x.html");
    error("go with --animate", "surface", "m", "iris", "--lr", 1, "--out", "x.html");
    error("leave one out", "surface", "m", "iris", "--animate", "saddle", "--out", "x.html");
    error("--size 1: must be", "surface", "m", "iris", "--size", 1, "--out", "x.html");
    error("--rows 0: must be", "surface", "m", "iris", "--rows", 0, "--out", "x.html");
    error("--range -1.0: must be", "surface", "m", "iris", "--range", -1, "--out", "x.html");
    error("cannot be written", "surface", "m", "iris", "--out", "/proc/none/x.html");
    error("must end in .html or .svg", "saturation", "--out", "x.png");
  }

  private static void error(String message, Object... args) {
    Console run = Console.run(args);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }

  @Test
  void tellsWhereGradientsVanish() {
    Path file = folder.resolve("s.svg");
    Console run = Console.run("saturation", "--out", file);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("ln(sigm.)", "rounds to 1", "drew " + file);
    assertThat(file).exists();
  }
}
