package kierkegrad.cpu.conv;

import java.util.Arrays;
import kierkegrad.cpu.gemm.Activation;
import kierkegrad.cpu.gemm.Gemm;
import kierkegrad.cpu.gemm.Start;
import kierkegrad.cpu.gemm.Strided;
import kierkegrad.cpu.machine.Scratch;
import kierkegrad.cpu.machine.Threads;

/// The gradient in the weight of a convolution by three by three weights with a stride of 1, as
/// [Winograd] computes that: for each of 36 points, a matrix product over the tiles of all images.
///
/// The blocks of tiles fall into a fixed number of parts, each with a sum of its own; in the end
/// these are added in their order, so that the result does not depend on the number of threads.
public final class WinogradWeightGradient {
  private static final Scratch IMAGES = new Scratch();
  private static final Scratch GRADIENTS = new Scratch();
  private static final Scratch SUMS = new Scratch();
  private static final Scratch POINTS = new Scratch();
  private static final Scratch ROWS = new Scratch();
  private static final int PARTS = 8;
  private static final int KERNEL = 3;
  private static final int TAPS = 9;

  private final WinogradLoops loops;
  private final WinogradGrid grid;
  private final WinogradImages images;
  private final WinogradImages gradients;
  private final Gemm<float[]>[] products;
  private final int blocksPerPart;

  private WinogradWeightGradient(
      WinogradLoops loops, int count, WinogradImages images, WinogradImages gradients) {
    this.loops = loops;
    this.images = images;
    this.gradients = gradients;
    this.grid =
        WinogradGrid.of(
            count, gradients.height(), gradients.width(), images.lanes() + gradients.lanes());
    this.blocksPerPart = Math.max(1, Math.ceilDiv(grid.blocks(), PARTS));
    this.products = products();
  }

  /// The gradient `w[o,c,kh,kw] = Σ x[n,c,i−p+kh,j−q+kw] · g[n,o,i,j]`.
  ///
  /// @param n the number of images
  /// @param c the channels of an image
  /// @param o the channels of a result
  /// @param height of an image
  /// @param width of an image
  /// @param p the padding above and below
  /// @param q the padding left and right
  public static WinogradWeightGradient of(
      int n, int c, int o, int height, int width, int p, int q) {
    return of(WinogradLoops.best(), n, c, o, height, width, p, q);
  }

  static WinogradWeightGradient of(
      WinogradLoops loops, int n, int c, int o, int height, int width, int p, int q) {
    return new WinogradWeightGradient(
        loops,
        n,
        new WinogradImages(loops, c, height, width, p, q),
        new WinogradImages(loops, o, height + 2 * p - 2, width + 2 * q - 2, 0, 0));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  private Gemm<float[]>[] products() {
    Gemm<float[]>[] all = new Gemm[grid.tiles() + 1];
    grid.sizes()
        .forEach(tiles ->
            all[tiles] =
                Gemm.floats(
                    images.channels(),
                    gradients.lanes(),
                    tiles,
                    Strided.floats(1, images.lanes()),
                    Strided.floats(1, gradients.lanes()),
                    gradients.lanes(),
                    Start.RESULT,
                    Activation.NONE));
    return all;
  }

  /// Computes w `[o, c, 3, 3]` from x and g, all from the places given.
  public void run(float[] x, int xAt, float[] g, int gAt, float[] w, int wAt) {
    int parts = Math.ceilDiv(grid.blocks(), blocksPerPart);
    int sumPitch = Winograd.pitch(images.channels() * gradients.lanes());
    int part = WinogradGrid.POINTS * sumPitch;
    float[] sums = SUMS.floats(parts * part);
    Threads.parallel(
        grid.blocks(),
        blocksPerPart,
        (from, to) -> {
          int at = from / blocksPerPart * part;
          Arrays.fill(sums, at, at + part, 0);
          for (int i = from; i < to; i++) {
            block(grid.block(i), x, xAt, g, gAt, sums, at, sumPitch);
          }
        });
    Threads.parallel(
        images.channels(),
        Math.max(1, (1 << 13) / (gradients.lanes() * TAPS)),
        (from, to) -> {
          for (int c = from; c < to; c++) {
            channel(sums, parts, part, sumPitch, c, w, wAt);
          }
        });
  }

  private void block(
      WinogradGrid.Block block,
      float[] x,
      int xAt,
      float[] g,
      int gAt,
      float[] sums,
      int at,
      int sumPitch) {
    int imagePitch = Winograd.pitch(block.tiles() * images.lanes());
    int gradientPitch = Winograd.pitch(block.tiles() * gradients.lanes());
    float[] left = IMAGES.floats(WinogradGrid.POINTS * imagePitch);
    float[] right = GRADIENTS.floats(WinogradGrid.POINTS * gradientPitch);
    images.read(block, loops::image, WinogradGrid.SIDE, x, xAt, left, imagePitch);
    gradients.read(block, loops::resultGradient, WinogradGrid.TILE, g, gAt, right, gradientPitch);
    Gemm<float[]> product = products[block.tiles()];
    for (int p = 0; p < WinogradGrid.POINTS; p++) {
      product.run(left, p * imagePitch, right, p * gradientPitch, sums, at + p * sumPitch);
    }
  }

  /// Adds the parts for one channel of the images and transforms them back.
  private void channel(
      float[] sums, int parts, int part, int sumPitch, int channel, float[] w, int wAt) {
    int lanes = gradients.lanes();
    float[] points = POINTS.floats(WinogradGrid.POINTS * lanes);
    float[] rows = ROWS.floats((WinogradGrid.SIDE * KERNEL + TAPS) * lanes);
    for (int p = 0; p < WinogradGrid.POINTS; p++) {
      Arrays.fill(points, p * lanes, (p + 1) * lanes, 0);
      for (int i = 0; i < parts; i++) {
        int from = i * part + p * sumPitch + channel * lanes;
        loops.add(sums, from, points, p * lanes, lanes);
      }
    }
    int line = WinogradGrid.SIDE * lanes;
    loops.weightGradient(points, 0, line, 0, rows, 0, line, 0, 1, line);
    int taps = KERNEL * line;
    int next = KERNEL * lanes;
    loops.weightGradient(rows, 0, lanes, line, rows, taps, lanes, next, KERNEL, lanes);
    for (int o = 0; o < gradients.channels(); o++) {
      int to = wAt + (o * images.channels() + channel) * TAPS;
      for (int tap = 0; tap < TAPS; tap++) {
        w[to + tap] = rows[taps + tap * lanes + o];
      }
    }
  }
}
