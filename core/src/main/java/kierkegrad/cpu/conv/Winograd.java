package kierkegrad.cpu.conv;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import kierkegrad.cpu.gemm.Activation;
import kierkegrad.cpu.gemm.Gemm;
import kierkegrad.cpu.gemm.Start;
import kierkegrad.cpu.gemm.Strided;
import kierkegrad.cpu.machine.Machine;
import kierkegrad.cpu.machine.Scratch;
import kierkegrad.cpu.machine.Threads;

/// Convolution by three by three weights with a stride of 1, or its gradient in the images, by
/// Winograd's F(4×4, 3×3): 36 instead of 144 multiplications for a tile of four by four results and
/// a pair of channels. Its rounding errors are larger than those of a plain sum, and a number that
/// is not finite makes NaN of all the tile.
///
/// How it works: blocks of tiles are read from the images and transformed, channels side by side;
/// for each of 36 points, a matrix product over the channels; the products are transformed back and
/// written. A block stays in the second-level cache.
final class Winograd implements ImageKernel {
  private static final Scratch WEIGHTS = new Scratch();
  private static final Scratch TAPS = new Scratch();
  private static final Scratch ROWS = new Scratch();
  private static final Scratch TILES = new Scratch();
  private static final Scratch PRODUCTS = new Scratch();
  private static final Scratch BIAS = new Scratch();
  private static final float[] NO_BIAS = {};

  /// With fewer channels, more time goes into transforms than into products.
  private static final int FEWEST_CHANNELS = 16;

  /// The gradient in the weight has 36 sums for each pair of channels, in several parts.
  private static final int MOST_PAIRS = 1 << 18;

  /// So many columns of the weights lie together: as many as a register tile has.
  private static final int PANEL = 64;

  private static final int KERNEL = 3;
  private static final int TAP_COUNT = KERNEL * KERNEL;
  private static final int SIDE = WinogradGrid.SIDE;

  private final WinogradLoops loops;
  private final List<WinogradGrid.Block> blocks;
  private final WinogradImages images;
  private final WinogradImages results;
  private final boolean transposed;
  private final boolean rectified;

  /// The distance between the weights at two points.
  private final int pointPitch;

  /// The products of a panel of [#PANEL] columns, by number of tiles.
  private final List<Gemm<float[]>> whole;

  /// The products of the last panel, by number of tiles.
  private final List<Gemm<float[]>> last;

  private final int lastPanel;
  private final Threads.Range transforming = this::transform;
  private final Threads.Range working = this::work;

  private float[] in = {};
  private float[] weight = {};
  private float[] points = {};
  private float[] start = {};
  private float[] result = {};
  private int inFrom;
  private int weightFrom;

  Winograd(WinogradLoops loops, ConvShape shape, boolean transposed, boolean rectified) {
    this.loops = loops;
    this.transposed = transposed;
    this.rectified = rectified;
    this.images =
        transposed
            ? WinogradImages.results(loops, shape)
                .padded(KERNEL - 1 - shape.height().padding(), KERNEL - 1 - shape.width().padding())
            : WinogradImages.images(loops, shape);
    this.results =
        transposed ? WinogradImages.images(loops, shape) : WinogradImages.results(loops, shape);
    WinogradGrid grid = WinogradGrid.rows(shape.images(), results, images.lanes(), results.lanes());
    this.blocks = grid.blocks();
    this.pointPitch = pitch(images.channels() * results.lanes());
    this.lastPanel = (results.lanes() - 1) / PANEL * PANEL;
    this.whole = products(PANEL, grid.tiles());
    this.last = products(results.lanes() - lastPanel, grid.tiles());
  }

  /// Whether this is a convolution by three by three weights, and worth it.
  static boolean fits(ConvShape s) {
    return Machine.hasVectors()
        && s.groups() == 1
        && fits(s.height())
        && fits(s.width())
        && Math.min(s.in(), s.out()) >= FEWEST_CHANNELS
        && s.in() * s.out() <= MOST_PAIRS;
  }

  private static boolean fits(ConvShape.Axis axis) {
    return axis.kernel() == KERNEL && axis.stride() == 1 && axis.dilation() == 1;
  }

  /// The convolution.
  ///
  /// @param rectified whether negative results become 0
  static Winograd forward(ConvShape shape, boolean rectified) {
    return new Winograd(WinogradLoops.best(), shape, false, rectified);
  }

