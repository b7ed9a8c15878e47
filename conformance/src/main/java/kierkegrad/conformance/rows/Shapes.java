package kierkegrad.conformance.rows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import kierkegrad.conformance.Derivatives;
import kierkegrad.conformance.Input;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.nn.Bilinear;
import kierkegrad.nn.ChannelShuffle;
import kierkegrad.nn.Flatten;
import kierkegrad.nn.Identity;
import kierkegrad.nn.Layer;
import kierkegrad.nn.LayerDict;
import kierkegrad.nn.LayerList;
import kierkegrad.nn.Lazy;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.ParameterDict;
import kierkegrad.nn.ParameterList;
import kierkegrad.nn.PixelShuffle;
import kierkegrad.nn.PixelUnshuffle;
import kierkegrad.nn.Unflatten;
import kierkegrad.nn.Upsample;
import kierkegrad.nn.conv.Conv2d;
import kierkegrad.tensor.Interpolation;
import kierkegrad.tensor.Tensor;

/// Layers that rearrange or resize, bilinear forms, and containers of any order.
public final class Shapes {
  private Shapes() {}

  /// Adds the rows.
  public static void rows(Table table) {
    plain(table);
    shuffles(table);
    bilinear(table.row(Kind.LAYER, "Bilinear").torch("torch.nn.Bilinear", "torch.bilinear"));
    upsample(table.row(Kind.LAYER, "Upsample"));
    table
        .row(Kind.LAYER, "UpsamplingNearest2d")
        .layer(
            "torch.upsample_nearest2d(a, None, [2.0, 2.0])",
            () -> new Upsample(2),
            Input.numbers(2, 3, 4, 5))
        .remark("is `new Upsample(2)`");
    table
        .row(Kind.LAYER, "UpsamplingBilinear2d")
        .layer(
            "torch.upsample_bilinear2d(a, None, True, [2.0, 2.0])",
            () -> new Upsample(Interpolation.BILINEAR, true, 2),
            Input.numbers(2, 3, 4, 5))
        .remark("is `new Upsample(BILINEAR, true, 2)`");
    interpolate(table.row(Kind.OPERATION, "interpolate").torch("torch.nn.functional.interpolate"));
    containers(table);
    lazy(table);
  }

  private static void lazy(Table table) {
    table
        .row(Kind.LAYER, "LazyLinear, LazyConv…")
        .torch(
            "torch.nn.LazyLinear",
            "torch.nn.LazyConv1d",
            "torch.nn.LazyConv2d",
            "torch.nn.LazyConv3d",
            "torch.nn.LazyConvTranspose1d",
            "torch.nn.LazyConvTranspose2d",
            "torch.nn.LazyConvTranspose3d",
            "torch.nn.LazyBatchNorm1d",
            "torch.nn.LazyBatchNorm2d",
            "torch.nn.LazyBatchNorm3d",
            "torch.nn.LazyInstanceNorm1d",
            "torch.nn.LazyInstanceNorm2d",
            "torch.nn.LazyInstanceNorm3d")
        .layer(
            "torch.linear(a, weight, bias)",
            () -> made(new Lazy(x -> new Linear(x.size(-1), 3)), 2, 4),
            Input.numbers(5, 4))
        .layer(
            "torch.conv2d(a, weight, bias)",
            () -> made(new Lazy(x -> new Conv2d(x.size(1), 3, 2)), 1, 4, 5, 5),
            Input.numbers(2, 4, 5, 5))
        .remark("are `Lazy` with what makes the layer");
  }

  private static Layer made(Lazy layer, int... shape) {
    layer.make(Tensor.zeros(shape));
    return layer;
  }

