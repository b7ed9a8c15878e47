package kierkegrad.cli;

import java.io.Console;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import kierkegrad.cli.shell.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/// `kierkegrad shell`: JShell with the library.
@Command(
    name = "shell",
    mixinStandardHelpOptions = true,
    description = {
      "Opens JShell with the library imported: Java, line by line.",
      "",
      "Arguments go to JShell: scripts, which run first; - for a script from standard input;"
          + " -R-Xmx4g for more memory. The exit code is that of /exit, or 0."
    },
    footer = {
      "",
      "Examples:",
      "  kierkegrad shell",
      "  kierkegrad shell lesson.jsh",
      "  echo 'Tensor.of(new float[] {1, 2}).square()' | kierkegrad shell"
    })
final class ShellCommand implements Callable<Integer> {
  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    boolean prompts = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    if (prompts && arguments.isEmpty()) {
      System.out.println(Shell.WELCOME);
    }
    return new Shell(prompts).run(System.out, System.err, arguments);
  }
}
