package kierkegrad.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kierkegrad.cpu.loops.SumLoops;
import kierkegrad.cpu.machine.Threads;
import kierkegrad.op.Reduce;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// Sums, products and extremes of floating numbers over some dimensions, accumulated in double.
///
/// Neighbouring dimensions that share their fate are joined. If the last ones vanish, rows become
/// numbers; otherwise whole rows are added up, column by column. Either way the work is cut into
/// pieces by size, each with a partial result of its own, and these are joined in order.
final class Reducing implements Runnable, Threads.Range {
  private static final SumLoops LOOPS = SumLoops.best();

  /// How many elements one thread takes at a time.
  private static final int PIECE = 1 << 15;

  /// How many columns one thread takes at a time.
  private static final int COLUMNS = 1024;

  private final Reduce.Kind kind;
  private final Copying.Lines in;
  private final CpuStorage out;
  private final boolean wide;
  private final int count;
  private final double[] partial;

  /// Sizes and strides of what stays, of what vanishes, and of the last dimension, row or columns.
  private final int[] kept;

  private final int[] keptStrides;
  private final int[] gone;
  private final int[] goneStrides;
  private final int length;
  private final boolean byRow;

  /// Runs of vanishing elements per result, and how many of them, or of a row, are in a piece.
  private final int runs;

  private final int runPiece;
  private final int runPieces;
  private final int keptCount;
  private final int columnPieces;

  Reducing(Reduce op, Tensor x, CpuStorage out) {
    this.kind = op.kind();
    this.in = Copying.Lines.of(x);
    this.out = out;
    this.wide = x.dtype() == DType.F64;
    List<int[]> groups = groups(op, x);
    int last = groups.size() - 1;
    this.byRow = groups.get(last)[1] == 1;
    this.length = groups.get(last)[0];
    int[] strides = new int[groups.size()];
    strides[last] = 1;
    for (int g = last; g > 0; g--) {
      strides[g - 1] = strides[g] * groups.get(g)[0];
    }
    this.kept = part(groups, strides, 0, 0);
    this.keptStrides = part(groups, strides, 0, 1);
    this.gone = part(groups, strides, 1, 0);
    this.goneStrides = part(groups, strides, 1, 1);
    this.keptCount = Arrays.stream(kept).reduce(1, (a, b) -> a * b);
    this.runs = Arrays.stream(gone).reduce(1, (a, b) -> a * b);
    this.count = byRow ? keptCount : keptCount * length;
    if (byRow) {
      // A long row in pieces, or many short ones.
      this.runPiece = length > PIECE ? 1 : Math.max(1, PIECE / Math.max(1, length));
      this.runPieces =
          runs == 1 ? Math.max(1, Math.ceilDiv(length, PIECE)) : pieces(runs, runPiece);
      this.columnPieces = 1;
    } else {
      this.runPiece = Math.max(16, PIECE / Math.max(1, length));
      this.runPieces = pieces(runs, runPiece);
      this.columnPieces = Math.max(1, Math.ceilDiv(length, COLUMNS));
    }
    this.partial = new double[Math.multiplyExact(count, runPieces)];
  }

  private static int pieces(int size, int piece) {
    return Math.max(1, Math.ceilDiv(size, piece));
  }

  /// Sizes of joined dimensions, and 1 if they vanish.
  private static List<int[]> groups(Reduce op, Tensor x) {
    List<int[]> groups = new ArrayList<>();
    for (int d = 0; d < x.rank(); d++) {
      int fate = op.axes().contains(d) ? 1 : 0;
      if (!groups.isEmpty() && groups.getLast()[1] == fate) {
        groups.getLast()[0] *= x.size(d);
      } else if (x.size(d) != 1) {
        groups.add(new int[] {x.size(d), fate});
      }
    }
    if (groups.isEmpty()) {
      groups.add(new int[] {1, 1});
    }
    return groups;
  }

