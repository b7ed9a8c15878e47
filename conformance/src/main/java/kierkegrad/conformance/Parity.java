package kierkegrad.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import kierkegrad.conformance.oracle.Torch;

/// The command `./parity`.
///
/// ```text
/// ./parity              compares everything and writes docs/parity.md
/// ./parity --check      compares everything, and fails if docs/parity.md is not up to date
/// ./parity Conv2d loss  compares the rows that have such a name or are of such a kind
/// ```
public final class Parity {
  private static final int SHOWN_FAILURES = 8;

  private Parity() {}

  /// @param args row names or kinds, or `--check`
  public static void main(String[] args) throws IOException {
    List<String> wanted = Arrays.stream(args).filter(arg -> !arg.startsWith("--")).toList();
    boolean check = List.of(args).contains("--check");
    Torch.load();
    List<Row> rows = Families.table().rows().stream().filter(row -> isWanted(row, wanted)).toList();
    if (rows.isEmpty()) {
      System.err.println("parity: no row is called " + wanted);
      System.exit(2);
    }
    List<Verdict> verdicts = judge(rows);
    boolean green = verdicts.stream().allMatch(Verdict::isGreen);
    boolean current = !wanted.isEmpty() || page(verdicts, check);
    int cases = verdicts.stream().mapToInt(Verdict::cases).sum();
    System.out.printf(
        Locale.ROOT,
        "%,d cases in %d rows: %s%n",
        cases,
        rows.size(),
        green ? "all green" : "some deviate, see above");
    System.exit(green && current ? 0 : 1);
  }

  private static boolean isWanted(Row row, List<String> wanted) {
    Set<String> words =
        wanted.stream().map(w -> w.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    return words.isEmpty()
        || words.contains(row.name().toLowerCase(Locale.ROOT))
        || words.contains(row.kind().name().toLowerCase(Locale.ROOT));
  }

  /// Rows side by side, but those that draw from LibTorch's one generator one after another.
  private static List<Verdict> judge(List<Row> rows) {
    Map<Row, Verdict> verdicts = new ConcurrentHashMap<>();
    rows.parallelStream().filter(row -> !draws(row)).forEach(row -> verdicts.put(row, judge(row)));
    rows.stream().filter(Parity::draws).forEach(row -> verdicts.put(row, judge(row)));
    return rows.stream().map(verdicts::get).toList();
  }

  private static boolean draws(Row row) {
    return switch (row.kind()) {
      case RANDOM, INITIALISATION, TRAINING -> true;
      default -> false;
    };
  }

  private static Verdict judge(Row row) {
    Verdict verdict = Verdict.of(row);
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%s %-14s %-28s %5d cases  f64 %.1e  f32 %.1e%n",
                verdict.isGreen() ? "✓" : "✗",
                row.kind(),
                row.name(),
                verdict.cases(),
                verdict.f64().relative(),
                verdict.f32().relative()));
    List<String> failures = verdict.failures();
    failures.stream()
        .limit(SHOWN_FAILURES)
        .forEach(failure -> text.append("    ").append(failure).append('\n'));
    if (failures.size() > SHOWN_FAILURES) {
      text.append("    … and ").append(failures.size() - SHOWN_FAILURES).append(" more\n");
    }
    System.out.print(text);
    return verdict;
  }

  /// Writes the page, or says whether it is up to date.
  private static boolean page(List<Verdict> verdicts, boolean check) throws IOException {
    Path file = Path.of(System.getProperty("parity.page", "docs/parity.md"));
    String page = Page.of(verdicts);
    if (!check) {
      Files.writeString(file, page);
      return true;
    }
    boolean current =
        Files.exists(file)
            && Page.withoutNumbers(Files.readString(file)).equals(Page.withoutNumbers(page));
    if (!current) {
      System.err.println("parity: " + file + " is not up to date; run ./parity and commit it");
    }
    return current;
  }
}
