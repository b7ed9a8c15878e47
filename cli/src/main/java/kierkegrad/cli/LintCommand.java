package kierkegrad.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Lint;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.run.Run;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `kierkegrad lint`: checks a set-up before it is trained.
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Checks data and settings before a step is taken: what is odd, why that hurts, and the option"
          + " that helps. Train does the same, and tells errors and warnings in a line each.",
      "",
      "DATA is iris, digits, fashion-mnist, a CSV file, or two IDX files (images and labels).",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  kierkegrad lint flowers.csv",
      "  kierkegrad lint iris --no-shuffle --output softmax",
      "  kierkegrad lint flowers.csv --optimizer adam --lr 0.5 --json findings.json",
      "  kierkegrad lint flowers.csv --strict && kierkegrad train flowers.csv",
      "",
      "With --strict, errors and warnings give exit code 1."
    })
final class LintCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DATA",
      completionCandidates = DataNames.class,
      arity = "1..2",
      description = "What is to be learnt from.")
  private List<String> data = new ArrayList<>();

  @Option(names = "--strict", description = "Ends with exit code 1 after errors or warnings.")
  private boolean strict;

  @Mixin private ProgressOptions show = new ProgressOptions();

  @ArgGroup(validate = false, heading = "%nFiles:%n")
  private DataOptions reading = new DataOptions();

  @Mixin private SettingOptions setting = new SettingOptions();

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Mixin private DebugOption debug = new DebugOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    show.check();
    threads.apply();
    Source source = Source.of(data, reading.header(), reading.folder());
    Run run = Run.of(source, setting.settings());
    List<Finding> findings = Lint.of(run).findings();
    PrintWriter out = show.out(spec.commandLine());
    findings.forEach(finding -> Warnings.explain(finding, out));
    if (!show.quiet()) {
      out.println(
          findings.isEmpty()
              ? "%s: %d rules, nothing found".formatted(source.name(), Rule.all().size())
              : Warnings.count(findings));
    }
    show.write(spec.commandLine(), Warnings.json(source.name(), findings));
    return strict && findings.stream().anyMatch(Warnings::matters) ? 1 : 0;
  }
}
