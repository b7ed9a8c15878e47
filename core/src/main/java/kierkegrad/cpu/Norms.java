package kierkegrad.cpu;

import java.util.Arrays;
import java.util.List;
import kierkegrad.cpu.loops.PlainNorms;
import kierkegrad.cpu.machine.Machine;
import kierkegrad.cpu.machine.Threads;
import kierkegrad.op.Norm;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Binds normalisations: layer norm row by row, batch norm channel by channel.
final class Norms {
  private Norms() {}

  static Runnable bind(Norm op, List<Tensor> in, CpuStorage out) {
    return switch (op) {
      case Norm.LayerNorm norm -> rows(norm, in, out);
      case Norm.BatchNorm norm -> channels(norm, in, out);
      case Norm.Gradient gradient ->
          switch (gradient.of()) {
            case Norm.LayerNorm norm -> rowsGradient(norm, in, out);
            case Norm.BatchNorm norm -> channelsGradient(norm, in, out);
          };
    };
  }

  private static boolean isFast(CpuStorage out) {
    return out.dtype() == DType.F32 && Machine.hasVectors();
  }

  /// How many rows of n one thread takes at a time.
  private static int grain(int n) {
    return Math.max(1, Elementwise.GRAIN / Math.max(1, n));
  }

  private static Runnable rows(Norm.LayerNorm norm, List<Tensor> in, CpuStorage out) {
    if (isFast(out)) {
      return new LayerNorms.Values(in, out, norm.eps());
    }
    int n = in.get(1).elements();
    int total = in.getFirst().elements();
    int rows = n == 0 ? 0 : total / n;
    return new Doubles(
        in,
        out,
        total,
        (x, y) ->
            Threads.parallel(
                rows,
                grain(n),
                (from, to) -> PlainNorms.rows(x[0], x[1], x[2], y, n, norm.eps(), from, to)));
  }

  private static Runnable rowsGradient(Norm.LayerNorm norm, List<Tensor> in, CpuStorage out) {
    if (isFast(out)) {
      return new LayerNorms.Gradients(in, out, norm.eps());
    }
    int n = in.get(2).elements();
    int total = in.getFirst().elements();
    int rows = n == 0 ? 0 : total / n;
    int grain = grain(n);
    int pieces = Math.ceilDiv(rows, grain);
    return new Doubles(
        in,
        out,
        total + 2 * n,
        (x, y) -> {
          double[] sums = new double[pieces * 2 * n];
          Threads.parallel(
              rows,
              grain,
              (from, to) ->
                  PlainNorms.rowsGradient(
                      x[0], x[1], x[2], y, sums, from / grain * 2 * n, n, norm.eps(), from, to));
          Arrays.fill(y, total, total + 2 * n, 0);
          for (int piece = 0; piece < pieces; piece++) {
            for (int i = 0; i < 2 * n; i++) {
              y[total + i] += sums[piece * 2 * n + i];
            }
          }
        });
  }

  private static Runnable channels(Norm.BatchNorm norm, List<Tensor> in, CpuStorage out) {
    Shape shape = in.getFirst().shape();
    int batch = shape.size(0);
    int channels = shape.size(1);
    int length = length(shape);
    return new Doubles(
        in,
        out,
        shape.elements(),
        (x, y) ->
            Threads.parallel(
                channels,
                grain(batch * length),
                (from, to) ->
                    PlainNorms.channels(
                        x[0], x[1], x[2], y, batch, channels, length, norm.eps(), from, to)));
  }

  private static Runnable channelsGradient(Norm.BatchNorm norm, List<Tensor> in, CpuStorage out) {
    Shape shape = in.getFirst().shape();
    int batch = shape.size(0);
    int channels = shape.size(1);
    int length = length(shape);
    return new Doubles(
        in,
        out,
        shape.elements() + 2 * channels,
        (x, y) ->
            Threads.parallel(
                channels,
                grain(batch * length),
                (from, to) ->
                    PlainNorms.channelsGradient(
                        x[0], x[1], x[2], y, batch, channels, length, norm.eps(), from, to)));
  }

  /// The elements of one channel of one example.
  private static int length(Shape shape) {
    int length = 1;
    for (int i = 2; i < shape.rank(); i++) {
      length *= shape.size(i);
    }
    return length;
  }
}
