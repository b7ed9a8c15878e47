package kierkegrad.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import kierkegrad.report.saturation.Saturation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `kierkegrad saturation`: shows where gradients vanish.
@Command(
    name = "saturation",
    mixinStandardHelpOptions = true,
    description = {
      "Shows where gradients vanish: sigmoid and softmax with squared error, beside log-softmax and"
          + " softplus with cross-entropy, in float32 and exactly."
    },
    footer = {"", "Example:", "  kierkegrad saturation --out saturation.html"})
final class SaturationCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Draws the functions and their slopes as well: a page, .html, or .svg.")
  private Optional<Path> out = Optional.empty();

  @Mixin private DebugOption debug = new DebugOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    out.ifPresent(file -> Outputs.page(file, true));
    PrintWriter console = spec.commandLine().getOut();
    Saturation.print(console);
    if (out.isPresent()) {
      Saturation.write(out.get());
      console.println();
      console.println("drew " + out.get());
    }
    return 0;
  }
}