  private static void plain(Table table) {
    Row flatten = table.row(Kind.LAYER, "Flatten").torch("torch.nn.Flatten", "torch.flatten");
    for (int[] shape : new int[][] {{2, 3, 4}, {2, 3}, {0, 3, 4}, {2, 0}, {2, 3, 1, 5}, {2}}) {
      flatten.layer(
          "torch.flatten(a, %d)".formatted(shape.length > 1 ? 1 : 0),
          () -> shape.length > 1 ? new Flatten() : new Flatten(0, -1),
          Input.numbers(shape));
    }
    for (int start = 0; start < 4; start++) {
      for (int end = start; end < 4; end++) {
        int from = start;
        int to = end;
        flatten.layer(
            "torch.flatten(a, %d, %d)".formatted(from, to),
            () -> new Flatten(from, to),
            Input.numbers(2, 3, 1, 5));
      }
    }
    flatten
        .refuses("torch.flatten(a, 1)", x -> new Flatten().forward(x.getFirst()), Input.numbers(3))
        .refuses(
            "torch.flatten(a, 2, 1)",
            x -> new Flatten(2, 1).forward(x.getFirst()),
            Input.numbers(3, 2, 2));
    Row unflatten =
        table.row(Kind.LAYER, "Unflatten").torch("torch.nn.Unflatten", "torch.unflatten");
    for (int[] sizes : new int[][] {{2, 3}, {-1, 3}, {6, 1}, {1, 2, -1}, {-1}}) {
      for (int dim : new int[] {1, -2}) {
        unflatten.layer(
            "torch.unflatten(a, %d, %s)".formatted(dim, Arrays.toString(sizes)),
            () -> new Unflatten(dim, sizes),
            Input.numbers(2, 6, 3));
        unflatten.layer(
            "torch.unflatten(a, %d, %s)".formatted(dim, Arrays.toString(sizes)),
            () -> new Unflatten(dim, sizes),
            Input.numbers(0, 6, 3));
      }
    }
    unflatten
        .refuses(
            "torch.unflatten(a, 1, [4, 2])",
            x -> new Unflatten(1, 4, 2).forward(x.getFirst()),
            Input.numbers(2, 6))
        .refuses(
            "torch.unflatten(a, 1, [-1, 4])",
            x -> new Unflatten(1, -1, 4).forward(x.getFirst()),
            Input.numbers(2, 6))
        .refuses(
            "torch.unflatten(a, 2, [2, 3])",
            x -> new Unflatten(2, 2, 3).forward(x.getFirst()),
            Input.numbers(2, 6));
    Row identity = table.row(Kind.LAYER, "Identity");
    for (int[] shape : new int[][] {{2, 3}, {0}, {}, {1, 1, 1}}) {
      identity.layer("a * 1", Identity::new, Input.numbers(shape));
    }
  }

  private static void shuffles(Table table) {
    Row shuffle =
        table.row(Kind.LAYER, "PixelShuffle").torch("torch.nn.PixelShuffle", "torch.pixel_shuffle");
    Row back =
        table
            .row(Kind.LAYER, "PixelUnshuffle")
            .torch("torch.nn.PixelUnshuffle", "torch.pixel_unshuffle");
    for (int r : new int[] {1, 2, 3}) {
      for (int[] lead : new int[][] {{}, {2}, {2, 2}, {0}}) {
        Derivatives order = lead.length == 1 && lead[0] == 0 ? Derivatives.NONE : Derivatives.TWICE;
        String why =
            order == Derivatives.NONE ? "LibTorch fails to differentiate empty batches" : "";
        shuffle.differentiated(order, why);
        int[] channels =
            IntStream.concat(IntStream.of(lead), IntStream.of(2 * r * r, 3, 2)).toArray();
        int[] pixels =
            IntStream.concat(IntStream.of(lead), IntStream.of(2, 3 * r, 2 * r)).toArray();
        shuffle.layer(
            "torch.pixel_shuffle(a, %d)".formatted(r),
            () -> new PixelShuffle(r),
            Input.numbers(channels));
        if (order == Derivatives.TWICE) {
          back.layer(
              "torch.pixel_unshuffle(a, %d)".formatted(r),
              () -> new PixelUnshuffle(r),
              Input.numbers(pixels));
        }
      }
    }
    shuffle
        .refuses(
            "torch.pixel_shuffle(a, 2)",
            x -> new PixelShuffle(2).forward(x.getFirst()),
            Input.numbers(2, 6, 2, 2))
        .refuses(
            "torch.pixel_shuffle(a, 2)",
            x -> new PixelShuffle(2).forward(x.getFirst()),
            Input.numbers(4, 2));
    back.refuses(
        "torch.pixel_unshuffle(a, 2)",
        x -> new PixelUnshuffle(2).forward(x.getFirst()),
        Input.numbers(2, 6, 3, 2));
    Row channels =
        table
            .row(Kind.LAYER, "ChannelShuffle")
            .torch("torch.nn.ChannelShuffle", "torch.channel_shuffle");
    for (int groups : new int[] {1, 2, 3, 6}) {
      for (int[] shape : new int[][] {{2, 6, 3, 2}, {2, 6, 4}, {1, 6, 1, 2, 2}}) {
        channels.layer(
            "torch.channel_shuffle(a, %d)".formatted(groups),
            () -> new ChannelShuffle(groups),
            Input.numbers(shape));
      }
    }
    channels.refuses(
        "torch.channel_shuffle(a, 4)",
        x -> new ChannelShuffle(4).forward(x.getFirst()),
        Input.numbers(2, 6, 3, 2));
  }

