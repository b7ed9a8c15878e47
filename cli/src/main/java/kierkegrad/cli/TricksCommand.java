package kierkegrad.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import kierkegrad.cli.progress.Position;
import kierkegrad.cli.progress.Progress;
import kierkegrad.cli.train.Interruption;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.parallel.Jobs;
import kierkegrad.practice.run.Environment;
import kierkegrad.practice.tricks.Attempt;
import kierkegrad.practice.tricks.Experiment;
import kierkegrad.practice.tricks.Findings;
import kierkegrad.practice.tricks.Outcome;
import kierkegrad.report.tricks.TricksPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `kierkegrad tricks`: tries the practical tricks one by one.
@Command(
    name = "tricks",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Tries the practical tricks on your data: a baseline with all of them (ReLU with Kaiming's"
          + " initialisation, cross-entropy, shuffled minibatches, normalised features, a schedule,"
          + " Adam, L2, dropout), then each removed or replaced in turn.",
      "",
      "Settings change the baseline; its own are --init kaiming --schedule cosine --l2 0.0001"
          + " --dropout 0.1. Every seed has its own split.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  kierkegrad tricks digits --seeds 3",
      "  kierkegrad tricks flowers.csv --target species --out flowers.html --json flowers.json",
      "  kierkegrad tricks iris --hidden 32-32 --dropout 0.3 --out iris.svg",
      "",
      "Ctrl-C stops, and what is finished by then is shown and written; exit code 130."
    })
final class TricksCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130;

  @Parameters(
      paramLabel = "DATA",
      arity = "1..2",
      description =
          "iris, digits, fashion-mnist, a CSV file, or two IDX files (images and labels).")
  private List<String> data = new ArrayList<>();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Trainings of each variant, with seeds from --seed on (default: 5).")
  private int seeds = 5;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "100000",
      description =
          "The most updates of the variant with one sample at a time, which sees fewer rows if they"
              + " are more (default: 100000).")
  private long steps = Experiment.STEPS;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "tricks.html",
      description = "The page, .html, or a picture, .svg (default: tricks.html).")
  private Path out = Path.of("tricks.html");

  @Mixin private ProgressOptions shown = new ProgressOptions();

  @Mixin private SettingOptions setting = new SettingOptions();

  @Mixin private DataOptions reading = new DataOptions();

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Mixin private DebugOption debug = new DebugOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (seeds < 1 || steps < 1) {
      throw CommandException.usage(
          seeds < 1
              ? "--seeds " + seeds + ": must be 1 or more"
              : "--steps " + steps + ": must be 1 or more");
    }
    threads.apply();
    Outputs.page(out, true);
    shown.check();
    Source source = Source.of(data, reading.header(), reading.folder());
    Experiment experiment = new Experiment(source, setting.settings(), seeds, Jobs.usual(), steps);
    PrintWriter console = shown.out(spec.commandLine());
    Progress progress = shown.progress(spec.commandLine());
    try (Interruption interruption = new Interruption()) {
      progress.start("tricks", Map.of("data", source.name(), "seeds", seeds));
      Findings findings = experiment.run(p -> tell(p, progress), interruption.signal());
      progress.close();
      print(findings, console);
      if (out.toString().endsWith(".svg")) {
        Files.writeString(out, TricksPage.picture(findings));
      } else {
        TricksPage.of(findings, Environment.now(Version.number()).toMap()).write(out);
      }
      console.println("wrote     " + out);
      shown.end(progress, findings.toMap());
      return findings.complete() ? 0 : INTERRUPTED;
    } finally {
      progress.close();
    }
  }

  private static void tell(Experiment.Progress p, Progress progress) {
    Position position =
        new Position(
            "training",
            p.done(),
            p.all(),
            p.share(),
            p.finished().stream().toList(),
            OptionalDouble.empty());
    if (p.finished().isPresent()) {
      progress.finished(position, Map.of("name", p.finished().get()));
    } else {
      progress.at(position);
    }
  }

  private static void print(Findings findings, PrintWriter console) {
    findings.facts().forEach(console::println);
    console.printf(
        "split     %,d rows to train, %,d to test, for each of %d seeds%n",
        findings.trainRows(), findings.testRows(), findings.seeds().size());
    console.println("baseline  " + findings.baseline().settings().network());
    console.println("training  " + findings.baseline().settings());
    console.println();
    console.printf(
        "%-31s %-17s %-15s %s%n",
        "change", "test " + findings.score(), "epochs to target", "seconds");
    for (Outcome outcome : findings.outcomes()) {
      if (!outcome.attempts().isEmpty()) {
        console.printf(
            Locale.ROOT,
            "%-31s %-17s %-15s %8.1f%n",
            outcome.title(),
            String.format(Locale.ROOT, "%.4f", outcome.mean())
                + (Double.isNaN(outcome.deviation())
                    ? ""
                    : String.format(Locale.ROOT, " ± %.4f", outcome.deviation())),
            outcome.target(findings.baseline()),
            outcome.mean(Attempt::seconds));
      } else {
        console.println(outcome.title());
      }
      if (outcome.trick().isPresent()) {
        console.println("    " + findings.finding(outcome));
      }
    }
    console.println();
    console.println(TricksPage.summary(findings));
    if (!findings.complete()) {
      console.println("stopped   what was finished by then is shown");
    }
  }
}
