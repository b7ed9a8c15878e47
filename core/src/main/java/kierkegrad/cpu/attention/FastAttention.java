package kierkegrad.cpu.attention;

import java.util.Arrays;
import kierkegrad.cpu.gemm.Activation;
import kierkegrad.cpu.gemm.Gemm;
import kierkegrad.cpu.gemm.Start;
import kierkegrad.cpu.gemm.Strided;
import kierkegrad.cpu.machine.Scratch;

/// Attention of floats: what [PlainAttention] says, by matrix products. Rows of q are taken in
/// blocks, so that a block of weights stays in the first-level cache between its products, and so
/// that causal attention leaves out the blocks that no row sees. Kᵀ and Vᵀ are written out once per
/// head.
///
/// One head is the work of one thread; sums go over the blocks from the last to the first.
public final class FastAttention {
  /// Rows of q at a time.
  private static final int ROWS = 24;

  /// Floats in a line of the cache.
  private static final int LINE = 16;

  private static final Scratch WEIGHTS = new Scratch();
  private static final Scratch SLOPES = new Scratch();
  private static final Scratch KEYS = new Scratch();
  private static final Scratch VALUES = new Scratch();

  private final Sizes sizes;
  private final Heads[] at;
  private final Heads[] to;
  private final boolean backward;

  /// From a row of weights to the next, and from a row of Kᵀ to the next: no power of two, because
  /// then the rows of a column would share few places in the cache.
  private final int stride;

  private final Block[] blocks;

  /// The products of one block of rows.
  private record Block(
      int from,
      int rows,
      int seen,
      Gemm<float[]> scores,
      Gemm<float[]> values,
      Gemm<float[]> slopes,
      Gemm<float[]> dq,
      Gemm<float[]> dk,
      Gemm<float[]> dv) {}