  /// Its gradient in the images, given that in the results: the convolution by the weights turned
  /// by 180°, with a padding of 2 less the padding.
  static Winograd gradient(ConvShape shape) {
    return new Winograd(WinogradLoops.best(), shape, true, false);
  }

  private List<Gemm<float[]>> products(int columns, int most) {
    return IntStream.rangeClosed(0, most)
        .mapToObj(tiles ->
            Gemm.floats(
                tiles,
                columns,
                images.channels(),
                Strided.floats(images.lanes(), 1),
                Strided.floats(1, columns),
                results.lanes(),
                Start.ZERO,
                Activation.NONE))
        .toList();
  }

  /// A distance at which the 36 places that a transform reads or writes at once do not meet in the
  /// same lines of a cache.
  static int pitch(int size) {
    return size + WinogradLoops.LANES;
  }

  @Override
  public void run(
      float[] in,
      int inFrom,
      float[] weight,
      int weightFrom,
      float[] bias,
      int biasFrom,
      float[] result) {
    this.in = in;
    this.inFrom = inFrom;
    this.weight = weight;
    this.weightFrom = weightFrom;
    this.result = result;
    this.start = bias.length == 0 ? NO_BIAS : lanes(bias, biasFrom);
    this.points = WEIGHTS.floats(WinogradGrid.POINTS * pointPitch);
    int pairs = Math.max(1, results.lanes() * TAP_COUNT);
    Threads.parallel(images.channels(), Math.max(1, (1 << 13) / pairs), transforming);
    Threads.parallel(blocks.size(), 1, working);
  }

  private float[] lanes(float[] bias, int from) {
    float[] lanes = BIAS.floats(results.lanes());
    System.arraycopy(bias, from, lanes, 0, results.channels());
    Arrays.fill(lanes, results.channels(), results.lanes(), 0);
    return lanes;
  }

  /// The weights of some of the images' channels at 36 points: panels of `[channels, columns]`.
  private void transform(int from, int to) {
    int channels = images.channels();
    int lanes = results.lanes();
    int line = KERNEL * lanes;
    float[] taps = TAPS.floats(KERNEL * line);
    float[] rows = ROWS.floats(SIDE * line);
    for (int c = from; c < to; c++) {
      taps(c, taps);
      loops.weight(taps, 0, line, 0, rows, 0, line, 0, 1, line);
      for (int panel = 0; panel < lanes; panel += PANEL) {
        int columns = Math.min(PANEL, lanes - panel);
        int at = panel * channels + c * columns;
        int next = SIDE * pointPitch;
        loops.weight(rows, panel, lanes, line, points, at, pointPitch, next, SIDE, columns);
      }
    }
  }

  /// The weights of one of the images' channels, `[9, lanes]`.
  private void taps(int channel, float[] taps) {
    int lanes = results.lanes();
    if (results.channels() < lanes) {
      Arrays.fill(taps, 0, TAP_COUNT * lanes, 0);
    }
    for (int lane = 0; lane < results.channels(); lane++) {
      int pair =
          transposed ? channel * results.channels() + lane : lane * images.channels() + channel;
      int from = weightFrom + pair * TAP_COUNT;
      for (int tap = 0; tap < TAP_COUNT; tap++) {
        int place = transposed ? TAP_COUNT - 1 - tap : tap;
        taps[place * lanes + lane] = weight[from + tap];
      }
    }
  }

  private void work(int from, int to) {
    for (int number = from; number < to; number++) {
      WinogradGrid.Block block = blocks.get(number);
      int count = block.tiles();
      int tilePitch = pitch(count * images.lanes());
      int productPitch = pitch(count * results.lanes());
      float[] tiles = TILES.floats(WinogradGrid.POINTS * tilePitch);
      float[] products = PRODUCTS.floats(WinogradGrid.POINTS * productPitch);
      images.read(block, in, inFrom, tiles, tilePitch);
      for (int p = 0; p < WinogradGrid.POINTS; p++) {
        int at = p * tilePitch;
        int out = p * productPitch;
        int point = p * pointPitch;
        for (int panel = 0; panel < lastPanel; panel += PANEL) {
          int panelAt = point + panel * images.channels();
          whole.get(count).run(tiles, at, points, panelAt, products, out + panel);
        }
        int panelAt = point + lastPanel * images.channels();
        last.get(count).run(tiles, at, points, panelAt, products, out + lastPanel);
      }
      results.write(block, products, productPitch, start, rectified, result);
    }
  }
}
