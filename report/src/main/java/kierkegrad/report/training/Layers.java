package kierkegrad.report.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import kierkegrad.monitor.Measurements;
import kierkegrad.monitor.Measurements.ActivationPoint;
import kierkegrad.monitor.Measurements.Probe;
import kierkegrad.monitor.Measurements.Weights;
import kierkegrad.monitor.Measurements.WeightsPoint;
import kierkegrad.report.page.Part;
import kierkegrad.report.page.Section;

/// What happened in each layer over time.
record Layers(TrainingRun run) {
  Section section() {
    List<Part> parts = new ArrayList<>();
    add(
        parts,
        weights("gradients", "Gradient norm", WeightsPoint::gradientNorm),
        "The length ‖g‖ of each parameter's gradient: lines that fall by powers of ten from the"
            + " last layer to the first show that gradients vanish on their way back, lines that"
            + " shoot up that they explode (Pascanu, Mikolov and Bengio, 2013).");
    add(
        parts,
        healthy(weights("updates", "Update / weight ratio", WeightsPoint::updateRatio)),
        "How far a step moves a parameter, ‖Δw‖ / ‖w‖: healthy around 10⁻³, the dashed line, by a"
            + " rule of thumb of Stanford's CS231n; much more says that the learning rate is too"
            + " high, much less that it is too low.");
    add(
        parts,
        activations("dead", "Dead units", ActivationPoint::dead),
        "Units of ReLU that are 0 for all %s looked at: no gradient reaches their weights; up to 40 %% after too high a learning rate, warns CS231n."
            .formatted(Texts.count(run.measurements().probeRows(), "row")));
    add(
        parts,
        activations("saturation", "Saturated activations", ActivationPoint::saturated),
        "Outputs of sigmoid or tanh within a hundredth of its range from an end, where the slope"
            + " is almost 0 and learning stalls (Glorot and Bengio, 2010); for %s."
                .formatted(Texts.count(run.measurements().probeRows(), "row")));
    return new Section(
        "layers",
        "Layer by layer",
        parts.isEmpty()
            ? Part.paragraph("Nothing was measured: there was no step.")
            : new Side(parts));
  }

  private static void add(List<Part> parts, LineChart chart, String aid) {
    if (!chart.isEmpty()) {
      parts.add(new Side.Read(chart.chart(), aid + chart.omitted()));
    }
  }

  private static LineChart healthy(LineChart chart) {
    return chart.isEmpty() ? chart : chart.mark("10⁻³", 1e-3);
  }

  private LineChart weights(String id, String title, ToDoubleFunction<WeightsPoint> value) {
    Measurements measured = run.measurements();
    Axis axis = Axis.of(run.history());
    double[] time = measured.steps().stream().mapToDouble(s -> axis.epoch(s.update())).toArray();
    LineChart chart = chart(id, title).logarithmic().named();
    List<Integer> order = new ArrayList<>(mainOnes(measured.parameters()));
    IntStream.range(0, measured.parameters().size())
        .filter(i -> !order.contains(i))
        .forEach(i -> {
          order.add(i);
          chart.hide(measured.parameters().get(i).name());
        });
    for (int i : order) {
      chart.line(
          measured.parameters().get(i).name(),
          time,
          measured.steps().stream()
              .mapToDouble(s -> value.applyAsDouble(s.parameters().get(i)))
              .toArray());
    }
    return chart;
  }

  /// The matrices; biases are shown on demand, for they clutter the picture. All if there are none.
  static List<Integer> mainOnes(List<Weights> parameters) {
    List<Integer> matrices =
        IntStream.range(0, parameters.size())
            .filter(i -> parameters.get(i).shape().rank() > 1)
            .boxed()
            .toList();
    return matrices.isEmpty() ? IntStream.range(0, parameters.size()).boxed().toList() : matrices;
  }

  private LineChart activations(String id, String title, ToDoubleFunction<ActivationPoint> value) {
    Measurements measured = run.measurements();
    Axis axis = Axis.of(run.history());
    double[] time = measured.probes().stream().mapToDouble(p -> axis.epoch(p.update())).toArray();
    LineChart chart = chart(id, title).percent().named();
    measured
        .activations()
        .forEach((name, function) ->
            chart.line(
                label(name, function),
                time,
                measured.probes().stream()
                    .mapToDouble(
                        probe -> 100 * at(probe, name).map(value::applyAsDouble).orElse(Double.NaN))
                    .toArray()));
    return chart;
  }

  private static Optional<ActivationPoint> at(Probe probe, String name) {
    return Optional.ofNullable(probe.activations().get(name));
  }

  /// Such as `1 (relu)`; the function's name only if the name tells it.
  static String label(String name, Measurements.Function function) {
    return name.contains(function.name()) ? name : name + " (" + function.name() + ")";
  }

  private LineChart chart(String id, String title) {
    Axis axis = Axis.of(run.history());
    Measurements measured = run.measurements();
    long last = measured.probes().isEmpty() ? 0 : measured.probes().getLast().update();
    return new LineChart(id, title, axis.name(), axis.end(last));
  }
}
