package kierkegrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunsCommandTest {
  private static final int KILLS = Integer.getInteger("kierkegrad.kills", 3);

  @TempDir private Path folder;

  @Test
  void runsAreListedComparedAndRepeated() throws IOException {
    Path first = folder.resolve("a");
    Path second = folder.resolve("b");
    assertThat(
            Console.run("train", "iris", "--epochs", 2, "--quiet", "--no-report", "--out", first)
                .exitCode())
        .isZero();
    Console again =
        Console.run(
            "train",
            "--config",
            first.resolve("settings.yaml"),
            "--lr",
            0.5,
            "--quiet",
            "--no-report",
            "--out",
            second);
    assertThat(again.exitCode()).as(again.err()).isZero();
    Files.createDirectory(folder.resolve("foreign"));

    Console listed = Console.run("runs", "--dir", folder);
    assertThat(listed.out().lines()).hasSize(3);
    assertThat(listed.out()).contains("finished", "iris", "4-16-3", "2/2");

    Console compared = Console.run("runs", first, second, "--html", folder.resolve("c.html"));
    assertThat(compared.out())
        .containsPattern("\nlr +0\\.01 +0\\.5\n")
        .doesNotContain("epochs  2 ");
    assertThat(Files.readString(folder.resolve("c.html")))
        .contains("Runs compared", "Training loss", "Settings that differ");

    JsonNode json = JsonMapper.shared().readTree(Console.run("runs", first, "--json").out());
    assertThat(json.get(0).get("state").asString()).isEqualTo("finished");
    assertThat(json.get(0).get("settings").get("epochs").asString()).isEqualTo("2");
  }

  @Test
  void mistakesAreToldInOneLine() throws IOException {
    Path config = folder.resolve("my.yaml");
    Files.writeString(config, "data: iris\ndroput: 0.5\n");
    assertError(
        config + ", line 2: there is no setting 'droput'; did you mean 'dropout'?",
        "train",
        "--config",
        config);
    assertError("train needs DATA, such as iris", "train");
    assertError("leave out iris --lr", "train", "iris", "--resume", folder, "--lr", 0.1);
    assertError("holds no run that could be resumed", "train", "--resume", folder);
    assertError("holds no run", "runs", folder);
    assertError(
        "--checkpoint-every 0: must be a number of epochs",
        "train",
        "iris",
        "--out",
        folder.resolve("x"),
        "--checkpoint-every",
        0);
    assertThat(folder.resolve("x/settings.yaml")).doesNotExist();
  }

  private static void assertError(String message, Object... args) {
    Console run = Console.run(args);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }

  /// What `./crash` does at length: see docs/runs.md.
  @Test
  void aRunThatIsKilledEndsInTheSameBytes() throws IOException, InterruptedException {
    List<Object> training =
        List.of(
            "iris",
            "--epochs",
            12,
            "--checkpoint-every",
            1,
            "--dropout",
            0.2,
            "--norm",
            "batch",
            "--patience",
            50,
            "--quiet",
            "--no-report",
            "--threads",
            1);
    Path whole = folder.resolve("whole");
    Path killed = folder.resolve("killed");
    List<Object> args = new ArrayList<>(List.of("train"));
    args.addAll(training);
    args.addAll(List.of("--out", whole));
    assertThat(Console.run(args.toArray()).exitCode()).isZero();
    int lines = metrics(whole).size();

    args.set(args.size() - 1, killed);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int kill = 1; kill <= KILLS; kill++) {
      Process process = start(args);
      int until = random.nextInt(lines);
      while (process.isAlive() && metrics(killed).size() < until) {
        process.waitFor(2, TimeUnit.MILLISECONDS);
      }
      process.destroyForcibly().waitFor();
      if (Files.exists(killed.resolve("result.json"))) {
        break;
      }
      if (Files.exists(killed.resolve("settings.yaml"))) {
        args =
            new ArrayList<>(
                List.of(
                    "train",
                    "--resume",
                    killed,
                    "--quiet",
                    "--no-report",
                    "--checkpoint-every",
                    1,
                    "--threads",
                    1));
      }
    }
    if (Files.notExists(killed.resolve("result.json"))) {
      Console end = Console.run(args.toArray());
      assertThat(end.exitCode()).as(end.err()).isZero();
    }

    assertThat(killed.resolve("model.safetensors"))
        .as("seed " + seed)
        .hasSameBinaryContentAs(whole.resolve("model.safetensors"));
    assertThat(metrics(killed)).as("seed " + seed).isEqualTo(metrics(whole));
  }

  private static List<String> metrics(Path run) throws IOException {
    Path file = run.resolve("metrics.jsonl");
    return Files.exists(file)
        ? Files.readString(file)
            .lines()
            .map(line -> line.replaceAll("\"seconds\":[^,}]*", ""))
            .toList()
        : List.of();
  }

  private static Process start(List<Object> args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                String.join(
                    File.pathSeparator,
                    System.getProperty("java.class.path", ""),
                    System.getProperty("jdk.module.path", "")),
                "kierkegrad.cli.Main"));
    args.forEach(arg -> command.add(arg.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
