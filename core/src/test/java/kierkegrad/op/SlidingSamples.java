package kierkegrad.op;

import static kierkegrad.op.Samples.at;
import static kierkegrad.op.Samples.empty;
import static kierkegrad.op.Samples.numbers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// The rows of convolutions and poolings.
final class SlidingSamples {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  private SlidingSamples() {}

  static List<Row> all() {
    List<Row> rows = new ArrayList<>(convolutions());
    rows.addAll(poolings());
    return rows;
  }

  private static Tensor image(int height, double... values) {
    return Tensor.of(values, 1, 1, height, values.length / height);
  }

  private static List<Row> convolutions() {
    Window plain = Window.of(2);
    Window uneven = new Window(Span.of(2).stride(2).padding(1), Span.of(2).padding(2).dilation(2));
    Tensor x = numbers(-1, 1, 2, 2, 3, 3);
    Tensor w = numbers(-1, 1, 3, 2, 2, 2);
    Tensor b = numbers(-1, 1, 3);
    Tensor deep = numbers(-1, 1, 2, 1, 2, 2);
    Tensor g = numbers(-1, 1, 2, 2, 2, 5);
    return List.of(
        Row.of(new Conv.Forward(plain, 1), x, w)
            .empty(empty(0, 2, 3, 3), w)
            .fails("conv2d: takes 2 operands, got 1", x)
            .fails("conv2d: expects images [n, c, h, w], got [2, 3]", empty(2, 3), w)
            .fails("images of 3 channels and a weight [3, 2, 2, 2]", empty(1, 3, 3, 3), w)
            .fails("expects a weight [o, c/groups, 2, 2], got [3, 2, 2, 3]", x, empty(3, 2, 2, 3))
            .fails("does not fit into a height of 1", empty(1, 2, 1, 3), w)
            .fails("operands are [float64, float32]", x, w.to(DType.F32))
            .fails(new Conv.Forward(plain, 2), "in 2 groups", x, empty(3, 1, 2, 2))
            .gives(
                at(NAN, INF),
                at(1, 3, 2, 3, 7, 4),
                image(2, NAN, 0, INF, 0, 0, 0),
                image(2, 1, 2, 3, 4)),
        Row.of(new Conv.Forward(plain, 1), x, w, b)
            .empty(empty(0, 2, 3, 3), w, b)
            .fails("the bias is [2], but there are 3 channels out", x, w, empty(2)),
        Row.of(new Conv.Forward(uneven, 2), x, deep, numbers(-1, 1, 2)),
        Row.of(new Conv.Forward(plain, 1, Optional.of(Unary.TANH)), x, w, b),
        Row.of(new Conv.InputGradient(uneven, 2, 3, 3), g, deep)
            .empty(empty(0, 2, 2, 5), deep)
            .fails("conv2d_input: shapes [2, 2, 2, 4] and [2, 2, 2, 5]", empty(2, 2, 2, 4), deep)
            .fails("expects a weight", g, empty(2, 1, 2)),
        Row.of(new Conv.WeightGradient(uneven, 2), x, g)
            .empty(empty(0, 2, 3, 3), empty(0, 2, 2, 5))
            .fails("conv2d_weight: shapes [2, 2, 2, 4] and [2, 2, 2, 5]", x, empty(2, 2, 2, 4))
            .fails("in 2 groups", x, empty(2, 3, 2, 5)));
  }

  private static List<Row> poolings() {
    Window plain = Window.of(2).stride(2);
    Window uneven = new Window(Span.of(3).stride(2).padding(1), Span.of(2).padding(1).dilation(2));
    Tensor x = numbers(-1, 1, 2, 2, 5, 4);
    Tensor edge = image(2, 1, 1, NAN, 2, 1, 1, NAN, 9);
    return List.of(
        Row.of(new Pool.Max(plain, true), x)
            .empty(empty(0, 2, 3, 3))
            .fails("max_pool2d: expects images [n, c, h, w], got [3, 3]", empty(3, 3))
            .fails(new Pool.Max(plain, false), "does not fit into 1 pixels", empty(1, 1, 1, 3))
            .fails(new Pool.Max(plain.padding(2), false), "pad at most half its reach", x)
            .gives(at(1, NAN), at(1, 0, 0, 0, 0, 0, 1, 0), edge)
            .gives(at(-INF), at(1, 0, 0, 0), image(2, -INF, -INF, -INF, -INF)),
        Row.of(new Pool.Max(uneven, false), x),
        Row.of(new Pool.MaxGradient(uneven, true), x, numbers(-1, 1, 2, 2, 3, 4))
            .empty(empty(0, 2, 5, 4), empty(0, 2, 3, 4))
            .fails("shapes [2, 2, 3, 3] and [2, 2, 3, 4] differ", x, empty(2, 2, 3, 3)),
        Row.of(new Pool.MaxSelect(uneven, false), x, numbers(-1, 1, 2, 2, 5, 4).neg())
            .empty(empty(0, 2, 5, 4), empty(0, 2, 5, 4))
            .fails("shapes [2, 2, 5, 4] and [2, 2, 5, 3] differ", x, empty(2, 2, 5, 3)),
        Row.of(new Pool.Average(uneven, true, true), x)
            .empty(empty(0, 2, 3, 3))
            .fails("avg_pool2d: expects images", empty(3, 3)),
        Row.of(new Pool.Average(plain, false, true), x)
            .gives(
                at(NAN, INF),
                at(0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25),
                image(2, NAN, 0, 1, 1, 2, 0, INF, 1)),
        Row.of(new Pool.Average(uneven, false, false), x),
        Row.of(new Pool.AverageGradient(uneven, true, false, 5, 4), numbers(-1, 1, 2, 2, 3, 4))
            .empty(empty(0, 2, 3, 4))
            .fails("avg_pool2d_gradient: shapes [1, 1, 1, 1]", empty(1, 1, 1, 1)));
  }
}
