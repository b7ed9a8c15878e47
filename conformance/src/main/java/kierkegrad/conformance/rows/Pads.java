package kierkegrad.conformance.rows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import kierkegrad.conformance.Input;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.nn.Layer;
import kierkegrad.nn.pad.CircularPad1d;
import kierkegrad.nn.pad.CircularPad2d;
import kierkegrad.nn.pad.CircularPad3d;
import kierkegrad.nn.pad.ConstantPad1d;
import kierkegrad.nn.pad.ConstantPad2d;
import kierkegrad.nn.pad.ConstantPad3d;
import kierkegrad.nn.pad.ReflectionPad1d;
import kierkegrad.nn.pad.ReflectionPad2d;
import kierkegrad.nn.pad.ReflectionPad3d;
import kierkegrad.nn.pad.ReplicationPad1d;
import kierkegrad.nn.pad.ReplicationPad2d;
import kierkegrad.nn.pad.ReplicationPad3d;
import kierkegrad.nn.pad.ZeroPad1d;
import kierkegrad.nn.pad.ZeroPad2d;
import kierkegrad.nn.pad.ZeroPad3d;
import kierkegrad.tensor.PadMode;

/// Padding.
public final class Pads {
  private static final int[][] ONE = {
    {1, 1}, {2, 0}, {0, 3}, {3, 3}, {-1, 2}, {2, -2}, {-1, -2}, {0, 0}
  };
  private static final int[][] TWO = {
    {1, 1, 1, 1}, {2, 0, 0, 1}, {0, 3, 1, 2}, {-1, 2, 1, -1}, {2, -1, -1, 2}, {0, 0, 2, 2}
  };
  private static final int[][] THREE = {
    {1, 1, 1, 1, 1, 1},
    {2, 0, 0, 1, 1, 2},
    {0, 1, 1, 0, 2, 1},
    {-1, 2, 1, -1, 1, 1},
    {0, 0, 0, 0, 2, 2}
  };

  private Pads() {}

  private interface Padding {
    Layer layer(List<Integer> places);
  }

  /// Adds the rows.
  public static void rows(Table table) {
    layers(table, "ZeroPad", "constant", ZeroPad1d::new, ZeroPad2d::new, ZeroPad3d::new);
    layers(
        table,
        "ConstantPad",
        "constant', 3.5 #",
        places -> new ConstantPad1d(places, 3.5),
        places -> new ConstantPad2d(places, 3.5),
        places -> new ConstantPad3d(places, 3.5));
    layers(
        table,
        "ReflectionPad",
        "reflect",
        ReflectionPad1d::new,
        ReflectionPad2d::new,
        ReflectionPad3d::new);
    layers(
        table,
        "ReplicationPad",
        "replicate",
        ReplicationPad1d::new,
        ReplicationPad2d::new,
        ReplicationPad3d::new);
    layers(
        table,
        "CircularPad",
        "circular",
        CircularPad1d::new,
        CircularPad2d::new,
        CircularPad3d::new);
    function(table.row(Kind.OPERATION, "pad").torch("torch.nn.functional.pad"));
  }

  private static void layers(
      Table table, String name, String mode, Padding one, Padding two, Padding three) {
    cases(table.row(Kind.LAYER, name + "1d"), mode, one, ONE, new int[] {2, 3, 5});
    cases(table.row(Kind.LAYER, name + "2d"), mode, two, TWO, new int[] {2, 3, 4, 5});
    cases(table.row(Kind.LAYER, name + "3d"), mode, three, THREE, new int[] {2, 2, 3, 3, 4});
  }

  private static void cases(Row row, String mode, Padding pad, int[][] places, int[] shape) {
    int[] single = Arrays.copyOfRange(shape, 1, shape.length);
    int[] none = shape.clone();
    none[0] = 0;
    for (int[] each : places) {
      List<Integer> list = IntStream.of(each).boxed().toList();
      for (int[] sizes : List.of(shape, single, none)) {
        row.layer(code(mode, each), () -> pad.layer(list), Input.numbers(sizes));
      }
    }
    int[] first = places[0];
    List<Integer> list = IntStream.of(first).boxed().toList();
    double[] special = {
      Double.NaN, Double.POSITIVE_INFINITY, -1, Double.NEGATIVE_INFINITY, 0, -0.0
    };
    double[] numbers = new double[IntStream.of(shape).reduce(1, (a, b) -> a * b)];
    Arrays.setAll(numbers, i -> special[i % special.length]);
    row.layer(code(mode, first), () -> pad.layer(list), Input.of(numbers, shape));
    int[] tooMany = new int[first.length];
    Arrays.fill(tooMany, mode.startsWith("replicate") || mode.startsWith("constant") ? -3 : 6);
    row.refuses(
        code(mode, tooMany),
        xs -> pad.layer(IntStream.of(tooMany).boxed().toList()).forward(xs.getFirst()),
        Input.numbers(shape));
  }

  private static String code(String mode, int[] places) {
    String text = "torch.pad(a, %s, '%s')".formatted(Arrays.toString(places), mode);
    return mode.endsWith("#") ? text.replace(" #'", "") : text;
  }

  private static void function(Row row) {
    row.same("torch.pad(a, [1, 2])", xs -> xs.getFirst().pad(new int[] {1, 2}), Input.numbers(3))
        .same("torch.pad(a, [])", xs -> xs.getFirst().pad(new int[0]), Input.numbers(2, 3))
        .same(
            "torch.pad(a, [0, 1])", xs -> xs.getFirst().pad(new int[] {0, 1}), Input.numbers(2, 0))
        .same(
            "torch.pad(a, [1, -1, 2, 0, 0, 1, 1, 1], 'constant', -2.0)",
            xs -> xs.getFirst().pad(new int[] {1, -1, 2, 0, 0, 1, 1, 1}, -2),
            Input.numbers(2, 1, 3, 2))
        .same(
            "torch.pad(a, [1, 1], 'constant', 7.0)",
            xs -> xs.getFirst().pad(new int[] {1, 1}, 7),
            Input.integers(5, 2, 3))
        .refuses("torch.pad(a, [1])", xs -> xs.getFirst().pad(new int[] {1}), Input.numbers(3))
        .refuses(
            "torch.pad(a, [1, 1, 1, 1])",
            xs -> xs.getFirst().pad(new int[] {1, 1, 1, 1}),
            Input.numbers(3))
        .refuses(
            "torch.pad(a, [-4, 4])", xs -> xs.getFirst().pad(new int[] {-4, 4}), Input.numbers(3))
        .refuses(
            "torch.pad(a, [3, 0], 'reflect')",
            xs -> xs.getFirst().pad(new int[] {3, 0}, PadMode.REFLECT),
            Input.numbers(2, 3));
    for (PadMode mode : List.of(PadMode.REFLECT, PadMode.REPLICATE, PadMode.CIRCULAR)) {
      for (int[] places : TWO) {
        row.same(
            code(mode.torchName(), places),
            xs -> xs.getFirst().pad(places, mode),
            Input.numbers(1, 2, 5, 4));
      }
    }
  }
}
