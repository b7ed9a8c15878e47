package kierkegrad.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Results as a table and as JSON.
record Report(List<Result> results, String ours, List<String> libtorch, List<String> others) {
  private static final String FORMAT = "%-20s %3s %12s %12s %-9s %-22s %7s %7s %12s%n";

  /// The table. A share of the peak is of the fastest canary on that number of threads.
  String table() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            FORMAT,
            "case",
            "thr",
            ours.replace("kierkegrad", "kierke."),
            "libtorch",
            "(set-up)",
            "ratio [min–max]",
            "% peak",
            "libt.",
            "canary"));
    results.forEach(result -> text.append(line(result)));
    return text.toString();
  }

  private String line(Result result) {
    Optional<String> peer = result.best(libtorch);
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                FORMAT,
                result.task(),
                result.threads(),
                time(result.median(ours)),
                time(peer.flatMap(result::median)),
                peer.map(name -> name.substring(name.indexOf(' ') + 1)).orElse("-"),
                peer.filter(p -> result.median(ours).isPresent())
                    .map(p -> ratio(result.ratios(p, ours)))
                    .orElse("-"),
                share(result, result.median(ours)),
                share(result, peer.flatMap(result::median)),
                canary(result)));
    for (String other : others) {
      result
          .median(other)
          .ifPresent(nanos ->
              text.append(
                  String.format(
                      Locale.ROOT,
                      "%24s %-10s %12s  ratio %s%n",
                      "",
                      other,
                      time(Optional.of(nanos)),
                      result.median(ours).isPresent() ? ratio(result.ratios(other, ours)) : "-")));
    }
    result
        .failures()
        .forEach((setup, why) -> text.append(String.format("%24s %s: %s%n", "", setup, why)));
    return text.toString();
  }

  private static String ratio(double[] ratios) {
    return String.format(
        Locale.ROOT,
        "%.2f [%.2f–%.2f]",
        Timing.median(ratios),
        ratios[0],
        ratios[ratios.length - 1]);
  }

  private double peak(int threads) {
    return results.stream()
        .filter(result -> result.threads() == threads)
        .flatMap(result -> result.canaries().stream())
        .mapToDouble(x -> x)
        .max()
        .orElse(Double.NaN);
  }

  private String share(Result result, Optional<Double> nanos) {
    return nanos
        .filter(t -> result.flops() > 0)
        .map(t ->
            String.format(
                Locale.ROOT, "%.0f %%", 100 * result.flops() / t / peak(result.threads())))
        .orElse("-");
  }

  private static String canary(Result result) {
    return String.format(
        Locale.ROOT,
        "%.0f–%.0f",
        result.canaries().stream().mapToDouble(x -> x).min().orElse(Double.NaN),
        result.canaries().stream().mapToDouble(x -> x).max().orElse(Double.NaN));
  }

  /// A time in a unit that suits it.
  static String time(Optional<Double> nanos) {
    return nanos
        .map(t ->
            t < 1e3
                ? String.format(Locale.ROOT, "%.0f ns", t)
                : t < 1e6
                    ? String.format(Locale.ROOT, "%.2f µs", t / 1e3)
                    : String.format(Locale.ROOT, "%.3f ms", t / 1e6))
        .orElse("-");
  }

  /// All numbers, times in nanoseconds.
  String json() {
    List<String> entries = new ArrayList<>();
    for (Result result : results) {
      List<String> peers = new ArrayList<>();
      result
          .rounds()
          .forEach((name, timings) ->
              peers.add(
                  quoted(name)
                      + ":{\"median\":"
                      + timings.stream().map(Timing::median).toList()
                      + ",\"least\":"
                      + timings.stream().map(Timing::least).toList()
                      + "}"));
      List<String> failures = new ArrayList<>();
      result.failures().forEach((name, why) -> failures.add(quoted(name) + ":" + quoted(why)));
      entries.add(
          "{\"case\":"
              + quoted(result.task())
              + ",\"threads\":"
              + result.threads()
              + ",\"flops\":"
              + result.flops()
              + ",\"canary\":"
              + result.canaries()
              + ",\"nanos\":{"
              + String.join(",", peers)
              + "},\"failures\":{"
              + String.join(",", failures)
              + "}}");
    }
    return "[" + String.join(",\n", entries) + "]\n";
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\');
      }
      quoted.append(c < ' ' ? ' ' : c);
    }
    return quoted.append('"').toString();
  }
}