  private static void bilinear(Row row) {
    for (int[] lead : new int[][] {{}, {4}, {2, 3}, {0}, {1}}) {
      int[] first = IntStream.concat(IntStream.of(lead), IntStream.of(3)).toArray();
      int[] second = IntStream.concat(IntStream.of(lead), IntStream.of(2)).toArray();
      row.layer(
          "torch.bilinear(a, b, weight, bias)",
          () -> new Bilinear(3, 2, 4),
          (layer, xs) -> List.of(layer.forward(xs.get(0), xs.get(1))),
          Input.numbers(first),
          Input.between(-1, 1, second));
      row.layer(
          "torch.bilinear(a, b, weight, None)",
          () -> new Bilinear(3, 2, 4, false),
          (layer, xs) -> List.of(layer.forward(xs.get(0), xs.get(1))),
          Input.numbers(first),
          Input.between(-1, 1, second));
    }
    row.layer(
        "torch.bilinear(a, a, weight, bias)", () -> new Bilinear(3, 3, 2), Input.numbers(4, 3));
    row.refuses(
        "torch.bilinear(a, b, torch.ones(4, 3, 2), None)",
        xs -> new Bilinear(3, 2, 4).forward(xs.get(0), xs.get(1)),
        Input.numbers(4, 3),
        Input.numbers(4, 3));
    row.refuses(
        "torch.bilinear(a, b, torch.ones(4, 3, 2), None)",
        xs -> new Bilinear(3, 2, 4).forward(xs.get(0), xs.get(1)),
        Input.numbers(4, 3),
        Input.numbers(5, 2));
  }

  /// LibTorch has one function per mode; their overloads take a size or factors.
  private static String call(
      Interpolation mode, boolean corners, String size, String factors, int dims) {
    String options = "%s%s, %s";
    return switch (mode) {
      case NEAREST ->
          "torch.upsample_nearest%dd(a, ".formatted(dims)
              + options.formatted(size, "", factors)
              + ")";
      case NEAREST_EXACT ->
          "torch._upsample_nearest_exact%dd(a, ".formatted(dims)
              + options.formatted(size, "", factors)
              + ")";
      case BICUBIC ->
          "torch.upsample_bicubic2d(a, "
              + options.formatted(size, corners ? ", True" : ", False", factors)
              + ")";
      default ->
          "torch.upsample_%s%dd(a, ".formatted(mode.torchName(), dims)
              + options.formatted(size, corners ? ", True" : ", False", factors)
              + ")";
    };
  }

  private static int[] shape(int dims) {
    return new int[][] {{2, 3, 5}, {2, 2, 4, 5}, {1, 2, 2, 3, 4}}[dims - 1];
  }

  private static void upsample(Row row) {
    for (Interpolation mode : Interpolation.values()) {
      for (int dims = 1; dims <= 3; dims++) {
        if (mode == Interpolation.AREA || !takes(mode, dims)) {
          continue;
        }
        Input x = Input.numbers(shape(dims));
        for (boolean corners : mixes(mode) ? new boolean[] {false, true} : new boolean[] {false}) {
          int size = dims;
          for (double[] factors : factors(dims)) {
            double[] all =
                factors.length == 1
                    ? IntStream.range(0, dims).mapToDouble(_ -> factors[0]).toArray()
                    : factors;
            row.layer(
                call(mode, corners, "None", list(all), dims),
                () -> new Upsample(mode, corners, factors),
                x);
          }
          for (int[] sizes : sizes(size)) {
            row.layer(
                call(mode, corners, Arrays.toString(sizes), "None", dims),
                () -> Upsample.to(mode, corners, sizes),
                x);
          }
        }
      }
    }
    row.refuses(
        "torch.upsample_nearest2d(a, [0, 3], None)",
        xs -> Upsample.to(Interpolation.NEAREST, false, 0, 3).forward(xs.getFirst()),
        Input.numbers(2, 3, 4, 4));
    row.refuses(
        "torch.upsample_bilinear2d(a, [2, 3], False, None)",
        xs -> Upsample.to(Interpolation.BILINEAR, false, 2, 3).forward(xs.getFirst()),
        Input.numbers(2, 3, 4));
  }

