package kierkegrad.conformance;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kierkegrad.conformance.oracle.Torch;

/// The page `docs/parity.md`.
final class Page {
  private static final Pattern NUMBERS = Pattern.compile("`[^`]*`(?= \\|)");

  private Page() {}

  static String of(List<Verdict> verdicts) {
    StringBuilder page = new StringBuilder(introduction(verdicts));
    for (Kind kind : Kind.values()) {
      List<Verdict> here = verdicts.stream().filter(v -> v.row().kind() == kind).toList();
      if (!here.isEmpty()) {
        page.append(chapter(kind, here));
      }
    }
    return page.append(missing(verdicts)).toString();
  }

  private static String introduction(List<Verdict> verdicts) {
    int cases = verdicts.stream().mapToInt(Verdict::cases).sum();
    long red = verdicts.stream().filter(v -> !v.isGreen()).count();
    return """
    # Parity with PyTorch

    Written by `./parity`, which compares everything below and fails if a row deviates; `./parity --check` also
    fails if this page is not up to date. Do not edit it.

    **%s cases in %d rows, %s.** LibTorch %s runs in the same process. A case is one set of operands and options in one
    precision, dense or strided in memory; compared are values, first and, unless a row says otherwise, second
    derivatives. Numbers that LibTorch cannot compute were recorded with PyTorch 2.13 by the scripts in `conformance/record`.

    A deviation is |ours − theirs| / |theirs|, where the divisor is at least %s of the largest number of the result in
    double precision, the largest number itself in single precision, and at least %s. Limits: **%s in double, %s in
    single precision**; whole numbers and NaN, ±∞ must be equal. The columns show the largest deviation, and the same in units in
    the last place of the divisor; they vary a little with the processor.

    """
        .formatted(
            String.format(Locale.ROOT, "%,d", cases),
            verdicts.size(),
            red == 0 ? "all green" : red + " of them red",
            Torch.version(),
            number(Tolerance.F64.share()),
            number(Tolerance.LEAST),
            number(Tolerance.F64.relative()),
            number(Tolerance.F32.relative()));
  }

  private static String chapter(Kind kind, List<Verdict> verdicts) {
    int cases = verdicts.stream().mapToInt(Verdict::cases).sum();
    String lines = verdicts.stream().map(Page::line).collect(Collectors.joining());
    return "## "
        + kind.title()
        + "\n\n"
        + verdicts.size()
        + " rows, "
        + String.format(Locale.ROOT, "%,d", cases)
        + " cases.\n\n"
        + "| | row | PyTorch | cases | double | ulps | single | ulps | remarks |\n"
        + "|---|---|---|---:|---:|---:|---:|---:|---|\n"
        + lines
        + "\n";
  }

  private static String line(Verdict verdict) {
    Row row = verdict.row();
    return "| "
        + (verdict.isGreen() ? "✓" : "✗")
        + " | "
        + row.name()
        + " | "
        + String.join(", ", row.torchNames())
        + " | "
        + verdict.cases()
        + " | "
        + deviation(verdict.f64())
        + " | "
        + deviation(verdict.f32())
        + " | "
        + row.remarks().orElse("").replace("|", "\\|")
        + " |\n";
  }

  private static String deviation(Deviation d) {
    return d.relative() == 0
        ? "`0` | `0`"
        : String.format(
            Locale.ROOT,
            d.ulps() < 10 ? "`%.0e` | `%.1f`" : "`%.0e` | `%,.0f`",
            d.relative(),
            d.ulps());
  }

  private static String missing(List<Verdict> verdicts) {
    Map<String, Set<String>> missing = Missing.from(verdicts.stream().map(Verdict::row).toList());
    StringBuilder text =
        new StringBuilder("## What PyTorch has and Kierkegrad does not yet, or no row proves\n\n");
    missing.forEach((where, names) ->
        text.append("**")
            .append(where)
            .append("** (")
            .append(names.size())
            .append("): ")
            .append(String.join(", ", names))
            .append("\n\n"));
    return text.toString().stripTrailing() + "\n";
  }

  /// The page without the numbers that differ from machine to machine.
  static String withoutNumbers(String page) {
    return NUMBERS.matcher(page).replaceAll("``");
  }

  private static String number(double x) {
    return x == 1 ? "1" : String.format(Locale.ROOT, "%.0e", x).replace("e-0", "e-");
  }
}
