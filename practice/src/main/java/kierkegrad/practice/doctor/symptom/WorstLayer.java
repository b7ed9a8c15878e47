package kierkegrad.practice.doctor.symptom;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import kierkegrad.monitor.Measurements.ActivationPoint;
import kierkegrad.monitor.Measurements.Function;
import kierkegrad.monitor.Measurements.Probe;
import kierkegrad.practice.doctor.Vitals;

/// The activation that has most of something in the end.
///
/// @param name of the layer
/// @param function its activation
/// @param start the share at the start
/// @param end the share in the end
/// @param update how many updates were made by then
record WorstLayer(String name, Function function, double start, double end, long update) {
  /// @param share what to compare; NaN where it does not apply
  static Optional<WorstLayer> of(Vitals v, ToDoubleFunction<ActivationPoint> share) {
    List<Probe> probes = v.measured().probes();
    if (probes.isEmpty()) {
      return Optional.empty();
    }
    Probe first = probes.getFirst();
    Probe last = probes.getLast();
    return v.measured().activations().entrySet().stream()
        .map(entry ->
            new WorstLayer(
                entry.getKey(),
                entry.getValue(),
                at(first, entry.getKey(), share),
                at(last, entry.getKey(), share),
                last.update()))
        .filter(layer -> !Double.isNaN(layer.end))
        .max(Comparator.comparingDouble(WorstLayer::end));
  }

  private static double at(Probe probe, String name, ToDoubleFunction<ActivationPoint> share) {
    return Optional.ofNullable(probe.activations().get(name))
        .map(share::applyAsDouble)
        .orElse(Double.NaN);
  }
}
