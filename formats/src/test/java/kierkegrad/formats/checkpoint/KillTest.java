package kierkegrad.formats.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills trainings with `kill -9` and goes on. Run it with `-Dkierkegrad.kills=20` for more.
class KillTest {
  private static final int KILLS = Integer.getInteger("kierkegrad.kills", 3);
  private static final int STEPS = 96;
  private static final int NEVER_FULL = 1_000_000;

  @TempDir Path folder;

  private static Process start(Path folder) throws Exception {
    return new ProcessBuilder(ChildTraining.command(folder, NEVER_FULL))
        .redirectErrorStream(true)
        .start();
  }

  private static List<String> finish(Path folder) throws Exception {
    Process process = start(folder);
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      List<String> lines = out.lines().toList();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(lines).as(String.join("\n", lines)).endsWith("done COMPLETED 8");
      return lines;
    }
  }

  /// After a random number of steps and up to 3 ms, which may be in the middle of writing a file.
  private static List<String> killed(Path folder, Random random) throws Exception {
    Process process = start(folder);
    int steps = random.nextInt(STEPS / (KILLS + 1));
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      while (line != null && (!line.startsWith("step") || steps-- > 0)) {
        lines.add(line);
        line = out.readLine();
      }
      LockSupport.parkNanos(random.nextInt(3_000_000));
      process.destroyForcibly().waitFor();
    }
    assertThat(process.exitValue()).as(String.join("\n", lines)).isNotZero();
    return lines;
  }

  @Test
  void endsInTheSameBytesHoweverOftenItIsKilled() throws Exception {
    Path undisturbed = Files.createDirectory(folder.resolve("undisturbed"));
    assertThat(finish(undisturbed)).filteredOn(line -> line.startsWith("step")).hasSize(STEPS);

    long seed = System.nanoTime();
    System.out.println("KillTest: seed " + seed);
    Random random = new Random(seed);
    Path disturbed = Files.createDirectory(folder.resolve("disturbed"));
    List<String> story = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      List<String> lines = killed(disturbed, random);
      story.add(lines.getFirst() + " … " + lines.getLast());
    }
    List<String> last = finish(disturbed);

    assertThat(last).as("seed %d: %s", seed, story).anyMatch(line -> line.startsWith("resumed"));
    assertThat(Files.readAllBytes(disturbed.resolve(ChildTraining.FINAL)))
        .as("seed %d: %s", seed, story)
        .isEqualTo(Files.readAllBytes(undisturbed.resolve(ChildTraining.FINAL)));
    try (Stream<Path> files = Files.list(disturbed)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              CheckpointFolder.LAST, CheckpointFolder.BEST, ChildTraining.FINAL);
    }
  }
}
