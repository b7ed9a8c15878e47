package kierkegrad.cpu;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kierkegrad.cpu.conv.ConvShape;
import kierkegrad.cpu.conv.PlainConv;
import kierkegrad.op.Conv;
import kierkegrad.op.Span;
import kierkegrad.op.Unary;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Binds convolutions to their operands.
final class Convolutions {
  private Convolutions() {}

  static Runnable bind(Conv op, List<Tensor> in, CpuStorage out) {
    Tensor a = in.getFirst();
    Tensor b = in.get(1);
    return switch (op) {
      case Conv.Forward forward -> forward(forward, in, out);
      case Conv.InputGradient gradient -> {
        Shape x = gradient.shape(List.of(a.shape(), b.shape()));
        ConvShape shape = shape(op, x, b.shape());
        Operand g = Operand.of(a);
        Operand w = Operand.of(b);
        yield out.dtype() == DType.F64
            ? () ->
                PlainConv.inputGradient(
                    shape, g.doubles(), g.offset(), w.doubles(), w.offset(), out.doubles())
            : () -> {
              double[] y = new double[x.elements()];
              PlainConv.inputGradient(shape, wide(g, a), 0, wide(w, b), 0, y);
              narrow(y, out.floats());
            };
      }
      case Conv.WeightGradient gradient -> {
        Shape weight = gradient.shape(List.of(a.shape(), b.shape()));
        ConvShape shape = shape(op, a.shape(), weight);
        Operand x = Operand.of(a);
        Operand g = Operand.of(b);
        yield out.dtype() == DType.F64
            ? () ->
                PlainConv.weightGradient(
                    shape, x.doubles(), x.offset(), g.doubles(), g.offset(), out.doubles())
            : () -> {
              double[] y = new double[weight.elements()];
              PlainConv.weightGradient(shape, wide(x, a), 0, wide(g, b), 0, y);
              narrow(y, out.floats());
            };
      }
    };
  }

  private static Runnable forward(Conv.Forward op, List<Tensor> in, CpuStorage out) {
    Tensor a = in.getFirst();
    Tensor b = in.get(1);
    ConvShape shape = shape(op, a.shape(), b.shape());
    Operand x = Operand.of(a);
    Operand w = Operand.of(b);
    Optional<Tensor> c = in.size() == 3 ? Optional.of(in.get(2)) : Optional.empty();
    Optional<Operand> bias = c.map(Operand::of);
    int positions = shape.height().positions() * shape.width().positions();
    int elements = shape.images() * shape.out() * positions;
    if (out.dtype() == DType.F64) {
      return () -> {
        fill(out.doubles(), bias.map(Operand::doubles), bias.map(Operand::offset), shape);
        PlainConv.forward(shape, x.doubles(), x.offset(), w.doubles(), w.offset(), out.doubles());
        activate(op.activation(), out.doubles(), elements);
      };
    }
    return () -> {
      double[] y = new double[elements];
      fill(y, bias.map(o -> wide(o, in.get(2))), Optional.of(0), shape);
      PlainConv.forward(shape, wide(x, a), 0, wide(w, b), 0, y);
      activate(op.activation(), y, elements);
      narrow(y, out.floats());
    };
  }

  private static void fill(
      double[] y, Optional<double[]> bias, Optional<Integer> offset, ConvShape s) {
    int positions = s.height().positions() * s.width().positions();
    for (int plane = 0; plane < s.images() * s.out(); plane++) {
      int o = plane % s.out();
      double start = bias.map(b -> b[offset.orElse(0) + o]).orElse(0.0);
      Arrays.fill(y, plane * positions, (plane + 1) * positions, start);
    }
  }

  private static void activate(Optional<Unary> activation, double[] y, int n) {
    activation.ifPresent(f -> {
      for (int i = 0; i < n; i++) {
        y[i] = f.function().applyAsDouble(y[i]);
      }
    });
  }

  private static double[] wide(Operand x, Tensor t) {
    float[] a = x.floats();
    double[] copy = new double[t.elements()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = a[x.offset() + i];
    }
    return copy;
  }

  private static void narrow(double[] y, float[] out) {
    for (int i = 0; i < y.length; i++) {
      out[i] = (float) y[i];
    }
  }

  private static ConvShape shape(Conv op, Shape x, Shape w) {
    return new ConvShape(
        x.size(0),
        x.size(1),
        w.size(0),
        op.groups(),
        axis(op.window().height(), x.size(2)),
        axis(op.window().width(), x.size(3)));
  }

  private static ConvShape.Axis axis(Span span, int size) {
    return axis(span, size, span.positions(size));
  }

  static ConvShape.Axis axis(Span span, int size, int positions) {
    return new ConvShape.Axis(
        size, span.kernel(), span.stride(), span.padding(), span.dilation(), positions);
  }
}
