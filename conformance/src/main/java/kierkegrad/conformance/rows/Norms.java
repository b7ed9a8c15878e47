package kierkegrad.conformance.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kierkegrad.conformance.Input;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.nn.Buffer;
import kierkegrad.nn.norm.BatchNorm1d;
import kierkegrad.nn.norm.BatchNorm2d;
import kierkegrad.nn.norm.BatchNorm3d;
import kierkegrad.nn.norm.GroupNorm;
import kierkegrad.nn.norm.InstanceNorm1d;
import kierkegrad.nn.norm.InstanceNorm2d;
import kierkegrad.nn.norm.InstanceNorm3d;
import kierkegrad.nn.norm.LayerNorm;
import kierkegrad.nn.norm.LocalResponseNorm;
import kierkegrad.nn.norm.RMSNorm;
import kierkegrad.nn.norm.RunningNorm;
import kierkegrad.nn.norm.RunningStatistics;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Normalisation.
public final class Norms {
  private Norms() {}

  private interface Maker {
    RunningNorm of(
        int channels, double eps, Optional<Double> momentum, boolean affine, boolean track);
  }

  /// Adds the rows.
  public static void rows(Table table) {
    batch(
        table.row(Kind.LAYER, "BatchNorm1d"),
        BatchNorm1d::new,
        List.of(new int[] {4, 3}, new int[] {2, 3, 5}, new int[] {4, 3, 1}));
    batch(
        table.row(Kind.LAYER, "BatchNorm2d"),
        BatchNorm2d::new,
        List.of(new int[] {2, 3, 4, 5}, new int[] {2, 3, 1, 2}));
    batch(
        table.row(Kind.LAYER, "BatchNorm3d"),
        BatchNorm3d::new,
        List.of(new int[] {2, 3, 2, 4, 3}, new int[] {2, 3, 1, 2, 1}));
    instance(
        table.row(Kind.LAYER, "InstanceNorm1d"),
        InstanceNorm1d::new,
        new int[] {2, 3, 5},
        new int[] {3, 5},
        new int[] {2, 3, 1});
    instance(
        table.row(Kind.LAYER, "InstanceNorm2d"),
        InstanceNorm2d::new,
        new int[] {2, 3, 4, 5},
        new int[] {3, 4, 2},
        new int[] {2, 3, 1, 1});
    instance(
        table.row(Kind.LAYER, "InstanceNorm3d"),
        InstanceNorm3d::new,
        new int[] {2, 3, 2, 4, 3},
        new int[] {3, 2, 2, 2},
        new int[] {2, 3, 1, 1, 1});
    layer(table.row(Kind.LAYER, "LayerNorm"));
    group(table.row(Kind.LAYER, "GroupNorm"));
    rms(table.row(Kind.LAYER, "RMSNorm"));
    local(table.row(Kind.LAYER, "LocalResponseNorm"));
  }

  /// The result and the running statistics afterwards.
  private static List<Tensor> withBuffers(RunningNorm norm, Tensor x) {
    Tensor y = norm.forward(x);
    List<Tensor> all = new ArrayList<>(List.of(y));
    norm.running().ifPresent(r -> all.addAll(List.of(after(r.mean()), after(r.variance()))));
    norm.running().map(RunningStatistics::batches).ifPresent(b -> all.add(after(b)));
    return all;
  }

  private static Tensor after(Buffer buffer) {
    return buffer.value().copy();
  }