  private static void interpolate(Row row) {
    double[] special = {
      Double.NaN, 1, 2, Double.POSITIVE_INFINITY, 3, 4, -1, Double.NEGATIVE_INFINITY, 0, 5, 6, 7
    };
    for (Interpolation mode :
        List.of(Interpolation.NEAREST, Interpolation.NEAREST_EXACT, Interpolation.BILINEAR)) {
      for (int[] sizes : new int[][] {{6, 8}, {5, 3}, {1, 1}, {2, 7}}) {
        row.same(
            call(mode, false, Arrays.toString(sizes), "None", 2),
            xs -> xs.getFirst().interpolate(sizes, mode, false),
            Input.of(special, 1, 1, 3, 4).fixed());
      }
    }
    for (int[] sizes : new int[][] {{6, 8}, {5, 3}, {1, 1}, {2, 7}}) {
      row.same(
          "torch.adaptive_avg_pool2d(a, %s)".formatted(Arrays.toString(sizes)),
          xs -> xs.getFirst().interpolate(sizes, Interpolation.AREA, false),
          Input.numbers(2, 3, 4, 7));
    }
    for (int in = 1; in < 12; in++) {
      for (int out : new int[] {1, 3, 7, 10, 40}) {
        int size = out;
        for (Interpolation mode :
            List.of(Interpolation.NEAREST, Interpolation.NEAREST_EXACT, Interpolation.LINEAR)) {
          row.same(
              call(mode, false, "[" + size + "]", "None", 1),
              xs -> xs.getFirst().interpolate(new int[] {size}, mode, false),
              Input.numbers(1, 1, in));
        }
      }
    }
    row.same(
        "torch.upsample_nearest2d(a, [4, 4], None)",
        xs -> xs.getFirst().interpolate(new int[] {4, 4}, Interpolation.NEAREST, false),
        Input.numbers(0, 2, 2, 2));
  }

  private static boolean mixes(Interpolation mode) {
    return mode != Interpolation.NEAREST && mode != Interpolation.NEAREST_EXACT;
  }

  private static boolean takes(Interpolation mode, int dims) {
    return switch (mode) {
      case LINEAR -> dims == 1;
      case BILINEAR, BICUBIC -> dims == 2;
      case TRILINEAR -> dims == 3;
      default -> true;
    };
  }

  private static double[][] factors(int dims) {
    double[] mixed = {1.5, 2.4, 0.6};
    return new double[][] {{2}, {1.7}, {0.5}, {2.6}, Arrays.copyOf(mixed, dims)};
  }

  private static int[][] sizes(int dims) {
    return new int[][] {
      Arrays.copyOf(new int[] {4, 6, 8}, dims),
      Arrays.copyOf(new int[] {7, 3, 5}, dims),
      Arrays.copyOf(new int[] {1, 1, 1}, dims),
      Arrays.copyOf(new int[] {5, 5, 4}, dims)
    };
  }

  private static String list(double[] numbers) {
    return DoubleStream.of(numbers)
        .mapToObj(Double::toString)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /// Each layer by itself, since lists have no order of their own.
  private static void containers(Table table) {
    table
        .row(Kind.LAYER, "ModuleList")
        .layer(
            "torch.linear(torch.linear(a, _0_weight, _0_bias), _1_weight)",
            () -> new LayerList(new Linear(4, 3), new Linear(3, 2, false)),
            (layers, xs) -> {
              Tensor y = xs.getFirst();
              for (Layer layer : layers) {
                y = layer.forward(y);
              }
              return List.of(y);
            },
            Input.numbers(5, 4))
        .remark("is `LayerList`");
    table
        .row(Kind.LAYER, "ModuleDict")
        .layer(
            "torch.linear(a, left_weight, left_bias) * torch.linear(a, right_weight)",
            () -> {
              Map<String, Layer> named = new LinkedHashMap<>();
              named.put("left", new Linear(4, 3));
              named.put("right", new Linear(4, 3, false));
              return new LayerDict(named);
            },
            (layers, xs) ->
                List.of(
                    layers
                        .get("left")
                        .forward(xs.getFirst())
                        .mul(layers.get("right").forward(xs.getFirst()))),
            Input.numbers(5, 4))
        .remark("is `LayerDict`");
    table
        .row(Kind.LAYER, "ParameterList")
        .layer(
            "a * _0 + _1",
            () -> new ParameterList(new Parameter(Tensor.ones(3)), new Parameter(Tensor.ones(3))),
            (all, xs) -> List.of(xs.getFirst().mul(all.get(0).value()).add(all.get(1).value())),
            Input.numbers(2, 3));
    table
        .row(Kind.LAYER, "ParameterDict")
        .layer(
            "a * scale + shift",
            () -> {
              Map<String, Parameter> all = new LinkedHashMap<>();
              all.put("scale", new Parameter(Tensor.ones(3)));
              all.put("shift", new Parameter(Tensor.ones(3)));
              return new ParameterDict(all);
            },
            (all, xs) ->
                List.of(xs.getFirst().mul(all.get("scale").value()).add(all.get("shift").value())),
            Input.numbers(2, 3));
  }
}
