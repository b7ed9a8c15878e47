package kierkegrad.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellTest {
  @TempDir private Path folder;

  private record Session(int exitCode, String out) {}

  /// The command line in a process of its own: JShell reads the process's own standard input.
  private static Session type(String lines, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", Shell.classPath(), "kierkegrad.cli.Main", "shell"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (OutputStream typed = process.getOutputStream()) {
      typed.write(lines.getBytes(StandardCharsets.UTF_8));
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Session(process.waitFor(), out.replace("\r\n", "\n"));
  }

  /// If the machine is slow, JShell repeats what it reads in front of the result.
  @Test
  void showsWhatIsTyped() throws Exception {
    Session session = type("Tensor.of(new float[] {1, 2}).square()\n");
    assertThat(session.exitCode()).isZero();
    assertThat(session.out()).contains("tensor([1., 4.])  // $1\n");
  }

  /// A matrix stands in line, and is not cut.
  @Test
  void showsAMatrixAsItPrintsItself() throws Exception {
    Session session = type("Tensor m = Tensor.arange(400).reshape(200, 2)\n/exit 3\n");
    assertThat(session.exitCode()).isEqualTo(3);
    assertThat(session.out())
        .contains("tensor([[  0,   1],\n        [  2,   3],\n")
        .contains("\n        [398, 399]])  // m\n");
  }

  /// The welcome promises that these lines work.
  @Test
  void everyRoomIsImported() throws Exception {
    String lines =
        Shell.WELCOME
            .lines()
            .filter(line -> line.startsWith("  "))
            .map(line -> line + "\n")
            .reduce("", String::concat);
    Session session =
        type(
            lines
                + """
                new Linear(4, 3).weight().value().shape()
                new CrossEntropyLoss()
                new SGD.Options(0.1)
                Split.random(new TensorDataset(x, x), 0, 0.5, 1).test().size()
                Init.class.getSimpleName()
                Trainer.class.getSimpleName()
                TrainedModel.class.getSimpleName()
                """);
    assertThat(session.out())
        .contains("tensor([[0.0900, 0.2447, 0.6652],", "%2 = tanh(%0)", "petal_width, species]")
        .contains("[3, 4]  // $", "1  // $", "\"TrainedModel\"")
        .doesNotContain("Error", "Exception");
  }

  @Test
  void runsAScript() throws Exception {
    Path script = folder.resolve("script.jsh");
    Files.writeString(script, "System.out.println(Tensor.arange(3));\n/exit 4\n");
    assertThat(type("", script.toString())).isEqualTo(new Session(4, "tensor([0, 1, 2])\n"));
  }
}
