package kierkegrad.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kierkegrad.cli.progress.Progress;
import kierkegrad.cli.progress.Terminal;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Lint;
import kierkegrad.practice.run.Run;

/// How findings of [Lint] are told.
final class Warnings {
  private static final int RED = 31;
  private static final int YELLOW = 33;
  private static final int CYAN = 36;

  private Warnings() {}

  /// Tells errors and warnings about a run in a line each, before it begins.
  ///
  /// @param strict whether errors end it
  /// @throws CommandException if they do
  static void tell(Run run, Progress progress, boolean strict) {
    List<Finding> findings = Lint.of(run).findings().stream().filter(Warnings::matters).toList();
    for (Finding finding : findings) {
      progress.note(
          "%s: %s (%s)".formatted(label(finding.severity()), finding.what(), finding.fix()));
    }
    long errors = findings.stream().filter(f -> f.severity() == Severity.ERROR).count();
    if (strict && errors > 0) {
      throw CommandException.usage(
          "%d error%s in the set-up; correct it, see kierkegrad lint, or leave --strict out"
              .formatted(errors, errors == 1 ? "" : "s"));
    }
  }

  /// Whether it is more than a hint.
  static boolean matters(Finding finding) {
    return finding.severity() != Severity.HINT;
  }

  /// A finding with its reason and the way out.
  static void explain(Finding finding, PrintWriter out) {
    out.println("%s  %s".formatted(finding.severity(), finding.rule()));
    paragraph(out, "what", finding.what());
    paragraph(out, "why", finding.why());
    String options = finding.fix().options();
    paragraph(
        out,
        "fix",
        options.isEmpty() ? finding.fix().words() : options + ": " + finding.fix().words());
    out.println();
  }

  private static void paragraph(PrintWriter out, String name, String text) {
    int width = 72;
    StringBuilder line = new StringBuilder("  %-4s  ".formatted(name));
    for (String word : text.split(" ")) {
      if (line.length() > 8 && line.length() + word.length() > width) {
        out.println(line.toString().stripTrailing());
        line = new StringBuilder(" ".repeat(8));
      }
      line.append(word).append(' ');
    }
    out.println(line.toString().stripTrailing());
  }

  private static String label(Severity severity) {
    int color =
        switch (severity) {
          case ERROR -> RED;
          case WARNING -> YELLOW;
          case HINT -> CYAN;
        };
    return Terminal.current().colored(color, severity.toString());
  }

  /// Such as `1 error, 2 warnings`.
  static String count(List<Finding> findings) {
    return Stream.of(Severity.values())
        .map(severity -> {
          long n = findings.stream().filter(f -> f.severity() == severity).count();
          return n == 0 ? "" : n + " " + severity + (n == 1 ? "" : "s");
        })
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /// For programs.
  static SequencedMap<String, Object> json(String data, List<Finding> findings) {
    SequencedMap<String, Object> json = new LinkedHashMap<>();
    json.put("data", data);
    json.put("findings", findings.stream().map(Warnings::json).toList());
    return json;
  }

  private static Map<String, Object> json(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", finding.rule());
    json.put("severity", finding.severity().toString());
    json.put("what", finding.what());
    json.put("why", finding.why());
    json.put("fix", finding.fix().words());
    json.put("settings", finding.fix().settings().toMap());
    return json;
  }
}