  /// Sizes or strides of all groups of a fate but the last group.
  private static int[] part(List<int[]> groups, int[] strides, int fate, int what) {
    List<Integer> part = new ArrayList<>();
    for (int g = 0; g < groups.size() - 1; g++) {
      if (groups.get(g)[1] == fate) {
        part.add(what == 0 ? groups.get(g)[0] : strides[g]);
      }
    }
    return part.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public void run() {
    in.refresh().run();
    int work = byRow ? keptCount * runPieces : keptCount * runPieces * columnPieces;
    int perPiece = Math.clamp(length, 1, byRow ? PIECE : COLUMNS) * Math.min(runs, runPiece);
    Threads.parallel(work, Math.max(1, PIECE / Math.max(1, perPiece)), this);
    join();
  }

  private void join() {
    int pieces = runPieces;
    if (kind == Reduce.Kind.SUM) {
      // The first piece takes up the others, in order.
      LOOPS.columns(partial, count, pieces - 1, count, partial, 0, count);
      pieces = 1;
    }
    if (wide) {
      double[] y = out.doubles();
      for (int i = 0; i < count; i++) {
        y[i] = total(i, pieces);
      }
    } else {
      float[] y = out.floats();
      for (int i = 0; i < count; i++) {
        y[i] = (float) total(i, pieces);
      }
    }
  }

  private double total(int i, int pieces) {
    double total = partial[i];
    for (int piece = 1; piece < pieces; piece++) {
      total = join(total, partial[piece * count + i]);
    }
    return total;
  }

  private double join(double a, double b) {
    return switch (kind) {
      case SUM -> a + b;
      case PROD -> a * b;
      case MAX -> Math.max(a, b);
      case MIN -> Math.min(a, b);
    };
  }

  private static double start(Reduce.Kind kind) {
    return switch (kind) {
      case SUM -> 0;
      case PROD -> 1;
      case MAX -> Double.NEGATIVE_INFINITY;
      case MIN -> Double.POSITIVE_INFINITY;
    };
  }

  @Override
  public void run(int from, int to) {
    for (int task = from; task < to; task++) {
      if (byRow) {
        rows(task / runPieces, task % runPieces);
      } else {
        int rest = task / columnPieces;
        columns(rest / runPieces, rest % runPieces, task % columnPieces);
      }
    }
  }

  private void rows(int keptIndex, int piece) {
    int base = in.start() + offset(keptIndex, kept, keptStrides);
    double result = start(kind);
    if (runs == 1) {
      int from = piece * PIECE;
      result = row(base + from, Math.min(PIECE, length - from));
    } else {
      int end = Math.min(runs, (piece + 1) * runPiece);
      for (int run = piece * runPiece; run < end; run++) {
        result = join(result, row(base + offset(run, gone, goneStrides), length));
      }
    }
    partial[piece * count + keptIndex] = result;
  }

  private static int offset(int index, int[] sizes, int[] strides) {
    int rest = index;
    int offset = 0;
    for (int d = sizes.length - 1; d > 0; d--) {
      int next = rest / sizes[d];
      offset += (rest - next * sizes[d]) * strides[d];
      rest = next;
    }
    return sizes.length == 0 ? 0 : offset + rest * strides[0];
  }

  private double row(int at, int n) {
    if (kind == Reduce.Kind.SUM) {
      return wide
          ? LOOPS.sum(in.storage().doubles(), at, n)
          : LOOPS.sum(in.storage().floats(), at, n);
    }
    if (kind == Reduce.Kind.MAX && !wide) {
      return LOOPS.max(in.storage().floats(), at, n);
    }
    double result = start(kind);
    if (wide) {
      double[] a = in.storage().doubles();
      for (int i = at; i < at + n; i++) {
        result = join(result, a[i]);
      }
    } else {
      float[] a = in.storage().floats();
      for (int i = at; i < at + n; i++) {
        result = join(result, a[i]);
      }
    }
    return result;
  }

  private void columns(int keptIndex, int piece, int columnPiece) {
    int first = columnPiece * COLUMNS;
    int n = Math.min(COLUMNS, length - first);
    int base = in.start() + offset(keptIndex, kept, keptStrides) + first;
    int to = piece * count + keptIndex * length + first;
    Arrays.fill(partial, to, to + n, start(kind));
    int end = Math.min(runs, (piece + 1) * runPiece);
    if (kind == Reduce.Kind.SUM && gone.length == 1) {
      int begin = piece * runPiece;
      int stride = goneStrides[0];
      if (wide) {
        LOOPS.columns(
            in.storage().doubles(), base + begin * stride, end - begin, stride, partial, to, n);
      } else {
        LOOPS.columns(
            in.storage().floats(), base + begin * stride, end - begin, stride, partial, to, n);
      }
      return;
    }
    for (int run = piece * runPiece; run < end; run++) {
      int at = base + offset(run, gone, goneStrides);
      if (wide) {
        double[] a = in.storage().doubles();
        for (int j = 0; j < n; j++) {
          partial[to + j] = join(partial[to + j], a[at + j]);
        }
      } else {
        float[] a = in.storage().floats();
        for (int j = 0; j < n; j++) {
          partial[to + j] = join(partial[to + j], a[at + j]);
        }
      }
    }
  }
}
