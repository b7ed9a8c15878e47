package kierkegrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LrFindCommandTest {
  @TempDir private Path folder;

  @Test
  void suggestsARateAndDrawsIt() throws IOException {
    for (String name : new String[] {"r.html", "r.svg", "r.png"}) {
      Path file = folder.resolve(name);
      Console run = Console.run("lr-find", "iris", "--out", file);

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).containsPattern("suggested --lr 0\\.\\d+").contains("1e-5", "drew");
      assertThat(Files.size(file)).isGreaterThan(1000);
      assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(110));
    }
  }

  @Test
  void saysWhatIsWrong() {
    error("--from 1.0 --to 0.1: both must be", "lr-find", "iris", "--from", 1, "--to", 0.1);
    error("--steps 5: must be 10 or more", "lr-find", "iris", "--steps", 5);
    error("must end in .html or .svg", "lr-find", "iris", "--out", "x.pdf");
  }

  private static void error(String message, Object... args) {
    Console run = Console.run(args);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }
}
