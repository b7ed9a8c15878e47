package kierkegrad.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import kierkegrad.cli.progress.Position;
import kierkegrad.cli.progress.Progress;
import kierkegrad.cli.train.Interruption;
import kierkegrad.practice.data.Location;
import kierkegrad.practice.data.Prepared;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.parallel.Jobs;
import kierkegrad.practice.run.Environment;
import kierkegrad.practice.run.RunConfig;
import kierkegrad.practice.run.RunFolder;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;
import kierkegrad.practice.tune.Plan;
import kierkegrad.practice.tune.Search;
import kierkegrad.practice.tune.Space;
import kierkegrad.practice.tune.Trial;
import kierkegrad.practice.tune.Tuned;
import kierkegrad.report.tune.TunePage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `kierkegrad tune`: looks for good settings.
@Command(
    name = "tune",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Looks for good settings, judged on a fifth of the other rows (--validation); the test rows"
          + " are used once, for the winner.",
      "",
      "Settings given as options are the same for all trials. A search that was stopped or killed"
          + " goes on with the same command, and ends with the same winner.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  kierkegrad tune digits",
      "  kierkegrad tune flowers.csv --target species --trials 50 --seconds 300",
      "  kierkegrad tune iris --space 'lr=1e-4..1e-1 log; hidden=16,64,64-32; dropout=0..0.5'",
      "",
      "A space is a list of NAME=LOW..HIGH, with ' log' behind it if every power of ten shall be",
      "as likely as another, and NAME=VALUE,VALUE, with semicolons between them. By default it is,",
      "for up to 1,000 rows: lr=1e-4..1e-1 log; hidden=8,16,32,64,16-16,32-32; batch=8,16,32;",
      "activation=relu,tanh,gelu; dropout=0..0.5; l2=1e-6..1e-2 log; norm=none,batch,layer;",
      "optimizer=adam,adamw,sgd; init=default,kaiming; wider and with larger batches for more rows."
    })
final class TuneCommand implements Callable<Integer> {
  private static final int SHOWN = 5;
  private static final int INTERRUPTED = 130;

  @Parameters(
      paramLabel = "DATA",
      arity = "1..2",
      description =
          "iris, digits, fashion-mnist, a CSV file, or two IDX files (images and labels).")
  private List<String> data = new ArrayList<>();

  @Option(
      names = "--space",
      paramLabel = "TEXT",
      description = "What is searched over (default: see below, without what is given).")
  private Optional<String> space = Optional.empty();

  @Option(
      names = "--method",
      paramLabel = "NAME",
      defaultValue = "halving",
      description =
          "halving: many trials for few epochs, the best third for three times as many, and so on;"
              + " random: all for the whole budget (default: ${DEFAULT-VALUE}).")
  private Plan.Method method = Plan.Method.HALVING;

  @Option(
      names = "--trials",
      paramLabel = "N",
      defaultValue = "27",
      description = "How many settings are tried (default: ${DEFAULT-VALUE}).")
  private int trials;

  @Option(
      names = "--budget",
      paramLabel = "EPOCHS",
      description = "The epochs of the longest trainings (default: --epochs' for such data).")
  private Optional<Integer> budget = Optional.empty();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Begins no training after that time (default: no limit).")
  private Optional<Double> seconds = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder for trials, page and settings.yaml (default: runs/tune-DATA).")
  private Optional<Path> out = Optional.empty();

  @Mixin private ProgressOptions shown = new ProgressOptions();

  @Mixin private SettingOptions setting = new SettingOptions();

  @Mixin private DataOptions reading = new DataOptions();

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Mixin private DebugOption debug = new DebugOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (trials < 1 || budget.orElse(1) < 1) {
      throw CommandException.usage("--trials and --budget must be 1 or more");
    }
    threads.apply();
    shown.check();
    Location place = new Location(data, reading.header(), reading.folder());
    Source source = place.open();
    Path folder = out.orElseGet(() -> Path.of("runs", "tune-" + source.name()));
    Outputs.folder(folder);
    Search search = search(source, folder);
    PrintWriter console = shown.out(spec.commandLine());
    AtomicInteger done = new AtomicInteger();
    int all = search.plan().trainings();
    Progress progress = shown.progress(spec.commandLine());
    try (Interruption interruption = new Interruption()) {
      progress.start("tune", Map.of("data", source.name(), "trainings", all));
      Tuned tuned =
          search.run(
              trial -> tell(trial, done.incrementAndGet(), all, progress), interruption.signal());
      progress.close();
      RunFolder files = new RunFolder(folder);
      new RunConfig(Optional.of(place.absolute()), tuned.settings(), false)
          .write(files.file(RunFolder.SETTINGS));
      print(tuned, files, console);
      Path page = folder.resolve("tune.html");
      TunePage.of(tuned, command(tuned), Environment.now(Version.number()).toMap()).write(page);
      console.println("wrote     " + page);
      files.write(RunFolder.RESULT, tuned.toMap());
      shown.end(progress, tuned.toMap());
      return tuned.ending() == Tuned.Ending.STOPPED ? INTERRUPTED : 0;
    } finally {
      progress.close();
    }
  }

  private Search search(Source source, Path folder) {
    Settings chosen = setting.settings();
    Prepared prepared = source.prepare(chosen.with(Setting.VALIDATION, Search.VALIDATION));
    int rows = prepared.train().size();
    Space over = space.isPresent() ? Space.of(space.get()) : Space.usual(rows).without(chosen);
    int epochs =
        budget.orElseGet(() -> chosen.complete(prepared.shape(source.name())).get(Setting.EPOCHS));
    return new Search(
        source,
        chosen.without(Setting.EPOCHS),
        over,
        new Plan(method, trials, epochs, chosen.get(Setting.SEED)),
        folder,
        Jobs.usual(),
        seconds.orElse(Double.POSITIVE_INFINITY));
  }

  private static void tell(Trial trial, int done, int all, Progress progress) {
    String score =
        trial.isGood() ? String.format(Locale.ROOT, "score %.4f", trial.score()) : "failed";
    progress.finished(
        Position.of("training", Math.min(done, all), all, score, trial.epochs() + " epochs"),
        trial.toMap());
  }

  private void print(Tuned tuned, RunFolder files, PrintWriter console) {
    console.println("space     " + tuned.space());
    console.println();
    console.printf(
        "%-6s %-7s %-10s %-9s %s%n", "trial", "epochs", tuned.score(), "loss", "settings");
    for (Trial trial : tuned.longest().stream().limit(SHOWN).toList()) {
      console.printf(
          Locale.ROOT,
          "%-6d %-7d %-10.4f %-9.4f %s%n",
          trial.number(),
          trial.epochs(),
          trial.score(),
          trial.loss(),
          flags(trial.drawn(), " ", ""));
    }
    console.println();
    console.println(TunePage.summary(tuned));
    console.println("wrote     " + files.file(RunFolder.SETTINGS));
    console.println("again     " + command(tuned));
  }

  /// How to train the winner again.
  private String command(Tuned tuned) {
    return "kierkegrad train " + String.join(" ", data) + " " + flags(tuned.settings(), " ", "--");
  }

  private static String flags(Settings settings, String between, String before) {
    List<String> flags = new ArrayList<>();
    settings
        .toMap()
        .forEach((name, value) -> {
          boolean flag = Settings.named(name).isFlag();
          flags.add(
              !before.isEmpty() && flag
                  ? (value.equals("true") ? "--" : "--no-") + name
                  : before + name + (before.isEmpty() ? "=" : " ") + value);
        });
    return String.join(between, flags);
  }
}
