package kierkegrad.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import kierkegrad.practice.doctor.Doctor;
import kierkegrad.practice.doctor.Finding;
import kierkegrad.practice.doctor.Rerun;
import kierkegrad.practice.doctor.RunEvidence;
import kierkegrad.practice.doctor.Texts;
import kierkegrad.practice.doctor.Treatment;
import kierkegrad.practice.doctor.Vitals;
import kierkegrad.practice.doctor.symptom.Symptoms;
import kierkegrad.practice.run.RunFolder;
import kierkegrad.practice.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `kierkegrad doctor`: says why a training went wrong.
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Says what is wrong with a run: the evidence, the cause, and the one flag that helps.",
      "",
      "RUN is a folder that train has written. Its data is read again."
    },
    footer = {
      "",
      "Examples:",
      "  kierkegrad doctor runs/iris-1",
      "  kierkegrad doctor runs/iris-1 --apply --compare",
      "  kierkegrad doctor runs/iris-1 --strict --json findings.json",
      "",
      "The exit code is 0, also with findings; with --strict it is 1 if there is a",
      "warning or an error."
    })
final class DoctorCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", description = "The folder of a run, such as runs/iris-1.")
  private Path path = Path.of("");

  @Option(
      names = "--apply",
      description = "Trains again with all fixes, into the next free folder beside RUN.")
  private boolean apply;

  @Option(names = "--compare", description = "Shows that run beside this one; needs --apply.")
  private boolean compare;

  @Option(
      names = "--fix",
      paramLabel = "N",
      description = "Applies the fix of the Nth finding only; needs --apply.")
  private Optional<Integer> only = Optional.empty();

  @Option(names = "--strict", description = "Ends with exit code 1 on a warning or an error.")
  private boolean strict;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the findings as JSON.")
  private Optional<Path> json = Optional.empty();

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Mixin private DebugOption debug = new DebugOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    threads.apply();
    json.ifPresent(Outputs::check);
    if ((compare || only.isPresent()) && !apply) {
      throw CommandException.usage("--compare and --fix go with --apply");
    }
    RunFolder folder = new RunFolder(path);
    if (!Files.exists(folder.file(RunFolder.SETTINGS))) {
      throw CommandException.usage(
          path
              + " has no "
              + RunFolder.SETTINGS
              + "; name the folder of a run, such as runs/iris-1");
    }
    PrintWriter out = spec.commandLine().getOut();
    RunEvidence run = RunEvidence.read(folder);
    List<Finding> findings = Doctor.examine(run.evidence());
    print(out, run, findings);
    if (json.isPresent()) {
      Report.write(json.get(), json(run, findings));
    }
    if (apply) {
      apply(out, run, findings);
    }
    return strict && findings.stream().anyMatch(Finding::matters) ? 1 : 0;
  }

  private static void print(PrintWriter out, RunEvidence run, List<Finding> findings) {
    String names =
        Symptoms.ALL.stream().map(s -> s.about().name()).collect(Collectors.joining(", "));
    if (run.evidence().ending().isEmpty()) {
      out.println("The training is not over; only what is certain is told.");
    }
    if (findings.isEmpty()) {
      out.println("healthy: none of " + names);
    }
    for (int i = 0; i < findings.size(); i++) {
      out.println(i + 1 + ". " + findings.get(i));
      out.println();
    }
    if (!findings.isEmpty() && findings.stream().noneMatch(Finding::matters)) {
      out.println("healthy: the result does not suffer");
    }
  }

  private void apply(PrintWriter out, RunEvidence run, List<Finding> findings) {
    Settings change = only.map(n -> one(findings, n)).orElse(Treatment.changes(findings));
    if (change.equals(Settings.NONE)) {
      out.println("nothing to apply: no finding has a setting that helps");
      return;
    }
    Path runs = Optional.ofNullable(path.toAbsolutePath().normalize().getParent()).orElse(path);
    RunFolder next = RunFolder.next(runs, run.source().name());
    Treatment treatment = Rerun.of(run, change, next);
    out.println("saved     " + next.path());
    if (compare) {
      compare(out, treatment);
    }
  }

  private static Settings one(List<Finding> findings, int number) {
    if (number < 1 || number > findings.size()) {
      throw CommandException.usage(
          "--fix %d: there are %d findings".formatted(number, findings.size()));
    }
    return findings.get(number - 1).fix().settings();
  }

  private static void compare(PrintWriter out, Treatment treatment) {
    Settings old = treatment.before().settings();
    Map<String, String> before = old.toMap();
    out.printf("%n%-26s %-24s %s%n", "", "before", "after");
    treatment
        .change()
        .toMap()
        .forEach((name, value) -> row(out, "--" + name, before.getOrDefault(name, ""), value));
    Vitals first = new Vitals(treatment.before());
    Vitals then = new Vitals(treatment.after());
    String name = first.classes() ? "mean recall" : "R²";
    row(
        out,
        first.scoreName() + ", training rows",
        number(first.trainScore().orElse(Double.NaN)),
        number(then.trainScore().orElse(Double.NaN)));
    row(
        out,
        first.scoreName() + ", other rows",
        number(first.heldOutScore().orElse(Double.NaN)),
        number(then.heldOutScore().orElse(Double.NaN)));
    if (first.classes()) {
      row(
          out,
          "mean recall, other rows",
          number(first.balancedScore().orElse(Double.NaN)),
          number(then.balancedScore().orElse(Double.NaN)));
    }
    row(out, "findings", names(treatment.findings()), names(treatment.left()));
    double gain = treatment.gain();
    out.printf(
        "%n%s%n",
        gain > 0.005
            ? "It helped: %s is %s higher on rows that were not trained with."
                .formatted(name, number(gain))
            : gain < -0.005
                ? "It did not help: %s is %s lower on rows that were not trained with."
                    .formatted(name, number(-gain))
                : "It made no difference on rows that were not trained with.");
  }

  private static void row(PrintWriter out, String name, String before, String after) {
    out.printf("%-26s %-24s %s%n", name, before, after);
  }

  private static String number(double x) {
    return Texts.number(x);
  }

  private static String names(List<Finding> findings) {
    List<String> names = findings.stream().filter(Finding::matters).map(Finding::symptom).toList();
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private static Map<String, Object> json(RunEvidence run, List<Finding> findings) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("data", run.source().name());
    json.put("healthy", findings.stream().noneMatch(Finding::matters));
    json.put(
        "findings",
        findings.stream()
            .map(finding -> {
              Map<String, Object> map = new LinkedHashMap<>();
              map.put("symptom", finding.symptom());
              map.put("severity", finding.severity().toString());
              map.put("what", finding.what());
              map.put("evidence", finding.evidence());
              map.put("cause", finding.cause());
              map.put("fix", finding.fix().words());
              map.put("settings", finding.fix().settings().toMap());
              return map;
            })
            .toList());
    return json;
  }
}
