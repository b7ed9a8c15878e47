package kierkegrad.conformance.rows;

import java.util.List;
import java.util.Optional;
import kierkegrad.conformance.Derivatives;
import kierkegrad.conformance.Input;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.nn.pool.AdaptiveAvgPool1d;
import kierkegrad.nn.pool.AdaptiveAvgPool2d;
import kierkegrad.nn.pool.AdaptiveAvgPool3d;
import kierkegrad.nn.pool.AdaptiveMaxPool1d;
import kierkegrad.nn.pool.AdaptiveMaxPool2d;
import kierkegrad.nn.pool.AdaptiveMaxPool3d;
import kierkegrad.nn.pool.AvgPool1d;
import kierkegrad.nn.pool.AvgPool2d;
import kierkegrad.nn.pool.AvgPool3d;
import kierkegrad.nn.pool.FractionalMaxPool2d;
import kierkegrad.nn.pool.FractionalMaxPool3d;
import kierkegrad.nn.pool.LPPool1d;
import kierkegrad.nn.pool.LPPool2d;
import kierkegrad.nn.pool.LPPool3d;
import kierkegrad.nn.pool.MaxPool1d;
import kierkegrad.nn.pool.MaxPool2d;
import kierkegrad.nn.pool.MaxPool3d;
import kierkegrad.nn.pool.MaxUnpool1d;
import kierkegrad.nn.pool.MaxUnpool2d;
import kierkegrad.nn.pool.MaxUnpool3d;
import kierkegrad.op.Span;
import kierkegrad.op.Volume;
import kierkegrad.op.Window;
import kierkegrad.tensor.Reductions;
import kierkegrad.tensor.Tensor;

/// Pooling and its inverse.
public final class Pools {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  private Pools() {}

  /// Adds the rows.
  public static void rows(Table table) {
    maximaOfLines(table.row(Kind.LAYER, "MaxPool1d"));
    maximaOfImages(table.row(Kind.LAYER, "MaxPool2d"));
    maximaOfVolumes(table.row(Kind.LAYER, "MaxPool3d"));
    unpools(table);
    meansOfLines(
        table.row(Kind.LAYER, "AvgPool1d").torch("torch.nn.AvgPool1d", "torch.avg_pool1d"));
    meansOfImages(table.row(Kind.LAYER, "AvgPool2d"));
    meansOfVolumes(table.row(Kind.LAYER, "AvgPool3d"));
    norms(table);
    adaptiveMeans(table);
    adaptiveMaxima(table);
    fractional(table);
  }

