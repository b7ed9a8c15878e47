package kierkegrad.report.explain;

import java.util.stream.DoubleStream;
import tools.jackson.databind.JsonNode;

/// The operations of the lecture's network, in plain loops.
final class Ops {
  private Ops() {}

  static double[] value(JsonNode node, double[][] in, Recheck page) {
    double[] x = in[0];
    return switch (node.path("op").asString()) {
      case "linear" -> linear(x, in[1], in[2]);
      case "sigmoid" -> sigmoid(x);
      case "silu" -> each(x, sigmoid(x), '*');
      case "elu" -> DoubleStream.of(x).map(v -> v > 0 ? v : Math.expm1(v)).toArray();
      case "cross_entropy" -> new double[] {-Math.log(softmax(x)[(int) in[1][0]])};
      case "sum" -> new double[] {sum(x)};
      case "div" -> new double[] {x[0] / in[1][0]};
      case "duplicate" -> x.clone();
      case "mul" -> each(x, in[1], '*');
      case "add" -> each(x, in[1], '+');
      case "square" -> each(x, x, '*');
      default -> throw new AssertionError("no check for " + node.path("op"));
    };
  }

  /// dy/dx, a row for each entry of y.
  static double[][] jacobian(JsonNode node, double[][] in, double[] y, int operand, Recheck page) {
    double[] x = in[0];
    double[][] j = new double[y.length][in[operand].length];
    for (int row = 0; row < y.length; row++) {
      for (int column = 0; column < in[operand].length; column++) {
        j[row][column] = slope(node, in, y, operand, row, column);
      }
    }
    return j;
  }

  private static double slope(
      JsonNode node, double[][] in, double[] y, int operand, int row, int column) {
    double[] x = in[0];
    boolean own = row == column;
    return switch (node.path("op").asString()) {
      case "linear" ->
          switch (operand) {
            case 0 -> in[1][row * x.length + column];
            case 1 -> column / x.length == row ? x[column % x.length] : 0;
            default -> own ? 1 : 0;
          };
      case "sigmoid" -> own ? y[row] * (1 - y[row]) : 0;
      case "silu" -> own ? sigmoid(x)[row] + y[row] * (1 - sigmoid(x)[row]) : 0;
      case "elu" -> own ? Math.exp(Math.min(x[row], 0)) : 0;
      case "cross_entropy" -> softmax(x)[column] - (column == (int) in[1][0] ? 1 : 0);
      case "sum" -> 1;
      case "div" -> 1 / in[1][0];
      case "duplicate", "add" -> own ? 1 : 0;
      case "mul" -> own ? in[1 - operand][row] : 0;
      case "square" -> own ? 2 * x[row] : 0;
      default -> throw new AssertionError("no check for " + node.path("op"));
    };
  }

  private static double[] linear(double[] x, double[] w, double[] b) {
    double[] y = b.clone();
    for (int i = 0; i < y.length; i++) {
      for (int k = 0; k < x.length; k++) {
        y[i] += w[i * x.length + k] * x[k];
      }
    }
    return y;
  }

  private static double[] sigmoid(double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = 1 / (1 + Math.exp(-x[i]));
    }
    return y;
  }

  static double[] softmax(double[] x) {
    double[] p = new double[x.length];
    double total = 0;
    for (double score : x) {
      total += Math.exp(score);
    }
    for (int i = 0; i < x.length; i++) {
      p[i] = Math.exp(x[i]) / total;
    }
    return p;
  }

  private static double sum(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += value;
    }
    return sum;
  }

  private static double[] each(double[] a, double[] b, char sign) {
    double[] y = new double[a.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = sign == '*' ? a[i] * b[i] : a[i] + b[i];
    }
    return y;
  }
}
