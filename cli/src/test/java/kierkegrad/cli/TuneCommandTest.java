package kierkegrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kierkegrad.practice.run.RunConfig;
import kierkegrad.practice.settings.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TuneCommandTest {
  @TempDir private Path folder;

  /// The winner's settings, trained again by themselves, give the same score on the test rows.
  @Test
  void theWinnerCanBeTrainedAgain() throws IOException {
    Path out = folder.resolve("search");
    Console run =
        Console.run("tune", "iris", "--trials", 3, "--budget", 9, "--batch", 30, "--out", out);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("The best of 3 settings", "again     kierkegrad train iris");
    assertThat(Files.readString(out.resolve("tune.html"))).contains("<!doctype html>");
    RunConfig winner = RunConfig.read(out.resolve("settings.yaml"));
    assertThat(winner.settings().get(Setting.BATCH)).isEqualTo(30);
    JsonNode result = JsonMapper.shared().readTree(out.resolve("result.json").toFile());
    String command = run.out().lines().filter(l -> l.startsWith("again")).findFirst().orElseThrow();
    String flags = command.substring(command.indexOf("train "));
    Path json = folder.resolve("again.json");
    Console again =
        Console.run(
            (Object[])
                (flags + " --quiet --json " + json + " --out " + folder.resolve("m")).split(" "));
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(JsonMapper.shared().readTree(json.toFile()).get("test_accuracy"))
        .isEqualTo(result.get("test_score"));
  }

  @Test
  void saysWhatIsWrong() {
    Path out = folder.resolve("x");
    error("there is no setting 'rate'", "tune", "iris", "--space", "rate=1,2", "--out", out);
    error("--activation swish", "tune", "iris", "--space", "activation=swish", "--out", out);
    error(
        "--lr is chosen, and --space searches over it",
        "tune",
        "iris",
        "--lr",
        0.1,
        "--space",
        "lr=0.1,0.2",
        "--out",
        out);
    error("--trials and --budget must be", "tune", "iris", "--trials", 0, "--out", out);
  }

  private static void error(String message, Object... args) {
    Console run = Console.run(args);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }
}
