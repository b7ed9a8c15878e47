package kierkegrad.explain;

import java.util.List;
import kierkegrad.op.Attention;
import kierkegrad.op.Conv;
import kierkegrad.op.Fused;
import kierkegrad.op.Gelu;
import kierkegrad.op.Index;
import kierkegrad.op.Kernel;
import kierkegrad.op.MatMul;
import kierkegrad.op.Norm;
import kierkegrad.op.Op;
import kierkegrad.op.Pool;
import kierkegrad.op.Reduce;
import kierkegrad.op.Slices;
import kierkegrad.op.View;
import kierkegrad.op.Window;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// The arithmetic of operations, by the conventions that [Summary] states.
final class Flops {
  private Flops() {}

  /// Of the operation that made a node; 0 for what was given.
  static long of(Tensor node) {
    List<Shape> in = node.inputs().stream().map(Tensor::shape).toList();
    return node.op().map(op -> of(op, in, node.shape())).orElse(0L);
  }

  private static long of(Op op, List<Shape> in, Shape out) {
    long n = elements(out);
    return switch (op) {
      case View _, Index.Gather _, Slices.Select _, Slices.Put _ -> 0;
      case kierkegrad.op.Copy _, kierkegrad.op.Cast _, kierkegrad.op.Concat _ -> 0;
      case kierkegrad.op.Pad _, kierkegrad.op.Where _ -> 0;
      case MatMul _ -> 2 * n * in.getFirst().size(-1);
      case Fused.Linear linear ->
          2 * n * in.getFirst().size(-1) + n + (linear.activation().isPresent() ? n : 0);
      case Conv.Forward conv ->
          2 * n * elements(in.get(1)) / in.get(1).size(0)
              + (in.size() > 2 ? n : 0)
              + (conv.activation().isPresent() ? n : 0);
      case Conv.InputGradient _ -> 2 * elements(in.getFirst()) * perOutput(in.get(1));
      case Conv.WeightGradient _ -> 2 * elements(in.get(1)) * perOutput(out);
      case Pool.Max pool -> n * places(pool.window());
      case Pool.Average pool -> n * places(pool.window());
      case Pool _ -> elements(in.getLast());
      case Fused.Softmax _, Fused.LogSoftmax _ -> 4 * n;
      case Fused.CrossEntropy _, Fused.CrossEntropyGrad _ -> 4 * elements(in.getFirst());
      case Attention.DotProduct _ -> attention(in.get(0), in.get(1), in.get(2));
      case Attention.SelfAttention self -> selfAttention(in.getFirst(), self.heads());
      // The gradient forms the scores again, and four products more.
      case Attention.DotProductGradient _ -> 5 * attention(in.get(1), in.get(2), in.get(3)) / 2;
      case Attention.SelfAttentionGradient back ->
          5 * selfAttention(in.get(1), back.of().heads()) / 2;
      case Norm.Gradient _ -> 14 * elements(in.getFirst());
      case Norm _ -> 7 * n;
      case Gelu _ -> 4 * n;
      case Reduce _, kierkegrad.op.ArgReduce _ -> elements(in.getFirst());
      case Kernel _ -> n;
      case kierkegrad.op.CustomOp _ -> n;
    };
  }

  /// Q·Kᵀ, the softmax of its rows, and their product with V, for q `[…, s, d]`.
  private static long attention(Shape q, Shape k, Shape v) {
    long scores = elements(q) / q.size(-1) * k.size(-2);
    return 2 * scores * q.size(-1) + scores + 4 * scores + 2 * scores * v.size(-1);
  }

  /// The same in every head, for `[…, s, 3·h·d]`.
  private static long selfAttention(Shape qkv, int heads) {
    long d = qkv.size(-1) / (3L * heads);
    long scores = elements(qkv) / qkv.size(-1) * heads * qkv.size(-2);
    return 4 * scores * d + 5 * scores;
  }

  /// Products for one number of a convolution's result, for its weight `[o, c/groups, kh, kw]`.
  private static long perOutput(Shape weight) {
    return elements(weight) / weight.size(0);
  }

  private static long places(Window window) {
    return (long) window.height().kernel() * window.width().kernel();
  }

  private static long elements(Shape shape) {
    return shape.elements();
  }
}
