package kierkegrad.cpu;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import kierkegrad.cpu.conv.ConvShape;
import kierkegrad.cpu.conv.ImageKernel;
import kierkegrad.cpu.conv.PlainConv;
import kierkegrad.cpu.conv.WeightKernel;
import kierkegrad.op.Conv;
import kierkegrad.op.Span;
import kierkegrad.op.Unary;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Binds convolutions to their operands.
final class Convolutions {
  private static final float[] NONE = {};

  private Convolutions() {}

  static Runnable bind(Conv op, List<Tensor> in, CpuStorage out) {
    Tensor a = in.getFirst();
    Tensor b = in.get(1);
    Operand first = Operand.of(a);
    Operand second = Operand.of(b);
    return switch (op) {
      case Conv.Forward forward -> {
        ConvShape shape = shape(op, a.shape(), b.shape());
        Optional<Operand> bias =
            in.size() == 3 ? Optional.of(Operand.of(in.get(2))) : Optional.empty();
        yield out.dtype() == DType.F64
            ? forwardDoubles(shape, forward.activation(), first, second, bias, out)
            : forward(shape, forward.activation(), first, second, bias, out);
      }
      case Conv.InputGradient gradient -> {
        ConvShape shape = shape(op, gradient.shape(List.of(a.shape(), b.shape())), b.shape());
        yield out.dtype() == DType.F64
            ? () ->
                PlainConv.inputGradient(
                    shape,
                    first.doubles(),
                    first.offset(),
                    second.doubles(),
                    second.offset(),
                    out.doubles())
            : inputGradient(shape, first, second, out);
      }
      case Conv.WeightGradient gradient -> {
        ConvShape shape = shape(op, a.shape(), gradient.shape(List.of(a.shape(), b.shape())));
        yield out.dtype() == DType.F64
            ? () ->
                PlainConv.weightGradient(
                    shape,
                    first.doubles(),
                    first.offset(),
                    second.doubles(),
                    second.offset(),
                    out.doubles())
            : weightGradient(shape, first, second, out);
      }
    };
  }

  private static Runnable forward(
      ConvShape shape,
      Optional<Unary> activation,
      Operand x,
      Operand w,
      Optional<Operand> bias,
      CpuStorage out) {
    boolean rectified = activation.equals(Optional.of(Unary.RELU));
    Runnable plain = forward(shape, rectified, x, w, bias.orElse(x), bias.isPresent(), out);
    if (activation.isEmpty() || rectified) {
      return plain;
    }
    DoubleUnaryOperator f = activation.get().function();
    int elements = elements(shape);
    return () -> {
      plain.run();
      float[] y = out.floats();
      for (int i = 0; i < elements; i++) {
        y[i] = (float) f.applyAsDouble(y[i]);
      }
    };
  }

  private static Runnable forward(
      ConvShape shape,
      boolean rectified,
      Operand x,
      Operand w,
      Operand b,
      boolean biased,
      CpuStorage out) {
    ImageKernel kernel = ImageKernel.forward(shape, rectified);
    return () ->
        kernel.run(
            x.floats(),
            x.offset(),
            w.floats(),
            w.offset(),
            biased ? b.floats() : NONE,
            b.offset(),
            out.floats());
  }

  private static Runnable inputGradient(ConvShape shape, Operand g, Operand w, CpuStorage out) {
    ImageKernel kernel = ImageKernel.gradient(shape);
    return () -> kernel.run(g.floats(), g.offset(), w.floats(), w.offset(), NONE, 0, out.floats());
  }

  private static Runnable weightGradient(ConvShape shape, Operand x, Operand g, CpuStorage out) {
    WeightKernel kernel = WeightKernel.of(shape);
    return () -> kernel.run(x.floats(), x.offset(), g.floats(), g.offset(), out.floats());
  }

  private static Runnable forwardDoubles(
      ConvShape shape,
      Optional<Unary> activation,
      Operand x,
      Operand w,
      Optional<Operand> bias,
      CpuStorage out) {
    int elements = elements(shape);
    return () -> {
      fill(out.doubles(), bias, shape);
      PlainConv.forward(shape, x.doubles(), x.offset(), w.doubles(), w.offset(), out.doubles());
      activation.ifPresent(f -> activate(f.function(), out.doubles(), elements));
    };
  }

  private static int elements(ConvShape s) {
    return s.images() * s.out() * s.height().positions() * s.width().positions();
  }

  private static void fill(double[] y, Optional<Operand> bias, ConvShape s) {
    int positions = s.height().positions() * s.width().positions();
    double[] b = bias.map(Operand::doubles).orElse(new double[s.out()]);
    int from = bias.map(Operand::offset).orElse(0);
    for (int plane = 0; plane < s.images() * s.out(); plane++) {
      Arrays.fill(y, plane * positions, (plane + 1) * positions, b[from + plane % s.out()]);
    }
  }

  private static void activate(DoubleUnaryOperator f, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = f.applyAsDouble(y[i]);
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