  private static void fractional(Table table) {
    Row images = table.row(Kind.LAYER, "FractionalMaxPool2d");
    for (int[] size : new int[][] {{3, 2}, {1, 1}, {5, 4}, {4, 6}}) {
      for (int[] kernel : new int[][] {{2, 2}, {1, 3}, {3, 1}}) {
        for (int[] shape : new int[][] {{2, 3, 7, 9}, {3, 7, 9}}) {
          images.layer(
              "torch.fractional_max_pool2d(a, [%d, %d], [%d, %d], b)"
                  .formatted(kernel[0], kernel[1], size[0], size[1]),
              () ->
                  new FractionalMaxPool2d(
                      List.of(kernel[0], kernel[1]),
                      List.of(size[0], size[1]),
                      List.of(),
                      Optional.empty()),
              (layer, xs) -> both(layer.forwardWithIndices(xs.get(0), xs.get(1))),
              Input.numbers(shape),
              Input.between(0, 1, shape.length == 4 ? 2 : 1, 3, 2).fixed());
        }
      }
    }
    images.layer(
        "torch.fractional_max_pool2d(a, [2, 2], [4, 5], b)",
        () -> new FractionalMaxPool2d(2, 0.6),
        (layer, xs) -> both(layer.forwardWithIndices(xs.get(0), xs.get(1))),
        Input.numbers(2, 3, 7, 9),
        Input.between(0, 1, 2, 3, 2).fixed());
    images.refuses(
        "torch.fractional_max_pool2d(a, [3, 3], [6, 2], b)",
        xs -> new FractionalMaxPool2d(3, 6).forwardWithIndices(xs.get(0), xs.get(1)).values(),
        Input.numbers(2, 3, 7, 9),
        Input.between(0, 1, 2, 3, 2));
    Row volumes = table.row(Kind.LAYER, "FractionalMaxPool3d");
    for (int[] size : new int[][] {{3, 2, 2}, {1, 1, 1}, {2, 3, 3}}) {
      for (int[] kernel : new int[][] {{2, 2, 2}, {1, 3, 2}}) {
        for (int[] shape : new int[][] {{2, 2, 5, 6, 5}, {2, 5, 6, 5}}) {
          volumes.layer(
              "torch.fractional_max_pool3d(a, [%d, %d, %d], [%d, %d, %d], b)"
                  .formatted(kernel[0], kernel[1], kernel[2], size[0], size[1], size[2]),
              () ->
                  new FractionalMaxPool3d(
                      List.of(kernel[0], kernel[1], kernel[2]),
                      List.of(size[0], size[1], size[2]),
                      List.of(),
                      Optional.empty()),
              (layer, xs) -> both(layer.forwardWithIndices(xs.get(0), xs.get(1))),
              Input.numbers(shape),
              Input.between(0, 1, shape.length == 5 ? 2 : 1, 2, 3).fixed());
        }
      }
    }
  }

  private static List<Tensor> both(Reductions.Extreme found) {
    return List.of(found.values(), found.indices());
  }

