package kierkegrad.cpu.conv;

import java.util.Arrays;
import kierkegrad.cpu.gemm.Activation;
import kierkegrad.cpu.gemm.Gemm;
import kierkegrad.cpu.gemm.Start;
import kierkegrad.cpu.gemm.Strided;
import kierkegrad.cpu.machine.Scratch;
import kierkegrad.cpu.machine.Threads;

/// Convolution by three by three weights with a stride of 1, and its gradient in the images, by
/// Winograd's F(4×4, 3×3): 36 instead of 144 multiplications for a tile of four by four results and
/// a pair of channels. Its rounding errors are larger than those of a plain sum, and a number that
/// is not finite makes NaN of all the tile.
///
/// How it works: blocks of tiles are read from the images and transformed, channels side by side;
/// for each of 36 points, a matrix product over the channels; the products are transformed back and
/// written. A block stays in the second-level cache.
public final class Winograd {
  private static final Scratch WEIGHTS = new Scratch();
  private static final Scratch TAPS = new Scratch();
  private static final Scratch TRANSFORMED = new Scratch();
  private static final Scratch TILES = new Scratch();
  private static final Scratch PRODUCTS = new Scratch();
  private static final Scratch BIAS = new Scratch();
  private static final float[] NO_BIAS = {};

  /// So many columns of the weights lie together: as many as a register tile has.
  private static final int PANEL = 64;

  private static final int TAP_COUNT = 9;
  private static final int KERNEL = 3;

  private final WinogradLoops loops;
  private final WinogradGrid grid;
  private final WinogradImages images;
  private final WinogradImages results;
  private final boolean transposed;

  /// A product of a panel of [#PANEL] columns, per number of tiles.
  private final Gemm<float[]>[] whole;

  /// A product of the last panel, per number of tiles.
  private final Gemm<float[]>[] last;

  private final int lastPanel;

  private Winograd(
      WinogradLoops loops,
      int count,
      WinogradImages images,
      WinogradImages results,
      boolean transposed) {
    this.loops = loops;
    this.images = images;
    this.results = results;
    this.transposed = transposed;
    this.grid =
        WinogradGrid.of(count, results.height(), results.width(), images.lanes() + results.lanes());
    this.lastPanel = (results.lanes() - 1) / PANEL * PANEL;
    this.whole = products(PANEL);
    this.last = products(results.lanes() - lastPanel);
  }

  /// The convolution `y[n,o,i,j] = bias[o] + Σ x[n,c,i−p+kh,j−q+kw] · w[o,c,kh,kw]`.
  ///
  /// @param n the number of images
  /// @param c the channels of an image
  /// @param o the channels of a result
  /// @param height of an image
  /// @param width of an image
  /// @param p the padding above and below
  /// @param q the padding left and right
  public static Winograd forward(int n, int c, int o, int height, int width, int p, int q) {
    return forward(WinogradLoops.best(), n, c, o, height, width, p, q);
  }

  static Winograd forward(
      WinogradLoops loops, int n, int c, int o, int height, int width, int p, int q) {
    return new Winograd(
        loops,
        n,
        new WinogradImages(loops, c, height, width, p, q),
        new WinogradImages(loops, o, height + 2 * p - 2, width + 2 * q - 2, 0, 0),
        false);
  }

  /// The gradient in the images of that convolution, given the one in its results: a convolution by
  /// the weights turned by 180°, with a padding of `2 − p` and `2 − q`. The paddings are at most 2.
  public static Winograd inputGradient(int n, int c, int o, int height, int width, int p, int q) {
    return inputGradient(WinogradLoops.best(), n, c, o, height, width, p, q);
  }