  private static void batch(Row row, Maker maker, List<int[]> shapes) {
    for (int[] shape : shapes) {
      Input x = Input.numbers(shape);
      for (double eps : new double[] {1e-5, 0.1}) {
        for (boolean affine : new boolean[] {true, false}) {
          String w = affine ? "weight, bias" : "None, None";
          Supplier<RunningNorm> evaluated =
              () -> {
                RunningNorm norm = maker.of(3, eps, Optional.of(0.1), affine, true);
                norm.eval();
                return norm;
              };
          row.layer(
              "torch.batch_norm(a, %s, running_mean, running_var, False, 0.1, %s, False)"
                  .formatted(w, eps),
              evaluated,
              (norm, xs) -> List.of(norm.forward(xs.getFirst())),
              x);
          for (double momentum : new double[] {0.1, 0.7, -1}) {
            row.layer(
                """
                m = running_mean.clone()
                v = running_var.clone()
                n = num_batches_tracked + 1
                f = %s
                y = torch.batch_norm(a, %s, m, v, True, f, %s, False)
                return y, m, v, n
                """
                    .formatted(momentum < 0 ? "1.0 / float(n)" : momentum, w, eps),
                () ->
                    maker.of(
                        3,
                        eps,
                        momentum < 0 ? Optional.empty() : Optional.of(momentum),
                        affine,
                        true),
                (norm, xs) -> withBuffers(norm, xs.getFirst()),
                x);
          }
          row.layer(
              "torch.batch_norm(a, %s, None, None, True, 0.0, %s, False)".formatted(w, eps),
              () -> maker.of(3, eps, Optional.of(0.1), affine, false),
              (norm, xs) -> List.of(norm.forward(xs.getFirst())),
              x);
        }
      }
    }
    // Two batches: the plain mean of both.
    Input x = Input.numbers(shapes.getFirst());
    row.layer(
        """
        m = running_mean.clone()
        v = running_var.clone()
        n = num_batches_tracked + 2
        y = torch.batch_norm(a, weight, bias, m, v, True, 1.0, 1e-5, False)
        y = torch.batch_norm(a * a, weight, bias, m, v, True, 0.5, 1e-5, False)
        return y, m, v, n
        """,
        () -> maker.of(3, 1e-5, Optional.empty(), true, true),
        (norm, xs) -> {
          var unused = norm.forward(xs.getFirst());
          return withBuffers(norm, xs.getFirst().square());
        },
        x);
    int[] wrong = shapes.getFirst().clone();
    wrong[1] = 4;
    row.refuses(
        "torch.batch_norm(a, torch.ones(3), torch.ones(3), None, None, True, 0.1, 1e-5, False)",
        xs -> maker.of(3, 1e-5, Optional.of(0.1), true, true).forward(xs.getFirst()),
        Input.numbers(wrong));
  }

  private static void instance(Row row, Maker maker, int[] shape, int[] single, int[] small) {
    for (int[] sizes : List.of(shape, single)) {
      boolean one = sizes.length < shape.length;
      String in = one ? "a.unsqueeze(0)" : "a";
      String out = one ? "y.squeeze(0)" : "y";
      for (double eps : new double[] {1e-5, 0.1}) {
        for (boolean affine : new boolean[] {true, false}) {
          String w = affine ? "weight, bias" : "None, None";
          row.layer(
              "y = torch.instance_norm(%s, %s, None, None, True, 0.1, %s, False)\nreturn %s\n"
                  .formatted(in, w, eps, out),
              () -> maker.of(3, eps, Optional.of(0.1), affine, false),
              (norm, xs) -> List.of(norm.forward(xs.getFirst())),
              Input.numbers(sizes));
          for (double momentum : new double[] {0.1, 0.7}) {
            row.layer(
                """
                m = running_mean.clone()
                v = running_var.clone()
                y = torch.instance_norm(%s, %s, m, v, True, %s, %s, False)
                return %s, m, v, num_batches_tracked
                """
                    .formatted(in, w, momentum, eps, out),
                () -> maker.of(3, eps, Optional.of(momentum), affine, true),
                (norm, xs) -> withBuffers(norm, xs.getFirst()),
                Input.numbers(sizes));
          }
          row.layer(
              "y = torch.instance_norm(%s, %s, running_mean, running_var, False, 0.1, %s, False)\nreturn %s\n"
                  .formatted(in, w, eps, out),
              () -> {
                RunningNorm norm = maker.of(3, eps, Optional.of(0.1), affine, true);
                norm.eval();
                return norm;
              },
              (norm, xs) -> List.of(norm.forward(xs.getFirst())),
              Input.numbers(sizes));
        }
      }
    }
    int[] wrong = shape.clone();
    wrong[1] = 4;
    row.refuses(
        "torch.instance_norm(a, torch.ones(3), torch.ones(3), None, None, True, 0.1, 1e-5, False)",
        xs -> maker.of(3, 1e-5, Optional.of(0.1), true, false).forward(xs.getFirst()),
        Input.numbers(wrong));
    row.refuses(
        "if a.numel() == a.size(0) * a.size(1):\n  raise ValueError('one value per channel')\nreturn a\n",
        xs -> maker.of(3, 1e-5, Optional.of(0.1), false, false).forward(xs.getFirst()),
        Input.numbers(small));
  }

