package kierkegrad.cli;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import kierkegrad.cli.help.Bash;
import kierkegrad.cli.help.Fish;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `kierkegrad completion`: lets a shell complete commands, options and values.
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a script by which a shell completes commands, options, values and files.",
      "",
      "In bash and zsh, put the first line below into ~/.bashrc or ~/.zshrc (there after compinit);"
          + " in fish, run the second one once."
    },
    footer = {
      "",
      "Examples:",
      "  source <(kierkegrad completion bash)",
      "  kierkegrad completion fish > ~/.config/fish/completions/kierkegrad.fish",
      "  kierkegrad completion zsh > kierkegrad.zsh"
    })
final class CompletionCommand implements Callable<Integer> {
  /// The shells there are scripts for.
  enum Shell {
    BASH,
    ZSH,
    FISH
  }

  /// In the case in which one types them.
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("bash", "zsh", "fish").iterator();
    }
  }

  @Parameters(
      paramLabel = "SHELL",
      completionCandidates = Names.class,
      description = "One of: bash, zsh, fish.")
  private Shell shell = Shell.BASH;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    CommandLine whole = spec.root().commandLine();
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        switch (shell) {
          // Picocli's script turns zsh's bashcompinit on by itself.
          case BASH, ZSH -> Bash.script(whole);
          case FISH -> Fish.script(whole.getCommandSpec());
        });
    out.flush();
    return 0;
  }
}
