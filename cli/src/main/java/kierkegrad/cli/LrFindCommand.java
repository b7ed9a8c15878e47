package kierkegrad.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import kierkegrad.cli.plot.RangeChart;
import kierkegrad.cli.plot.TextPlot;
import kierkegrad.cli.train.Interruption;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.range.LearningRateFinder;
import kierkegrad.practice.range.RangeTest;
import kierkegrad.practice.run.Environment;
import kierkegrad.practice.run.Run;
import kierkegrad.report.range.RangePage;
import kierkegrad.report.range.RangePicture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `kierkegrad lr-find`: looks for a learning rate.
@Command(
    name = "lr-find",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Suggests a learning rate by a range test (Smith 2017): a short training whose rate grows"
          + " from step to step until the loss is four times its lowest.",
      "",
      "The suggestion is a tenth of the rate with the lowest smoothed loss. Network, loss,"
          + " optimizer and batch are those of the settings; --lr and --schedule do not count.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  kierkegrad lr-find digits",
      "  kierkegrad lr-find flowers.csv --target species --optimizer sgd --out rates.html",
      "  kierkegrad lr-find iris --from 1e-5 --to 1 --steps 200 --out rates.png"
    })
final class LrFindCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DATA",
      arity = "1..2",
      description =
          "iris, digits, fashion-mnist, a CSV file, or two IDX files (images and labels).")
  private List<String> data = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "X",
      defaultValue = "1e-7",
      description = "The first rate (default: ${DEFAULT-VALUE}).")
  private double from;

  @Option(
      names = "--to",
      paramLabel = "X",
      defaultValue = "10",
      description = "The last rate (default: ${DEFAULT-VALUE}).")
  private double to;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many steps (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Draws the test: a page, .html, or a picture, .svg or .png.")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--json", paramLabel = "FILE", description = "Writes all numbers as JSON.")
  private Optional<Path> json = Optional.empty();

  @Mixin private SettingOptions setting = new SettingOptions();

  @Mixin private DataOptions reading = new DataOptions();

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Mixin private DebugOption debug = new DebugOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    threads.apply();
    LearningRateFinder finder = finder();
    out.ifPresent(file -> {
      if (!file.toString().endsWith(".png")) {
        Outputs.page(file, true);
      }
      Outputs.check(file);
    });
    json.ifPresent(Outputs::check);
    Source source = Source.of(data, reading.header(), reading.folder());
    Run run = Run.of(source, setting.settings());
    PrintWriter console = spec.commandLine().getOut();
    try (Interruption interruption = new Interruption()) {
      RangeTest test = finder.run(run, interruption.signal());
      print(test, run, console);
      if (out.isPresent()) {
        draw(test, source.name(), run, out.get());
        console.println("drew      " + out.get());
      }
      if (json.isPresent()) {
        Report.write(json.get(), test.toMap());
      }
      return test.ending() == RangeTest.Ending.STOPPED ? 130 : 0;
    }
  }

  private LearningRateFinder finder() {
    if (!(from > 0 && from < to && Double.isFinite(to))) {
      throw CommandException.usage(
          "--from %s --to %s: both must be more than 0, and the second the larger"
              .formatted(from, to));
    }
    if (steps < 10) {
      throw CommandException.usage("--steps " + steps + ": must be 10 or more");
    }
    return new LearningRateFinder().withRange(from, to).withSteps(steps);
  }

  private static void print(RangeTest test, Run run, PrintWriter console) {
    console.println("network   " + run.settings().network());
    console.println();
    TextPlot.of(test).forEach(console::println);
    console.println();
    console.printf(
        Locale.ROOT,
        "steepest  at %.2g; lowest loss at %.2g; ended after %d steps: %s%n",
        test.steepest().lr(),
        test.lowest().lr(),
        test.points().size(),
        test.ending());
    if (!test.isTelling()) {
      console.println("note      the loss hardly fell: try more --steps before relying on this");
    }
    console.println("suggested --lr " + test.suggestion());
  }

  private static void draw(RangeTest test, String name, Run run, Path file) throws IOException {
    String ending = file.toString();
    if (ending.endsWith(".html")) {
      RangePage.of(name, test, run.settings(), Environment.now(Version.number()).toMap())
          .write(file);
    } else if (ending.endsWith(".svg")) {
      Files.writeString(file, new RangePicture(name, test).file());
    } else {
      new RangeChart(name, test).save(file);
    }
  }
}