  private static void layer(Row row) {
    for (int[] shape : new int[][] {{4, 6}, {6}, {2, 3, 6}, {0, 6}, {3, 1, 6}}) {
      for (double eps : new double[] {1e-5, 0.1}) {
        row.layer(
            "torch.layer_norm(a, [6], weight, bias, %s)".formatted(eps),
            () -> new LayerNorm(Shape.of(6), eps, true, true),
            Input.numbers(shape));
        row.layer(
            "torch.layer_norm(a, [6], weight, None, %s)".formatted(eps),
            () -> new LayerNorm(Shape.of(6), eps, true, false),
            Input.numbers(shape));
        row.layer(
            "torch.layer_norm(a, [6], None, None, %s)".formatted(eps),
            () -> new LayerNorm(Shape.of(6), eps, false, false),
            Input.numbers(shape));
      }
    }
    row.layer(
        "torch.layer_norm(a, [3, 6], weight, bias)",
        () -> new LayerNorm(3, 6),
        Input.numbers(2, 3, 6));
    row.layer(
        "torch.layer_norm(a, [1], weight, bias, 1.0)",
        () -> new LayerNorm(Shape.of(1), 1, true, true),
        Input.numbers(5, 1));
    row.refuses(
        "torch.layer_norm(a, [6])",
        xs -> new LayerNorm(6).forward(xs.getFirst()),
        Input.numbers(6, 5));
  }

  private static void group(Row row) {
    for (int[] shape : new int[][] {{2, 6, 5}, {3, 6}, {2, 6, 2, 3}, {0, 6, 3}, {1, 6, 2, 1, 2}}) {
      // Two numbers alone are always 1 and -1, and what is left of their derivative is rounding.
      for (int groups : shape.length == 2 ? new int[] {1, 2} : new int[] {1, 2, 3}) {
        row.layer(
            "torch.group_norm(a, %d, weight, bias)".formatted(groups),
            () -> new GroupNorm(groups, 6),
            Input.numbers(shape));
        row.layer(
            "torch.group_norm(a, %d, None, None, 0.1)".formatted(groups),
            () -> new GroupNorm(groups, 6, 0.1, false),
            Input.numbers(shape));
      }
    }
    row.layer(
        "torch.group_norm(a, 6, weight, bias)", () -> new GroupNorm(6, 6), Input.numbers(2, 6, 5));
    row.refuses(
        "torch.group_norm(a, 2, torch.ones(6))",
        xs -> new GroupNorm(2, 6).forward(xs.getFirst()),
        Input.numbers(2, 4, 3));
  }

  private static void rms(Row row) {
    for (int[] shape : new int[][] {{4, 6}, {6}, {2, 3, 6}, {0, 6}, {3, 1, 6}}) {
      row.layer("torch.rms_norm(a, [6], weight)", () -> new RMSNorm(6), Input.numbers(shape));
      for (double eps : new double[] {1e-5, 0.1}) {
        row.layer(
            "torch.rms_norm(a, [6], weight, %s)".formatted(eps),
            () -> new RMSNorm(Shape.of(6), Optional.of(eps), true),
            Input.numbers(shape));
        row.layer(
            "torch.rms_norm(a, [6], None, %s)".formatted(eps),
            () -> new RMSNorm(Shape.of(6), Optional.of(eps), false),
            Input.numbers(shape));
      }
    }
    row.layer("torch.rms_norm(a, [3, 6], weight)", () -> new RMSNorm(3, 6), Input.numbers(2, 3, 6));
    row.layer(
        "torch.rms_norm(a, [3], weight)",
        () -> new RMSNorm(3),
        Input.of(new double[] {0, 0, 0, 1e-9, -1e-9, 1, Double.NaN, 1, 2}, 3, 3));
    row.refuses(
        "torch.rms_norm(a, [6])", xs -> new RMSNorm(6).forward(xs.getFirst()), Input.numbers(6, 5));
  }

  private static void local(Row row) {
    String code =
        """
        s = (a * a).unsqueeze(1).flatten(3)
        p = torch.constant_pad_nd(s, [0, 0, %d, %d])
        m = torch.avg_pool2d(p, [%d, 1], [1, 1]).reshape(a.size())
        return a / (m * %s + %s).pow(%s)
        """;
    for (int[] shape : new int[][] {{2, 5, 4}, {2, 5, 3, 4}, {1, 5, 2, 2, 2}, {2, 1, 3}}) {
      for (int size : new int[] {1, 2, 3, 5}) {
        row.layer(
            code.formatted(size / 2, (size - 1) / 2, size, 1e-4, 1, 0.75),
            () -> new LocalResponseNorm(size),
            Input.numbers(shape));
        row.layer(
            code.formatted(size / 2, (size - 1) / 2, size, 0.5, 2.0, 1.5),
            () -> new LocalResponseNorm(size, 0.5, 1.5, 2),
            Input.numbers(shape));
      }
    }
  }
}
