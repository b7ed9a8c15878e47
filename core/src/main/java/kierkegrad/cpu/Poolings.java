package kierkegrad.cpu;

import java.util.List;
import kierkegrad.cpu.conv.AveragePool;
import kierkegrad.cpu.conv.ConvShape;
import kierkegrad.cpu.conv.MaxPool;
import kierkegrad.cpu.conv.PoolShape;
import kierkegrad.op.Pool;
import kierkegrad.op.Span;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Binds poolings to their operands.
final class Poolings {
  private Poolings() {}

  static Runnable bind(Pool op, List<Tensor> in, CpuStorage out) {
    Operand a = Operand.of(in.getFirst());
    Operand b = in.size() == 1 ? a : Operand.of(in.get(1));
    boolean wide = out.dtype() == DType.F64;
    return switch (op) {
      case Pool.Max _, Pool.MaxSelect _ -> {
        PoolShape s = shape(op, in.getFirst().shape());
        yield wide
            ? () ->
                MaxPool.select(s, a.doubles(), a.offset(), b.doubles(), b.offset(), out.doubles())
            : () -> MaxPool.select(s, a.floats(), a.offset(), b.floats(), b.offset(), out.floats());
      }
      case Pool.MaxGradient _ -> {
        PoolShape s = shape(op, in.getFirst().shape());
        yield wide
            ? () ->
                MaxPool.gradient(s, a.doubles(), a.offset(), b.doubles(), b.offset(), out.doubles())
            : () ->
                MaxPool.gradient(s, a.floats(), a.offset(), b.floats(), b.offset(), out.floats());
      }
      case Pool.Average average -> {
        PoolShape s = shape(op, in.getFirst().shape());
        boolean count = average.countPadding();
        yield wide
            ? () -> AveragePool.forward(s, count, a.doubles(), a.offset(), out.doubles())
            : () -> AveragePool.forward(s, count, a.floats(), a.offset(), out.floats());
      }
      case Pool.AverageGradient gradient -> {
        PoolShape s = shape(op, gradient.shape(List.of(in.getFirst().shape())));
        boolean count = gradient.countPadding();
        yield wide
            ? () -> AveragePool.gradient(s, count, a.doubles(), a.offset(), out.doubles())
            : () -> AveragePool.gradient(s, count, a.floats(), a.offset(), out.floats());
      }
    };
  }

  private static PoolShape shape(Pool op, Shape x) {
    return new PoolShape(
        x.size(0) * x.size(1),
        axis(op, op.window().height(), x.size(2)),
        axis(op, op.window().width(), x.size(3)));
  }

  private static ConvShape.Axis axis(Pool op, Span span, int size) {
    return Convolutions.axis(
        span, size, op.ceil() ? span.positionsOverhanging(size) : span.positions(size));
  }
}
