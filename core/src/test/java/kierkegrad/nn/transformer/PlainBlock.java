package kierkegrad.nn.transformer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import kierkegrad.nn.Layer;

/// The same block as [TransformerBlock] in plain loops, with nothing of the library but the numbers
/// of its parameters.
final class PlainBlock {
  private final Map<String, double[]> state = new LinkedHashMap<>();
  private final int rows;
  private final int width;
  private final int heads;

  PlainBlock(Layer model, int rows, int width, int heads) {
    model.state().forEach((name, box) -> state.put(name, box.value().toDoubleArray()));
    this.rows = rows;
    this.width = width;
    this.heads = heads;
  }

  Map<String, double[]> state() {
    return state;
  }

  /// The mean square of the difference from the target, over all examples.
  double loss(double[] x, double[] target) {
    int example = rows * width;
    double sum = 0;
    for (int at = 0; at < x.length; at += example) {
      double[] y = forward(Arrays.copyOfRange(x, at, at + example));
      for (int i = 0; i < example; i++) {
        sum += (y[i] - target[at + i]) * (y[i] - target[at + i]);
      }
    }
    return sum / x.length;
  }

  private double[] forward(double[] x) {
    double[] y = x.clone();
    double[] attended =
        linear(
            attend(linear(norm(x, "norm1"), "attention.in_proj_weight", "attention.in_proj_bias")),
            "attention.out_proj.weight",
            "attention.out_proj.bias");
    for (int i = 0; i < y.length; i++) {
      y[i] += attended[i];
    }
    double[] hidden = linear(norm(y, "norm2"), "fc1.weight", "fc1.bias");
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] *= normal(hidden[i]);
    }
    double[] out = linear(hidden, "fc2.weight", "fc2.bias");
    for (int i = 0; i < y.length; i++) {
      y[i] += out[i];
    }
    return y;
  }

  private double[] norm(double[] x, String name) {
    double[] w = state.get(name + ".weight");
    double[] b = state.get(name + ".bias");
    double[] y = new double[x.length];
    for (int row = 0; row < rows; row++) {
      double mean = 0;
      double square = 0;
      for (int i = 0; i < width; i++) {
        mean += x[row * width + i] / width;
        square += x[row * width + i] * x[row * width + i] / width;
      }
      for (int i = 0; i < width; i++) {
        double normal = (x[row * width + i] - mean) / Math.sqrt(square - mean * mean + 1e-5);
        y[row * width + i] = normal * w[i] + b[i];
      }
    }
    return y;
  }

  private double[] linear(double[] x, String weight, String bias) {
    double[] w = state.get(weight);
    double[] b = state.get(bias);
    int in = x.length / rows;
    double[] y = new double[rows * b.length];
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < b.length; j++) {
        double sum = b[j];
        for (int i = 0; i < in; i++) {
          sum += w[j * in + i] * x[row * in + i];
        }
        y[row * b.length + j] = sum;
      }
    }
    return y;
  }

  private double[] attend(double[] qkv) {
    int d = width / heads;
    double[] y = new double[rows * width];
    for (int h = 0; h < heads; h++) {
      for (int i = 0; i < rows; i++) {
        double[] weight = new double[i + 1];
        double all = 0;
        for (int j = 0; j <= i; j++) {
          double dot = 0;
          for (int c = 0; c < d; c++) {
            dot += qkv[i * 3 * width + h * d + c] * qkv[j * 3 * width + width + h * d + c];
          }
          weight[j] = Math.exp(dot / Math.sqrt(d));
          all += weight[j];
        }
        for (int j = 0; j <= i; j++) {
          for (int c = 0; c < d; c++) {
            y[i * width + h * d + c] +=
                weight[j] / all * qkv[j * 3 * width + 2 * width + h * d + c];
          }
        }
      }
    }
    return y;
  }

  /// The normal distribution, by Simpson's rule over its density from 0 to x.
  private static double normal(double x) {
    int steps = 400;
    double h = x / steps;
    double sum = 1 + Math.exp(-x * x / 2);
    for (int i = 1; i < steps; i++) {
      sum += (i % 2 == 0 ? 2 : 4) * Math.exp(-i * h * i * h / 2);
    }
    return 0.5 + sum * h / 3 / Math.sqrt(2 * Math.PI);
  }
}
