package kierkegrad.report.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The update of one parameter by SGD, with momentum or without, or by Adam, in plain loops.
final class Rules {
  private final Map<String, Double> settings = new HashMap<>();
  private final List<double[]> memory = new ArrayList<>();
  private final List<double[]> memoryBefore = new ArrayList<>();
  private final List<Map<String, Double>> steps = new ArrayList<>();
  private final String optimizer;
  private double[] after = {};

  Rules(JsonNode update, Recheck page) {
    optimizer = update.path("optimizer").asString();
    update
        .path("settings")
        .forEach(s -> settings.put(s.path("symbol").asString(), s.path("value").asDouble()));
    int size = page.given(update.path("before")).length;
    update
        .path("memory")
        .forEach(m ->
            memoryBefore.add(
                m.path("before").isNull() ? new double[size] : page.given(m.path("before"))));
  }

  private double setting(String symbol) {
    return settings.getOrDefault(symbol, 0.0);
  }

  void run(double[] p, double[] g) {
    after = new double[p.length];
    memoryBefore.forEach(_ -> memory.add(new double[p.length]));
    for (int i = 0; i < p.length; i++) {
      Map<String, Double> x = new HashMap<>();
      x.put("p", p[i]);
      x.put("g", g[i]);
      switch (optimizer) {
        case "SGD" -> {
          double direction = g[i];
          if (!memory.isEmpty()) {
            direction = setting("μ") * memoryBefore.getFirst()[i] + g[i];
            memory.getFirst()[i] = direction;
            x.put("v", memoryBefore.getFirst()[i]);
            x.put("v′", direction);
          }
          after[i] = p[i] - setting("η") * direction;
        }
        case "Adam" -> {
          double b1 = setting("β₁");
          double b2 = setting("β₂");
          double m = b1 * memoryBefore.get(0)[i] + (1 - b1) * g[i];
          double v = b2 * memoryBefore.get(1)[i] + (1 - b2) * g[i] * g[i];
          memory.get(0)[i] = m;
          memory.get(1)[i] = v;
          double mHat = m / (1 - Math.pow(b1, setting("t")));
          double vHat = v / (1 - Math.pow(b2, setting("t")));
          x.putAll(Map.of("m′", m, "v′", v, "m̂", mHat, "v̂", vHat));
          x.put("m", memoryBefore.get(0)[i]);
          x.put("v", memoryBefore.get(1)[i]);
          after[i] = p[i] - setting("η") * mHat / (Math.sqrt(vHat) + setting("ε"));
        }
        default -> throw new AssertionError("no check for " + optimizer);
      }
      x.put("p′", after[i]);
      steps.add(x);
    }
  }

  double[] after() {
    return after;
  }

  double[] memory(int number) {
    return memory.get(number);
  }

  /// The line names a quantity of ours, has its value, and its numbers give it.
  void checkLine(JsonNode line, int entry) {
    String name = line.path("name").asString().replaceAll("\\[.*]", "");
    Map<String, Double> known = steps.get(entry);
    assertThat(known).as(line.toString()).containsKey(name);
    double expected = known.getOrDefault(name, Double.NaN);
    assertThat(line.path("result").asDouble()).as(name).isCloseTo(expected, within(1e-12));
    Arithmetic numbers = new Arithmetic(line.path("numbers").asString());
    assertThat(numbers.value()).as(line.toString()).isCloseTo(expected, within(1e-12));
    for (double literal : numbers.literals()) {
      boolean small = literal == Math.rint(literal) && literal <= 3;
      boolean sourced =
          known.values().stream().anyMatch(k -> Math.abs(k) == literal)
              || settings.containsValue(literal);
      assertThat(small || sourced || isNear(known, literal))
          .as(line + ": where " + literal + " comes from")
          .isTrue();
    }
  }

  /// An intermediate result of another order of rounding.
  private static boolean isNear(Map<String, Double> known, double literal) {
    return known.values().stream().anyMatch(k -> Math.abs(Math.abs(k) - literal) < 1e-15);
  }
}
