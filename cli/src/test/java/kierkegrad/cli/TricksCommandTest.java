package kierkegrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TricksCommandTest {
  @TempDir private Path folder;

  @Test
  void triesTheTricks() throws IOException {
    Path page = folder.resolve("new/t.html");
    Path json = folder.resolve("t.json");
    Console run =
        Console.run("tricks", "iris", "--seeds", 1, "--epochs", 2, "--out", page, "--json", json);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("baseline: all tricks", "no dropout", "With one seed", "wrote     " + page);
    assertThat(run.err()).contains("training 15/15");
    assertThat(Files.readString(page)).contains("<!doctype html>");
    JsonNode tree = JsonMapper.shared().readTree(json.toFile());
    assertThat(tree.at("/outcomes").size()).isEqualTo(15);
    assertThat(tree.at("/outcomes/0/runs/0/test_accuracy_by_epoch").size()).isEqualTo(2);
  }

  @Test
  void saysWhatIsWrong() {
    error("--seeds 0: must be 1 or more", "tricks", "iris", "--seeds", 0);
    error("must end in .html or .svg", "tricks", "iris", "--out", "x.png");
    error("no such file", "tricks", "nothing.csv", "--out", folder.resolve("x.html"));
    error("--lr 0: must be more than 0", "tricks", "iris", "--lr", 0);
  }

  private static void error(String message, Object... args) {
    Console run = Console.run(args);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }
}
