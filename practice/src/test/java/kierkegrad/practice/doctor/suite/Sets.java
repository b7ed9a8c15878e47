package kierkegrad.practice.doctor.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import kierkegrad.formats.image.ImageSet;
import kierkegrad.formats.table.Column;
import kierkegrad.formats.table.Table;
import kierkegrad.practice.data.ImageSource;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.data.TableSource;
import kierkegrad.tensor.Tensor;

/// The data of the suite: real data by name, and made-up data with a rule in closed form.
final class Sets {
  private Sets() {}

  /// Data of a name; what is made up depends on the seed.
  static Source of(String name, long seed) {
    Random random = new Random(1000 + seed);
    return switch (name) {
      case "iris", "digits" -> Source.of(name);
      case "penguins" -> Source.of(file());
      case "xor" -> table(name, rows(400, random, Sets::xor));
      case "spiral" -> table(name, spiral(600, random));
      case "moons" -> table(name, rows(400, random, r -> moons(r, 0.15)));
      case "noisy moons" ->
          table(name, flipped(rows(300, random, r -> moons(r, 0.15)), 0.2, random));
      case "noisy clouds" -> table(name, rows(400, random, Sets::noisyClouds));
      case "thousands" -> table(name, rows(400, random, Sets::thousands));
      case "coin" -> table(name, rows(500, random, Sets::coin));
      case "random labels" -> table(name, rows(300, random, Sets::randomLabels));
      case "few rows" -> table(name, rows(100, random, Sets::fewRows));
      case "rare" -> table(name, rows(600, random, r -> rare(r, 1.6)));
      case "rare, clear" -> table(name, rows(600, random, r -> rare(r, 5)));
      case "line" -> table(name, rows(400, random, r -> line(r, 0.3)));
      case "half line" -> table(name, rows(500, random, r -> line(r, 2)));
      case "wave" -> table(name, rows(400, random, Sets::wave));
      case "few waves" -> table(name, rows(110, random, Sets::noisyWave));
      case "bars" -> bars(random);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static String file() {
    var url = Sets.class.getResource("/kierkegrad/practice/doctor/penguins.csv");
    return java.nio.file.Path.of(java.net.URI.create(String.valueOf(url))).toString();
  }

  /// Draws features, and the target as the last number; classes are whole numbers.
  private interface Rule {
    double[] row(Random random);
  }

  private static List<double[]> rows(int n, Random random, Rule rule) {
    return IntStream.range(0, n).mapToObj(_ -> rule.row(random)).toList();
  }

  /// Which two of four quadrants.
  private static double[] xor(Random r) {
    double x = r.nextDouble(-1, 1);
    double y = r.nextDouble(-1, 1);
    return new double[] {x, y, x * y > 0 ? 1 : 0};
  }

  /// Three arms of one and a half turns.
  private static List<double[]> spiral(int n, Random r) {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int arm = i % 3;
      double t = r.nextDouble();
      double angle = 2 * Math.PI * (arm / 3.0 + t) + 0.1 * r.nextGaussian();
      rows.add(new double[] {t * Math.cos(angle), t * Math.sin(angle), arm});
    }
    return rows;
  }

  /// Two half circles that reach into each other.
  private static double[] moons(Random r, double noise) {
    double t = Math.PI * r.nextDouble();
    int moon = r.nextInt(2);
    double x = moon == 0 ? Math.cos(t) : 1 - Math.cos(t);
    double y = moon == 0 ? Math.sin(t) : 0.5 - Math.sin(t);
    return new double[] {x + noise * r.nextGaussian(), y + noise * r.nextGaussian(), moon};
  }

  private static List<double[]> flipped(List<double[]> rows, double share, Random r) {
    for (double[] row : rows) {
      if (r.nextDouble() < share) {
        row[2] = 1 - row[2];
      }
    }
    return rows;
  }

  /// Three clouds of which one feature is in thousands and one below 1.
  private static double[] thousands(Random r) {
    int k = r.nextInt(3);
    return new double[] {
      4000 + 600 * (k == 1 ? 1 : 0) + 200 * r.nextGaussian(),
      0.3 + 0.2 * (k == 2 ? 1 : 0) + 0.06 * r.nextGaussian(),
      2500 + 900 * r.nextGaussian(),
      k
    };
  }

  /// A class with probability 0.3 or 0.7 by the sign of a sum: no method can do better than 0.7.
  private static double[] coin(Random r) {
    double a = r.nextGaussian();
    double b = r.nextGaussian();
    return new double[] {a, b, r.nextGaussian(), r.nextDouble() < (a + b > 0 ? 0.7 : 0.3) ? 1 : 0};
  }

  private static double[] randomLabels(Random r) {
    return features(r, 8, r.nextInt(2));
  }

  /// Two clouds in 40 dimensions that differ in two of them.
  private static double[] fewRows(Random r) {
    int k = r.nextInt(2);
    double[] row = features(r, 40, k);
    row[0] += k;
    row[1] -= k;
    return row;
  }

  /// Two clouds in 10 dimensions; a quarter of the labels is false.
  private static double[] noisyClouds(Random r) {
    int k = r.nextInt(2);
    double[] row = features(r, 10, r.nextInt(4) == 0 ? 1 - k : k);
    row[0] += 2 * k;
    row[1] -= 2 * k;
    return row;
  }

  private static double[] features(Random r, int n, double target) {
    double[] row = new double[n + 1];
    for (int i = 0; i < n; i++) {
      row[i] = r.nextGaussian();
    }
    row[n] = target;
    return row;
  }

  /// One row in 25 of the second class, that many deviations away.
  private static double[] rare(Random r, double away) {
    int k = r.nextInt(25) == 0 ? 1 : 0;
    double[] row = features(r, 4, k);
    row[0] += away * k;
    row[1] += 0.3 * away * k;
    return row;
  }

  /// y = 2a − b + noise; with noise 2 R² is about 5/9.
  private static double[] line(Random r, double noise) {
    double a = r.nextGaussian();
    double b = r.nextGaussian();
    return new double[] {a, b, r.nextGaussian(), 2 * a - b + noise * r.nextGaussian()};
  }

  /// y = sin 3x + noise.
  private static double[] wave(Random r) {
    double x = r.nextDouble(-2, 2);
    return new double[] {x, Math.sin(3 * x) + 0.1 * r.nextGaussian()};
  }

  private static double[] noisyWave(Random r) {
    double[] row = features(r, 12, 0);
    row[12] = Math.sin(row[0]) + 0.5 * row[1] + 0.8 * r.nextGaussian();
    return row;
  }

  private static Source table(String name, List<double[]> rows) {
    int columns = rows.getFirst().length;
    boolean classes =
        rows.stream().allMatch(row -> row[columns - 1] == Math.rint(row[columns - 1]));
    List<Column> all = new ArrayList<>();
    for (int c = 0; c < columns; c++) {
      int column = c;
      boolean label = c == columns - 1 && classes;
      all.add(
          new Column(
              c == columns - 1 ? "target" : "x" + (c + 1),
              rows.stream()
                  .map(row ->
                      label
                          ? "class " + (int) row[column]
                          : String.format(Locale.ROOT, "%.6f", row[column]))
                  .toList(),
              label ? Column.Kind.CATEGORICAL : Column.Kind.NUMERIC));
    }
    return new TableSource(
        name, new Table(name, all, IntStream.range(0, rows.size()).mapToObj(i -> i + 2).toList()));
  }

  /// Images of 8 × 8 pixels: a bright row, a bright column, or a diagonal, on noise.
  private static Source bars(Random r) {
    int n = 450;
    byte[] pixels = new byte[n * 64];
    long[] labels = new long[n];
    for (int i = 0; i < n; i++) {
      labels[i] = i % 3;
      int at = r.nextInt(8);
      for (int p = 0; p < 64; p++) {
        int row = p / 8;
        int column = p % 8;
        boolean on =
            labels[i] == 0 ? row == at : labels[i] == 1 ? column == at : (row + at) % 8 == column;
        pixels[i * 64 + p] =
            (byte) Math.clamp((on ? 200 : 40) + (int) (30 * r.nextGaussian()), 0, 255);
      }
    }
    return new ImageSource(
        "bars",
        new ImageSet(
            "bars",
            Tensor.of(pixels, n, 8, 8),
            Tensor.of(labels),
            List.of("row", "column", "diagonal")),
        java.util.Optional.empty());
  }
}
