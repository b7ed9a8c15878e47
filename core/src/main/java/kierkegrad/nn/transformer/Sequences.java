package kierkegrad.nn.transformer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// What [MultiheadAttention] is given, and the way to its heads and back: sequences become batch
/// first, `[n, rows, e]`, then heads `[n, h, rows, d]`.
///
/// @param of the layer
record Sequences(MultiheadAttention of, Tensor q, Tensor k, Tensor v, AttentionMasks masks) {
  Sequences {
    MultiheadOptions options = of.options();
    check(of, "q", options.embed(), q, q);
    check(of, "k", options.kdim(), k, q);
    check(of, "v", options.vdim(), v, q);
    if (k.size(rows(of, k)) != v.size(rows(of, v))) {
      throw new ShapeException(
          "multihead_attention: k " + k.shape() + " and v " + v.shape() + " differ in their rows");
    }
    int n = q.rank() == 2 ? 1 : q.size(options.batchFirst() ? 0 : 1);
    int s = q.size(rows(of, q));
    int t = k.size(rows(of, k));
    masks
        .mask()
        .filter(m -> !fits(m, s, t) && !fits(m, n * options.heads(), s, t))
        .ifPresent(m -> {
          throw misfit("a mask", Shape.of(s, t), Shape.of(n * options.heads(), s, t), m);
        });
    masks
        .keyPadding()
        .filter(p -> !(q.rank() == 2 ? fits(p, t) : fits(p, n, t)))
        .ifPresent(p -> {
          throw misfit("padding", Shape.of(n, t), Shape.of(t), p);
        });
  }

  private static void check(MultiheadAttention of, String name, int width, Tensor x, Tensor q) {
    int batch = of.options().batchFirst() ? 0 : 1;
    boolean fits = (x.rank() == 2 || x.rank() == 3) && x.rank() == q.rank() && x.size(-1) == width;
    if (!fits || (x.rank() == 3 && x.size(batch) != q.size(batch))) {
      throw of.misfit(name, width, x.shape());
    }
  }

  private static boolean fits(Tensor x, int... sizes) {
    return x.shape().equals(Shape.of(sizes));
  }

  private static ShapeException misfit(String what, Shape one, Shape other, Tensor got) {
    return new ShapeException(
        "multihead_attention: expects "
            + what
            + " "
            + one
            + " (one sequence or a batch) or "
            + other
            + ", got "
            + got.shape());
  }

  private static int rows(MultiheadAttention of, Tensor x) {
    return x.rank() == 3 && of.options().batchFirst() ? 1 : 0;
  }

  /// `[n, rows, width]`.
  Tensor batchFirst(Tensor x) {
    if (x.rank() == 2) {
      return x.unsqueeze(0);
    }
    return of.options().batchFirst() ? x : x.transpose(0, 1);
  }

  /// A result `[n, s, e]` laid out as q.
  Tensor laidOut(Tensor y) {
    if (q.rank() == 2) {
      return y.squeeze(0);
    }
    return of.options().batchFirst() ? y : y.transpose(0, 1);
  }

  /// Without the batch's dimension, if q has none.
  Tensor unbatched(Tensor weights) {
    return q.rank() == 2 ? weights.squeeze(0) : weights;
  }

  /// All masks in one, if there are any.
  Optional<Tensor> mask() {
    return masks.added(
        q.dtype().floating(),
        of.heads(),
        q.size(rows(of, q)),
        k.size(rows(of, k)),
        of.options().extra());
  }

  /// Q, K and V of all heads, with the rows that are added to K and V.
  List<Tensor> heads() {
    List<Tensor> projected = of.project(List.of(batchFirst(q), batchFirst(k), batchFirst(v)));
    List<Tensor> parts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Tensor x = projected.get(i);
      if (i > 0 && !of.biasKv().isEmpty()) {
        Tensor row = of.biasKv().get(i - 1).value().expand(x.size(0), 1, of.embed());
        x = Tensor.concat(1, List.of(x, row));
      }
      if (i > 0 && of.options().addZeroAttn()) {
        x = x.pad(1, 0, 1, 0);
      }
      int d = of.embed() / of.heads();
      parts.add(x.reshape(x.size(0), x.size(1), of.heads(), d).transpose(1, 2));
    }
    return parts;
  }

  /// The heads' results `[n, h, s, d]` side by side and projected.
  Tensor joined(Tensor y) {
    return result(y.transpose(1, 2).reshape(y.size(0), y.size(2), of.embed()));
  }

  /// The heads' results side by side `[n, s, e]`, projected.
  Tensor result(Tensor y) {
    return laidOut(of.outProj().forward(y));
  }
}