  private FastAttention(Sizes sizes, Heads[] at, Heads[] to) {
    this.sizes = sizes;
    this.at = at;
    this.to = to;
    this.backward = to.length > 1;
    this.stride = Math.ceilDiv(sizes.t(), 16) * 16 + 16;
    this.blocks = new Block[Math.ceilDiv(sizes.s(), ROWS)];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = block(i * ROWS);
    }
  }

  /// The attention whose operands q, k and v lie like this, and its result.
  public static FastAttention forward(Sizes sizes, Heads[] at, Heads to) {
    return new FastAttention(sizes, at, new Heads[] {to});
  }

  /// The gradients in q, k and v, which lie like `to`, of operands g = dC/dY, q, k and v, which lie
  /// like `at`.
  public static FastAttention backward(Sizes sizes, Heads[] at, Heads[] to) {
    return new FastAttention(sizes, at, to);
  }

  private Block block(int from) {
    int rows = Math.min(ROWS, sizes.s() - from);
    int seen = sizes.causal() ? Math.min(sizes.t(), from + rows) : sizes.t();
    // Whole vectors: what lies behind the last column is made 0 afterwards.
    int wide = Math.ceilDiv(seen, LINE) * LINE;
    int d = sizes.d();
    int first = backward ? 1 : 0;
    int q = at[first].stride();
    int k = at[first + 1].stride();
    int v = at[first + 2].stride();
    int g = at[0].stride();
    Start sum = from + rows == sizes.s() ? Start.ZERO : Start.RESULT;
    Strided<float[]> turned = Strided.floats(1, stride);
    Strided<float[]> weights = Strided.floats(stride, 1);
    int out = to[0].stride();
    return new Block(
        from,
        rows,
        seen,
        product(rows, wide, d, Strided.floats(q, 1), turned, stride, Start.ZERO),
        product(rows, d, seen, weights, Strided.floats(1, v), out, Start.ZERO),
        product(rows, wide, d, Strided.floats(g, 1), turned, stride, Start.ZERO),
        product(rows, d, seen, weights, Strided.floats(1, k), out, Start.ZERO),
        product(seen, d, rows, turned, Strided.floats(1, q), out(1), sum),
        product(seen, d, rows, turned, Strided.floats(1, g), out(2), sum));
  }

  private int out(int i) {
    return to[Math.min(i, to.length - 1)].stride();
  }

  private static Gemm<float[]> product(
      int m, int n, int k, Strided<float[]> a, Strided<float[]> b, int stride, Start start) {
    return Gemm.floats(m, n, k, a, b, stride, start, Activation.NONE);
  }

  /// Computes heads `first` to `last − 1`.
  ///
  /// @param x the operands' arrays
  /// @param starts where they start in them
  public void run(float[][] x, int[] starts, float[] out, int first, int last) {
    float[] p = WEIGHTS.floats(ROWS * stride);
    float[] keys = KEYS.floats(sizes.d() * stride);
    for (int head = first; head < last; head++) {
      if (backward) {
        gradients(x, starts, out, head, p, keys);
      } else {
        values(x, starts, out, head, p, keys);
      }
    }
  }

  private void values(float[][] x, int[] starts, float[] out, int head, float[] p, float[] keys) {
    turn(x[1], starts[1] + at[1].starts()[head], at[1].stride(), keys);
    int v = starts[2] + at[2].starts()[head];
    for (Block block : blocks) {
      int q = starts[0] + at[0].row(head, block.from);
      block.scores.run(x[0], q, keys, 0, p, 0);
      weigh(block, p);
      block.values.run(p, 0, x[2], v, out, to[0].row(head, block.from));
    }
  }

  private void gradients(
      float[][] x, int[] starts, float[] out, int head, float[] p, float[] keys) {
    float[] slopes = SLOPES.floats(ROWS * stride);
    float[] values = VALUES.floats(sizes.d() * stride);
    int k = starts[2] + at[2].starts()[head];
    turn(x[2], k, at[2].stride(), keys);
    turn(x[3], starts[3] + at[3].starts()[head], at[3].stride(), values);
    // The last block sees all rows of k and v that any block sees, and begins their sums.
    int seenByAll = blocks.length == 0 ? 0 : blocks[blocks.length - 1].seen;
    for (int j = seenByAll; j < sizes.t(); j++) {
      Arrays.fill(out, to[1].row(head, j), to[1].row(head, j) + sizes.d(), 0);
      Arrays.fill(out, to[2].row(head, j), to[2].row(head, j) + sizes.d(), 0);
    }
    for (int b = blocks.length - 1; b >= 0; b--) {
      Block block = blocks[b];
      int g = starts[0] + at[0].row(head, block.from);
      int q = starts[1] + at[1].row(head, block.from);
      block.scores.run(x[1], q, keys, 0, p, 0);
      weigh(block, p);
      block.slopes.run(x[0], g, values, 0, slopes, 0);
      block.dv.run(p, 0, x[0], g, out, to[2].starts()[head]);
      for (int i = 0; i < block.rows; i++) {
        int seen = seen(block, i);
        VectorRows.slope(p, slopes, i * stride, seen, block.seen, (float) sizes.scale());
      }
      block.dq.run(slopes, 0, x[2], k, out, to[0].row(head, block.from));
      block.dk.run(slopes, 0, x[1], q, out, to[1].starts()[head]);
    }
  }

  private void weigh(Block block, float[] p) {
    for (int i = 0; i < block.rows; i++) {
      VectorRows.softmax(p, i * stride, seen(block, i), block.seen, (float) sizes.scale());
    }
  }

  /// How many rows of k the i-th row of a block sees.
  private int seen(Block block, int i) {
    return sizes.causal() ? Math.min(block.seen, block.from + i + 1) : block.seen;
  }

  /// A matrix `[t, d]` written out as `[d, t]`.
  private void turn(float[] in, int start, int step, float[] out) {
    Gemm.transpose(in, start, step, sizes.t(), sizes.d(), out, stride);
  }
}
