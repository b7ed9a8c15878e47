package kierkegrad.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was measured of one task on one number of threads.
///
/// @param task the problem or kernel
/// @param flops of one run; 0 if unknown
/// @param canaries GFLOP/s beside each round
/// @param rounds by the name of the set-up: its timing in each round
/// @param failures by the name of the set-up: why it has no timings, or none that may be compared
record Result(
    String task,
    int threads,
    double flops,
    List<Double> canaries,
    Map<String, List<Timing>> rounds,
    Map<String, String> failures) {
  /// The median over the rounds of a set-up's median time, in nanoseconds.
  Optional<Double> median(String setup) {
    List<Timing> timings = rounds.getOrDefault(setup, List.of());
    return timings.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Timing.median(timings.stream().mapToDouble(Timing::median).sorted().toArray()));
  }

  /// The fastest of these set-ups, if any ran.
  Optional<String> best(List<String> setups) {
    return setups.stream()
        .filter(setup -> median(setup).isPresent())
        .min((x, y) -> Double.compare(median(x).orElseThrow(), median(y).orElseThrow()));
  }

  /// How many times longer a set-up took than another, round by round, sorted.
  double[] ratios(String slow, String fast) {
    List<Timing> a = rounds.getOrDefault(slow, List.of());
    List<Timing> b = rounds.getOrDefault(fast, List.of());
    double[] ratios = new double[Math.min(a.size(), b.size())];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = a.get(i).median() / b.get(i).median();
    }
    Arrays.sort(ratios);
    return ratios;
  }
}
