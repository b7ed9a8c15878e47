package kierkegrad.cli;

import java.io.PrintWriter;
import kierkegrad.cli.help.Manual;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `kierkegrad manual`: writes `docs/cli.md`. Not in the list of commands.
@Command(
    name = "manual",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = "Prints what help says of every command, as Markdown.")
final class ManualCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(Manual.markdown(spec.root().commandLine()));
    out.flush();
  }
}