  static Winograd inputGradient(
      WinogradLoops loops, int n, int c, int o, int height, int width, int p, int q) {
    return new Winograd(
        loops,
        n,
        new WinogradImages(loops, o, height + 2 * p - 2, width + 2 * q - 2, 2 - p, 2 - q),
        new WinogradImages(loops, c, height, width, 0, 0),
        true);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  private Gemm<float[]>[] products(int columns) {
    Gemm<float[]>[] all = new Gemm[grid.tiles() + 1];
    grid.sizes()
        .forEach(tiles ->
            all[tiles] =
                Gemm.floats(
                    tiles,
                    columns,
                    images.channels(),
                    Strided.floats(images.lanes(), 1),
                    Strided.floats(1, columns),
                    results.lanes(),
                    Start.ZERO,
                    Activation.NONE));
    return all;
  }

  /// Computes y from x and the weights w `[o, c, 3, 3]`, all from the places given.
  public void run(float[] x, int xAt, float[] w, int wAt, float[] y, int yAt) {
    run(x, xAt, w, wAt, NO_BIAS, 0, false, y, yAt);
  }

  /// The same with a bias per channel of the result, unless the array is empty, and `max(0, ·)`
  /// afterwards if wanted.
  public void run(
      float[] x,
      int xAt,
      float[] w,
      int wAt,
      float[] bias,
      int biasAt,
      boolean relu,
      float[] y,
      int yAt) {
    float[] points = weights(w, wAt);
    float[] start = bias.length == 0 ? bias : bias(bias, biasAt);
    Threads.parallel(
        grid.blocks(),
        1,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            block(grid.block(i), x, xAt, points, start, relu, y, yAt);
          }
        });
  }

  private float[] bias(float[] bias, int at) {
    float[] lanes = BIAS.floats(results.lanes());
    System.arraycopy(bias, at, lanes, 0, results.channels());
    Arrays.fill(lanes, results.channels(), results.lanes(), 0);
    return lanes;
  }

  private void block(
      WinogradGrid.Block block,
      float[] x,
      int xAt,
      float[] points,
      float[] bias,
      boolean relu,
      float[] y,
      int yAt) {
    int count = block.tiles();
    int tilePitch = pitch(count * images.lanes());
    int productPitch = pitch(count * results.lanes());
    float[] tiles = TILES.floats(WinogradGrid.POINTS * tilePitch);
    float[] products = PRODUCTS.floats(WinogradGrid.POINTS * productPitch);
    images.read(block, loops::image, WinogradGrid.SIDE, x, xAt, tiles, tilePitch);
    for (int p = 0; p < WinogradGrid.POINTS; p++) {
      int at = p * tilePitch;
      int to = p * productPitch;
      int weight = p * pointPitch();
      for (int panel = 0; panel < lastPanel; panel += PANEL) {
        int panelAt = weight + panel * images.channels();
        whole[count].run(tiles, at, points, panelAt, products, to + panel);
      }
      int panelAt = weight + lastPanel * images.channels();
      last[count].run(tiles, at, points, panelAt, products, to + lastPanel);
    }
    results.write(block, products, productPitch, bias, relu, y, yAt);
  }

  /// A distance at which 36 of them do not meet in the same lines of a cache.
  static int pitch(int size) {
    return size + WinogradLoops.LANES;
  }

  private int pointPitch() {
    return pitch(images.channels() * results.lanes());
  }

  /// The weights at 36 points: panels of `[channels, columns]`.
  private float[] weights(float[] w, int at) {
    int channels = images.channels();
    int lanes = results.lanes();
    float[] points = WEIGHTS.floats(WinogradGrid.POINTS * pointPitch());
    Threads.parallel(
        channels,
        Math.max(1, (1 << 13) / (lanes * TAP_COUNT)),
        (from, to) -> {
          float[] taps = TAPS.floats(TAP_COUNT * lanes);
          float[] rows = TRANSFORMED.floats(WinogradGrid.SIDE * KERNEL * lanes);
          for (int c = from; c < to; c++) {
            taps(w, at, c, taps);
            int line = KERNEL * lanes;
            loops.weight(taps, 0, line, 0, rows, 0, line, 0, 1, line);
            for (int k = 0; k < WinogradGrid.SIDE; k++) {
              int row = k * line;
              int place = k * WinogradGrid.SIDE * pointPitch();
              for (int panel = 0; panel < lanes; panel += PANEL) {
                int columns = Math.min(PANEL, lanes - panel);
                int start = place + panel * channels + c * columns;
                loops.weight(
                    rows, row + panel, lanes, 0, points, start, pointPitch(), 0, 1, columns);
              }
            }
          }
        });
    return points;
  }

  /// The weights of an image's channel, `[9, lanes]`.
  private void taps(float[] w, int at, int channel, float[] taps) {
    int lanes = results.lanes();
    if (results.channels() < lanes) {
      Arrays.fill(taps, 0, TAP_COUNT * lanes, 0);
    }
    for (int lane = 0; lane < results.channels(); lane++) {
      int from =
          at
              + TAP_COUNT
                  * (transposed
                      ? channel * results.channels() + lane
                      : lane * images.channels() + channel);
      for (int tap = 0; tap < TAP_COUNT; tap++) {
        int place = transposed ? TAP_COUNT - 1 - tap : tap;
        taps[place * lanes + lane] = w[from + tap];
      }
    }
  }
}