  /// Numbers with ties, NaN and infinities, of which none is infinite from both sides in a window.
  private static Input hard(int... shape) {
    double[] some = {1, 1, NAN, 0.5, 2, 2, -INF, 2, NAN, 3, 3, -1, -1, INF, INF, 0, 0, -0.0, -2, 7};
    double[] numbers = new double[java.util.stream.IntStream.of(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = some[i % some.length];
    }
    return Input.of(numbers, shape);
  }

  private static void maximaOfLines(Row row) {
    for (int stride : new int[] {1, 2, 3}) {
      for (int padding : new int[] {0, 1}) {
        for (int dilation : new int[] {1, 2}) {
          for (boolean ceil : new boolean[] {false, true}) {
            Span span = Span.of(3).stride(stride).padding(padding).dilation(dilation);
            row.layer(
                "torch.max_pool1d_with_indices(a, [3], [%d], [%d], [%d], %s)"
                    .formatted(stride, padding, dilation, ceil ? "True" : "False"),
                () -> new MaxPool1d(span, ceil),
                (layer, xs) -> both(layer.forwardWithIndices(xs.getFirst())),
                Input.numbers(2, 3, 8));
          }
        }
      }
    }
    for (Input input :
        List.of(
            Input.numbers(3, 7), Input.numbers(0, 3, 7), Input.numbers(1, 1, 2), hard(2, 3, 11))) {
      row.layer("torch.max_pool1d(a, [2])", () -> new MaxPool1d(2), input);
    }
    row.refuses(
            "torch.max_pool1d(a, [4])",
            xs -> new MaxPool1d(4).forward(xs.getFirst()),
            Input.numbers(2, 3, 3))
        .refuses(
            "torch.max_pool1d(a, [2], [2], [2])",
            xs -> new MaxPool1d(Span.of(2).padding(2)).forward(xs.getFirst()),
            Input.numbers(2, 3, 3))
        .refuses(
            "torch.max_pool1d(a, [2])",
            xs -> new MaxPool1d(2).forward(xs.getFirst()),
            Input.numbers(4));
  }

  private static void maximaOfImages(Row row) {
    for (int stride : new int[] {1, 2}) {
      for (int padding : new int[] {0, 1}) {
        for (int dilation : new int[] {1, 2}) {
          for (boolean ceil : new boolean[] {false, true}) {
            Window window =
                Window.of(2, 3).stride(stride, 2).padding(padding, 1).dilation(dilation, 1);
            row.layer(
                "torch.max_pool2d_with_indices(a, [2, 3], [%d, 2], [%d, 1], [%d, 1], %s)"
                    .formatted(stride, padding, dilation, ceil ? "True" : "False"),
                () -> new MaxPool2d(window, ceil),
                (layer, xs) -> both(layer.forwardWithIndices(xs.getFirst())),
                Input.numbers(2, 3, 6, 5));
          }
        }
      }
    }
    for (Input input :
        List.of(
            Input.numbers(3, 4, 6),
            Input.numbers(0, 3, 4, 4),
            Input.numbers(2, 1, 16, 34),
            hard(2, 3, 4, 7))) {
      row.layer(
          "torch.max_pool2d_with_indices(a, [2, 2])",
          () -> new MaxPool2d(2),
          (layer, xs) -> both(layer.forwardWithIndices(xs.getFirst())),
          input);
      row.layer("torch.max_pool2d(a, [2, 2])", () -> new MaxPool2d(2), input);
    }
    row.refuses(
            "torch.max_pool2d(a, [4, 1])",
            xs -> new MaxPool2d(Window.of(4, 1)).forward(xs.getFirst()),
            Input.numbers(2, 3, 3, 3))
        .refuses(
            "torch.max_pool2d(a, [2, 2], [2, 2], [0, 2])",
            xs -> new MaxPool2d(Window.of(2).padding(0, 2)).forward(xs.getFirst()),
            Input.numbers(2, 3, 3, 3));
  }

  private static void maximaOfVolumes(Row row) {
    row.differentiated(Derivatives.TWICE, "");
    for (int stride : new int[] {1, 2}) {
      for (int padding : new int[] {0, 1}) {
        for (int dilation : new int[] {1, 2}) {
          for (boolean ceil : new boolean[] {false, true}) {
            Volume window =
                Volume.of(2, 3, 2)
                    .stride(stride, 2, 1)
                    .padding(padding, 1, 0)
                    .dilation(dilation, 1, 1);
            row.layer(
                "torch.max_pool3d_with_indices(a, [2, 3, 2], [%d, 2, 1], [%d, 1, 0], [%d, 1, 1], %s)"
                    .formatted(stride, padding, dilation, ceil ? "True" : "False"),
                () -> new MaxPool3d(window, ceil),
                (layer, xs) -> both(layer.forwardWithIndices(xs.getFirst())),
                Input.numbers(2, 2, 4, 5, 3));
          }
        }
      }
    }
    for (Input input :
        List.of(Input.numbers(2, 4, 4, 2), Input.numbers(0, 2, 2, 2, 2), hard(2, 2, 4, 3, 5))) {
      row.layer(
          "torch.max_pool3d_with_indices(a, [2, 2, 2])",
          () -> new MaxPool3d(2),
          (layer, xs) -> both(layer.forwardWithIndices(xs.getFirst())),
          input);
      row.layer("torch.max_pool3d(a, [2, 2, 2])", () -> new MaxPool3d(2), input);
    }
    row.refuses(
        "torch.max_pool3d(a, [4, 1, 1])",
        xs -> new MaxPool3d(Volume.of(4, 1, 1)).forward(xs.getFirst()),
        Input.numbers(2, 3, 3, 3, 3));
  }

  private static void unpools(Table table) {
    Row lines = table.row(Kind.LAYER, "MaxUnpool1d");
    Row images = table.row(Kind.LAYER, "MaxUnpool2d");
    Row volumes = table.row(Kind.LAYER, "MaxUnpool3d");
    for (int n : new int[] {1, 0, 2}) {
      lines.same(
          """
          y, i = torch.max_pool1d_with_indices(a, [2])
          u = torch.max_unpool2d(y.unsqueeze(2), i.unsqueeze(2), [1, 6])
          return u.squeeze(2)
          """,
          xs -> {
            Reductions.Extreme y = xs.getFirst().maxPool1dWithIndices(Span.of(2).stride(2), false);
            return new MaxUnpool1d(2).forward(y.values(), y.indices());
          },
          Input.numbers(n, 3, 6));
      images.same(
          """
          y, i = torch.max_pool2d_with_indices(a, [2, 2])
          return torch.max_unpool2d(y, i, [4, 6])
          """,
          xs -> {
            Reductions.Extreme y =
                xs.getFirst().maxPool2dWithIndices(Window.of(2).stride(2), false);
            return new MaxUnpool2d(2).forward(y.values(), y.indices());
          },
          Input.numbers(n, 3, 4, 6));
      images.same(
          """
          y, i = torch.max_pool2d_with_indices(a, [2, 3])
          return torch.max_unpool2d(y, i, [5, 7])
          """,
          xs -> {
            Window window = Window.of(2, 3).stride(2, 3);
            Reductions.Extreme y = xs.getFirst().maxPool2dWithIndices(window, false);
            return new MaxUnpool2d(window).forward(y.values(), y.indices(), 5, 7);
          },
          Input.numbers(n, 3, 5, 7));
      volumes.same(
          """
          y, i = torch.max_pool3d_with_indices(a, [2, 2, 2])
          return torch.max_unpool3d(y, i, [4, 2, 4], [2, 2, 2], [0, 0, 0])
          """,
          xs -> {
            Reductions.Extreme y =
                xs.getFirst().maxPool3dWithIndices(Volume.of(2).stride(2), false);
            return new MaxUnpool3d(2).forward(y.values(), y.indices());
          },
          Input.numbers(n, 3, 4, 2, 4));
    }
    images.same(
        "torch.max_unpool2d(a, b, [2, 3])",
        xs -> xs.getFirst().maxUnpool(xs.get(1), 2, 3),
        Input.numbers(1, 1, 4),
        Input.of(new long[] {5, 0, 3, 1}, 1, 1, 4));
    // Windows that overlap find the same number twice.
    images.same(
        """
        y, i = torch.max_pool2d_with_indices(a, [3, 3], [1, 1])
        return torch.max_unpool2d(y, i, [5, 6])
        """,
        xs -> {
          Reductions.Extreme y = xs.getFirst().maxPool2dWithIndices(Window.of(3), false);
          return new MaxUnpool2d(Window.of(3)).forward(y.values(), y.indices());
        },
        Input.numbers(2, 2, 5, 6));
    images.refuses(
        "torch.max_unpool2d(a, b, [2, 2])",
        xs -> xs.getFirst().maxUnpool(xs.get(1), 2, 2),
        Input.numbers(1, 1, 2, 2),
        Input.of(new long[] {5, 0, 3, 1}, 1, 1, 2, 2));
    images.refuses(
        "torch.max_unpool2d(a, b, [2, 2])",
        xs -> xs.getFirst().maxUnpool(xs.get(1), 2, 2),
        Input.numbers(1, 1, 1, 2),
        Input.of(new long[] {0, 3, 1, 2}, 1, 1, 2, 2));
  }

  private static void meansOfLines(Row row) {
    for (int stride : new int[] {1, 2, 3}) {
      for (int padding : new int[] {0, 1}) {
        for (boolean ceil : new boolean[] {false, true}) {
          for (boolean count : new boolean[] {false, true}) {
            Span span = Span.of(3).stride(stride).padding(padding);
            row.layer(
                "torch.avg_pool1d(a, [3], [%d], [%d], %s, %s)"
                    .formatted(stride, padding, ceil ? "True" : "False", count ? "True" : "False"),
                () -> new AvgPool1d(span, ceil, count),
                Input.numbers(2, 3, 9));
          }
        }
      }
    }
    for (Input input :
        List.of(
            Input.numbers(3, 7), Input.numbers(0, 3, 7), Input.numbers(1, 1, 2), hard(2, 3, 11))) {
      row.layer("torch.avg_pool1d(a, [2])", () -> new AvgPool1d(2), input);
    }
    row.refuses(
        "torch.avg_pool1d(a, [4])",
        xs -> new AvgPool1d(4).forward(xs.getFirst()),
        Input.numbers(2, 3, 3));
  }

  private static void meansOfImages(Row row) {
    for (int stride : new int[] {1, 2}) {
      for (int padding : new int[] {0, 1}) {
        for (boolean ceil : new boolean[] {false, true}) {
          for (boolean count : new boolean[] {false, true}) {
            for (int divisor : new int[] {0, 5}) {
              Window window = Window.of(2, 3).stride(stride, 2).padding(padding, 1);
              row.layer(
                  "torch.avg_pool2d(a, [2, 3], [%d, 2], [%d, 1], %s, %s, %s)"
                      .formatted(
                          stride,
                          padding,
                          ceil ? "True" : "False",
                          count ? "True" : "False",
                          divisor == 0 ? "None" : divisor),
                  () ->
                      new AvgPool2d(
                          window,
                          ceil,
                          count,
                          divisor == 0 ? Optional.empty() : Optional.of(divisor)),
                  Input.numbers(2, 3, 6, 6));
            }
          }
        }
      }
    }
    for (Input input :
        List.of(
            Input.numbers(3, 4, 6),
            Input.numbers(0, 3, 4, 4),
            Input.numbers(2, 1, 16, 34),
            hard(2, 3, 4, 7))) {
      row.layer("torch.avg_pool2d(a, [2, 2])", () -> new AvgPool2d(2), input);
    }
    row.refuses(
        "torch.avg_pool2d(a, [2, 2], [2, 2], [0, 0], False, True, 0)",
        xs -> new AvgPool2d(Window.of(2), false, true, Optional.of(0)).forward(xs.getFirst()),
        Input.numbers(2, 3, 4, 4));
  }

  private static void meansOfVolumes(Row row) {
    for (int stride : new int[] {1, 2}) {
      for (int padding : new int[] {0, 1}) {
        for (boolean ceil : new boolean[] {false, true}) {
          for (boolean count : new boolean[] {false, true}) {
            for (int divisor : new int[] {0, 5}) {
              Volume window = Volume.of(2, 3, 2).stride(stride, 2, 2).padding(padding, 1, 0);
              row.layer(
                  "torch.avg_pool3d(a, [2, 3, 2], [%d, 2, 2], [%d, 1, 0], %s, %s, %s)"
                      .formatted(
                          stride,
                          padding,
                          ceil ? "True" : "False",
                          count ? "True" : "False",
                          divisor == 0 ? "None" : divisor),
                  () ->
                      new AvgPool3d(
                          window,
                          ceil,
                          count,
                          divisor == 0 ? Optional.empty() : Optional.of(divisor)),
                  Input.numbers(2, 2, 4, 6, 3));
            }
          }
        }
      }
    }
    for (Input input :
        List.of(Input.numbers(2, 4, 4, 2), Input.numbers(0, 2, 2, 2, 2), hard(2, 2, 4, 3, 5))) {
      row.layer("torch.avg_pool3d(a, [2, 2, 2])", () -> new AvgPool3d(2), input);
    }
  }

  private static void norms(Table table) {
    Row lines = table.row(Kind.LAYER, "LPPool1d");
    Row images = table.row(Kind.LAYER, "LPPool2d");
    Row volumes = table.row(Kind.LAYER, "LPPool3d");
    for (double p : new double[] {1, 2, 3, 1.5}) {
      for (boolean ceil : new boolean[] {false, true}) {
        String flag = ceil ? "True" : "False";
        String root =
            "\nreturn (torch.sign(y) * torch.relu(torch.abs(y))).mul(%d).pow(1.0 / " + p + ")\n";
        Input x = Input.between(0.1, 2, 2, 3, 7);
        lines.layer(
            "y = torch.avg_pool1d(a.pow(%s), [3], [2], [0], %s)".formatted(p, flag)
                + root.formatted(3),
            () -> new LPPool1d(p, Span.of(3).stride(2), ceil),
            x);
        lines.layer(
            "y = torch.avg_pool1d(a.pow(%s), [2], [2], [0], %s)".formatted(p, flag)
                + root.formatted(2),
            () -> new LPPool1d(p, Span.of(2).stride(2), ceil),
            Input.between(0.1, 2, 3, 7));
        images.layer(
            "y = torch.avg_pool2d(a.pow(%s), [3, 2], [2, 1], [0, 0], %s)".formatted(p, flag)
                + root.formatted(6),
            () -> new LPPool2d(p, Window.of(3, 2).stride(2, 1), ceil),
            Input.between(0.1, 2, 2, 3, 6, 4));
        images.layer(
            "y = torch.avg_pool2d(a.pow(%s), [2, 2], [2, 2], [0, 0], %s)".formatted(p, flag)
                + root.formatted(4),
            () -> new LPPool2d(p, Window.of(2).stride(2), ceil),
            Input.between(0.1, 2, 3, 5, 5));
        volumes.layer(
            "y = torch.avg_pool3d(a.pow(%s), [2, 2, 3], [2, 1, 3], [0, 0, 0], %s)"
                    .formatted(p, flag)
                + root.formatted(12),
            () -> new LPPool3d(p, Volume.of(2, 2, 3).stride(2, 1, 3), ceil),
            Input.between(0.1, 2, 2, 2, 3, 3, 4));
      }
    }
    Input mixed = Input.numbers(2, 3, 8);
    lines.layer(
        """
        y = torch.avg_pool1d(a.pow(3.0), [2], [2])
        return (torch.sign(y) * torch.relu(torch.abs(y))).mul(2).pow(1.0 / 3.0)
        """,
        () -> new LPPool1d(3, 2),
        mixed);
  }

  private static void adaptiveMeans(Table table) {
    Row lines =
        table
            .row(Kind.LAYER, "AdaptiveAvgPool1d")
            .torch("torch.nn.AdaptiveAvgPool1d", "torch.adaptive_avg_pool1d");
    for (int size : new int[] {1, 2, 3, 5, 6, 7, 12}) {
      for (Input input : List.of(Input.numbers(2, 3, 6), Input.numbers(3, 7))) {
        lines.layer(
            "torch.adaptive_avg_pool1d(a, [%d])".formatted(size),
            () -> new AdaptiveAvgPool1d(size),
            input);
      }
    }
    lines.layer("torch.adaptive_avg_pool1d(a, [4])", () -> new AdaptiveAvgPool1d(4), hard(2, 2, 9));
    lines.refuses(
        "torch.adaptive_avg_pool1d(a, [4])",
        xs -> new AdaptiveAvgPool1d(4).forward(xs.getFirst()),
        Input.numbers(2, 3, 0));
    Row images = table.row(Kind.LAYER, "AdaptiveAvgPool2d");
    for (int[] size : new int[][] {{1, 1}, {2, 3}, {3, 4}, {5, 1}, {6, 7}, {7, 12}, {4, 4}}) {
      for (Input input : List.of(Input.numbers(2, 3, 6, 7), Input.numbers(3, 4, 4))) {
        images.layer(
            "torch.adaptive_avg_pool2d(a, [%d, %d])".formatted(size[0], size[1]),
            () -> new AdaptiveAvgPool2d(size[0], size[1]),
            input);
      }
    }
    images
        .layer(
            "torch.adaptive_avg_pool2d(a, [6, 3])",
            () -> new AdaptiveAvgPool2d(-1, 3),
            Input.numbers(2, 3, 6, 7))
        .layer(
            "torch.adaptive_avg_pool2d(a, [3, 3])",
            () -> new AdaptiveAvgPool2d(3),
            hard(2, 2, 5, 7))
        .layer(
            "torch.adaptive_avg_pool2d(a, [3, 3])",
            () -> new AdaptiveAvgPool2d(3),
            Input.numbers(0, 3, 6, 7));
    Row volumes = table.row(Kind.LAYER, "AdaptiveAvgPool3d");
    for (int[] size :
        new int[][] {{1, 1, 1}, {2, 3, 2}, {3, 4, 1}, {5, 1, 3}, {4, 5, 3}, {2, 2, 2}}) {
      for (Input input : List.of(Input.numbers(2, 2, 4, 5, 3), Input.numbers(2, 3, 3, 2))) {
        volumes.layer(
            "torch.adaptive_avg_pool3d(a, [%d, %d, %d])".formatted(size[0], size[1], size[2]),
            () -> new AdaptiveAvgPool3d(size[0], size[1], size[2]),
            input);
      }
    }
    volumes.layer(
        "torch.adaptive_avg_pool3d(a, [4, 2, 3])",
        () -> new AdaptiveAvgPool3d(-1, 2, -1),
        Input.numbers(2, 2, 4, 5, 3));
  }

  private static void adaptiveMaxima(Table table) {
    Row lines = table.row(Kind.LAYER, "AdaptiveMaxPool1d");
    for (int size : new int[] {1, 2, 3, 5, 6, 7, 12}) {
      for (Input input : List.of(Input.numbers(2, 3, 6), Input.numbers(3, 7), hard(2, 2, 9))) {
        lines.layer(
            "torch.adaptive_max_pool1d(a, [%d])".formatted(size),
            () -> new AdaptiveMaxPool1d(size),
            (layer, xs) -> both(layer.forwardWithIndices(xs.getFirst())),
            input);
      }
    }
    Row images = table.row(Kind.LAYER, "AdaptiveMaxPool2d");
    for (int[] size : new int[][] {{1, 1}, {2, 3}, {3, 4}, {5, 1}, {6, 7}, {7, 12}, {4, 4}}) {
      for (Input input :
          List.of(Input.numbers(2, 3, 6, 7), Input.numbers(3, 4, 4), hard(2, 2, 5, 7))) {
        images.layer(
            "torch.adaptive_max_pool2d(a, [%d, %d])".formatted(size[0], size[1]),
            () -> new AdaptiveMaxPool2d(size[0], size[1]),
            (layer, xs) -> both(layer.forwardWithIndices(xs.getFirst())),
            input);
      }
    }
    images.layer(
        "y, i = torch.adaptive_max_pool2d(a, [6, 3])\nreturn y\n",
        () -> new AdaptiveMaxPool2d(-1, 3),
        Input.numbers(2, 3, 6, 7));
    Row volumes = table.row(Kind.LAYER, "AdaptiveMaxPool3d");
    for (int[] size :
        new int[][] {{1, 1, 1}, {2, 3, 2}, {3, 4, 1}, {5, 1, 3}, {4, 5, 3}, {2, 2, 2}}) {
      for (Input input :
          List.of(Input.numbers(2, 2, 4, 5, 3), Input.numbers(2, 3, 3, 2), hard(1, 2, 5, 3, 4))) {
        volumes.layer(
            "torch.adaptive_max_pool3d(a, [%d, %d, %d])".formatted(size[0], size[1], size[2]),
            () -> new AdaptiveMaxPool3d(size[0], size[1], size[2]),
            (layer, xs) -> both(layer.forwardWithIndices(xs.getFirst())),
            input);
      }
    }
  }
}
