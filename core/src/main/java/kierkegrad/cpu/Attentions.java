package kierkegrad.cpu;

import java.util.Arrays;
import java.util.List;
import kierkegrad.cpu.attention.FastAttention;
import kierkegrad.cpu.attention.Heads;
import kierkegrad.cpu.attention.PlainAttention;
import kierkegrad.cpu.attention.Sizes;
import kierkegrad.cpu.machine.Machine;
import kierkegrad.cpu.machine.Threads;
import kierkegrad.op.Attention;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Binds attention: says where the heads lie in each operand and in the result.
final class Attentions implements Runnable, Threads.Range {
  private final FastAttention attention;
  private final Operand[] operands;
  private final int[] starts;
  private final float[][] arrays;
  private final CpuStorage result;
  private final int heads;
  private float[] out = new float[0];

  private Attentions(FastAttention attention, List<Tensor> in, CpuStorage result, int heads) {
    this.attention = attention;
    this.operands = in.stream().map(Operand::of).toArray(Operand[]::new);
    this.starts = Arrays.stream(operands).mapToInt(Operand::offset).toArray();
    this.arrays = new float[operands.length][];
    this.result = result;
    this.heads = heads;
  }

  static Runnable bind(Attention op, List<Tensor> in, Shape shape, CpuStorage out) {
    return switch (op) {
      case Attention.DotProduct attention -> forward(attention, in, shape, out);
      case Attention.DotProductGradient attention -> backward(attention.of(), in, shape, out);
      case Attention.SelfAttention attention -> forward(attention, in, shape, out);
      case Attention.SelfAttentionGradient attention -> backward(attention.of(), in, shape, out);
    };
  }

  private static Runnable forward(
      Attention.DotProduct op, List<Tensor> in, Shape shape, CpuStorage out) {
    Shape k = in.get(1).shape();
    Heads[] at = {below(shape), below(k), below(k)};
    return forward(sizes(op, shape, k), in, at, out, below(shape), shape.elements());
  }

  private static Runnable backward(
      Attention.DotProduct op, List<Tensor> in, Shape shape, CpuStorage out) {
    Shape q = in.get(1).shape();
    Shape k = in.get(2).shape();
    Sizes sizes = sizes(op, q, k);
    Heads[] at = {below(q), below(q), below(k), below(k)};
    Heads all = below(shape);
    Heads behindQ = all.plus(sizes.s() * sizes.d());
    Heads[] to = {all, behindQ, behindQ.plus(sizes.t() * sizes.d())};
    return backward(sizes, in, at, out, to, shape.elements());
  }

  private static Runnable forward(
      Attention.SelfAttention op, List<Tensor> in, Shape shape, CpuStorage out) {
    Shape qkv = in.getFirst().shape();
    List<Tensor> each = List.of(in.getFirst(), in.getFirst(), in.getFirst());
    Heads to = beside(shape, op.heads(), 1)[0];
    return forward(sizes(op, qkv), each, beside(qkv, op.heads(), 3), out, to, shape.elements());
  }

  private static Runnable backward(
      Attention.SelfAttention op, List<Tensor> in, Shape shape, CpuStorage out) {
    Heads[] three = beside(shape, op.heads(), 3);
    Heads g = beside(in.getFirst().shape(), op.heads(), 1)[0];
    Heads[] at = {g, three[0], three[1], three[2]};
    List<Tensor> each = List.of(in.getFirst(), in.get(1), in.get(1), in.get(1));
    return backward(sizes(op, shape), each, at, out, three, shape.elements());
  }

  private static Sizes sizes(Attention.DotProduct op, Shape q, Shape k) {
    return new Sizes(q.size(-2), k.size(-2), q.size(-1), op.scale(), op.causal());
  }

  private static Sizes sizes(Attention.SelfAttention op, Shape qkv) {
    int s = qkv.size(-2);
    return new Sizes(s, s, qkv.size(-1) / 3 / op.heads(), op.each(qkv).scale(), op.causal());
  }

  /// One matrix `[s, d]` after the other.
  private static Heads below(Shape shape) {
    int[] starts = new int[examples(shape)];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = i * shape.size(-2) * shape.size(-1);
    }
    return new Heads(starts, shape.size(-1));
  }

  /// The heads of `parts` operands that lie side by side in rows `[…, s, parts·h·d]`.
  private static Heads[] beside(Shape shape, int heads, int parts) {
    int width = shape.size(-1) / parts;
    int[] starts = new int[examples(shape) * heads];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = i / heads * shape.size(-2) * shape.size(-1) + i % heads * (width / heads);
    }
    Heads[] all = new Heads[parts];
    for (int i = 0; i < parts; i++) {
      all[i] = new Heads(starts, shape.size(-1)).plus(i * width);
    }
    return all;
  }

  private static int examples(Shape shape) {
    int count = 1;
    for (int i = 0; i < shape.rank() - 2; i++) {
      count *= shape.size(i);
    }
    return count;
  }

  private static Runnable forward(
      Sizes sizes, List<Tensor> in, Heads[] at, CpuStorage out, Heads to, int size) {
    int heads = to.starts().length;
    if (isFast(out)) {
      return new Attentions(FastAttention.forward(sizes, at, to), in, out, heads);
    }
    return new Doubles(
        in,
        out,
        size,
        (x, y) ->
            Threads.parallel(
                heads,
                1,
                (first, last) -> PlainAttention.forward(sizes, x, at, y, to, first, last)));
  }

  private static Runnable backward(
      Sizes sizes, List<Tensor> in, Heads[] at, CpuStorage out, Heads[] to, int size) {
    int heads = at[0].starts().length;
    if (isFast(out)) {
      return new Attentions(FastAttention.backward(sizes, at, to), in, out, heads);
    }
    return new Doubles(
        in,
        out,
        size,
        (x, y) ->
            Threads.parallel(
                heads,
                1,
                (first, last) -> PlainAttention.backward(sizes, x, at, y, to, first, last)));
  }

  private static boolean isFast(CpuStorage out) {
    return out.dtype() == DType.F32 && Machine.hasVectors();
  }

  @Override
  public void run() {
    for (int i = 0; i < operands.length; i++) {
      arrays[i] = operands[i].floats();
    }
    out = result.floats();
    Threads.parallel(heads, 1, this);
  }

  @Override
  public void run(int first, int last) {
    attention.run(arrays, starts, out, first, last);
  }
}
