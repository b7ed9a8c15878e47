package kierkegrad.cpu.conv;

import java.util.Arrays;
import kierkegrad.cpu.machine.Scratch;
import kierkegrad.cpu.machine.Threads;

/// The gradient of a float32 convolution in its weight, as products of tiles over [Patches]. Bound
/// to its sizes; running it allocates nothing.
///
/// A piece of work is a block of channels in some of the images; the sums of the pieces of a block
/// are added in the order of the images.
final class WeightProduct implements WeightKernel {
  private static final Scratch SUMS = new Scratch();
  private static final Scratch PATCHES = new Scratch();
  private static final Scratch TAIL = new Scratch();

  /// Fewer blocks of channels than this are cut further, by images.
  private static final int FEW = 8;

  private final ConvShape shape;
  private final Patches patches;
  private final Tile tile;
  private final Strips strips;
  private final int[] at;
  private final int[] starts;

  /// The number of blocks of rows of the weight, in one group.
  private final int rows;

  /// The number of sums of one piece.
  private final int sums;

  /// Into how many pieces the images of a block fall.
  private final int shares;

  private final Threads.Range working = this::work;
  private final Threads.Range adding = this::add;

  private float[] images = {};
  private float[] gradient = {};
  private float[] result = {};
  private float[] partial = {};
  private int imagesFrom;
  private int gradientFrom;

  /// For convolutions of these sizes.
  WeightProduct(ConvShape shape) {
    this.shape = shape;
    this.patches = Patches.of(shape);
    this.tile = Tile.of(shape.outPerGroup());
    this.strips = Strips.of(shape.height().positions(), shape.width().positions());
    this.at = patches.at(strips.height());
    this.starts = patches.starts(tile.lanes());
    this.rows = Math.ceilDiv(shape.outPerGroup(), tile.rows());
    this.sums = rows * tile.rows() * patches.width();
    int blocks = shape.groups() * patches.blocks();
    this.shares = Math.clamp(FEW / Math.max(1, blocks), 1, Math.max(1, shape.images()));
  }

  @Override
  public void run(
      float[] images, int imagesFrom, float[] gradient, int gradientFrom, float[] result) {
    this.images = images;
    this.imagesFrom = imagesFrom;
    this.gradient = gradient;
    this.gradientFrom = gradientFrom;
    this.result = result;
    int pieces = shape.groups() * patches.blocks() * shares;
    partial = SUMS.floats(pieces * sums);
    Threads.parallel(pieces, 1, working);
    int size = shape.inPerGroup() * shape.taps();
    Threads.parallel(shape.out(), Math.max(1, 32768 / Math.max(1, size)), adding);
  }

  private void work(int from, int to) {
    for (int piece = from; piece < to; piece++) {
      int share = piece % shares;
      int block = piece / shares % patches.blocks();
      int group = piece / shares / patches.blocks();
      Arrays.fill(partial, piece * sums, (piece + 1) * sums, 0);
      int first = (int) ((long) shape.images() * share / shares);
      int end = (int) ((long) shape.images() * (share + 1) / shares);
      for (int image = first; image < end; image++) {
        for (int strip = 0; strip < strips.count(); strip++) {
          strip(image, group, block, strip, piece * sums);
        }
      }
    }
  }

  private void strip(int image, int group, int block, int strip, int to) {
    int first = strips.first(strip);
    int height = strips.height(strip);
    int columns = shape.width().positions();
    int in = shape.inPerGroup();
    int c = block * patches.channels();
    int channel = (image * shape.groups() + group) * in + c;
    float[] b = PATCHES.floats(patches.size(height));
    patches.pack(
        images,
        imagesFrom + channel * shape.pixels(),
        Math.min(patches.channels(), in - c),
        first,
        height,
        b);
    int plane = (image * shape.groups() + group) * shape.outPerGroup();
    int positions = shape.positions();
    int n = height * columns;
    for (int row = 0; row < rows; row++) {
      int at = to + row * tile.rows() * patches.width();
      int o = row * tile.rows();
      int from = gradientFrom + (plane + o) * positions + first * columns;
      int count = shape.outPerGroup() - o;
      if (count >= tile.rows()) {
        row(n, gradient, from, positions, b, at);
      } else {
        float[] tail = TAIL.floats(tile.rows() * n);
        for (int r = 0; r < tile.rows(); r++) {
          if (r < count) {
            System.arraycopy(gradient, from + r * positions, tail, r * n, n);
          } else {
            Arrays.fill(tail, r * n, (r + 1) * n, 0);
          }
        }
        row(n, tail, 0, n, b, at);
      }
    }
  }

  /// Adds to one block of rows.
  private void row(int n, float[] a, int from, int step, float[] b, int to) {
    for (int v = 0; v < starts.length; v += Tile.VECTORS) {
      int vectors = Math.min(Tile.VECTORS, starts.length - v);
      int c = to + v * tile.lanes() * tile.rows();
      tile.add(n, a, from, step, 1, b, at, starts, v, vectors, partial, c);
    }
  }

  /// Adds the pieces' sums for some rows of the weight.
  private void add(int from, int to) {
    int taps = shape.taps();
    int in = shape.inPerGroup();
    for (int o = from; o < to; o++) {
      int group = o / shape.outPerGroup();
      int row = o % shape.outPerGroup();
      for (int c = 0; c < in; c++) {
        int piece = (group * patches.blocks() + c / patches.channels()) * shares;
        for (int tap = 0; tap < taps; tap++) {
          int place = place(row, patches.place(c % patches.channels(), tap));
          float sum = 0;
          for (int share = 0; share < shares; share++) {
            sum += partial[(piece + share) * sums + place];
          }
          result[(o * in + c) * taps + tap] = sum;
        }
      }
    }
  }

  /// Where among a piece's sums a row's number is: tile after tile, row after row.
  private int place(int row, int number) {
    int wide = Tile.VECTORS * tile.lanes();
    int tileFrom = number / wide * wide;
    int width = Math.min(wide, patches.width() - tileFrom);
    return row / tile.rows() * tile.rows() * patches.width()
        + tileFrom * tile.rows()
        + row % tile.rows() * width
        + number % wide;
  }
}
