package kierkegrad.cpu.conv;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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
final class WinogradWeight implements WeightKernel {
  private static final Scratch IMAGES = new Scratch();
  private static final Scratch GRADIENTS = new Scratch();
  private static final Scratch SUMS = new Scratch();
  private static final Scratch POINTS = new Scratch();
  private static final Scratch ROWS = new Scratch();
  private static final Scratch WEIGHTS = new Scratch();
  private static final int PARTS = 8;
  private static final int KERNEL = 3;
  private static final int TAPS = 9;

  private final WinogradLoops loops;
  private final List<WinogradGrid.Block> blocks;
  private final WinogradImages images;
  private final WinogradImages gradients;

  /// The products by number of tiles.
  private final List<Gemm<float[]>> products;

  private final int blocksPerPart;
  private final int parts;

  /// The distance between the sums at two points.
  private final int pointPitch;

  private final Threads.Range working = this::work;
  private final Threads.Range adding = this::add;

  private float[] in = {};
  private float[] gradient = {};
  private float[] result = {};
  private float[] sums = {};
  private int inFrom;
  private int gradientFrom;

  /// For convolutions of these sizes.
  WinogradWeight(ConvShape shape) {
    this(WinogradLoops.best(), shape);
  }

  WinogradWeight(WinogradLoops loops, ConvShape shape) {
    this.loops = loops;
    this.images = WinogradImages.images(loops, shape);
    this.gradients = WinogradImages.results(loops, shape);
    WinogradGrid grid =
        WinogradGrid.terms(shape.images(), gradients, images.lanes(), gradients.lanes());
    this.blocks = grid.blocks();
    this.blocksPerPart = Math.max(1, Math.ceilDiv(blocks.size(), PARTS));
    this.parts = Math.ceilDiv(blocks.size(), blocksPerPart);
    this.pointPitch = Winograd.pitch(images.channels() * gradients.lanes());
    this.products =
        IntStream.rangeClosed(0, grid.tiles())
            .mapToObj(tiles ->
                Gemm.floats(
                    images.channels(),
                    gradients.lanes(),
                    tiles,
                    Strided.floats(1, images.lanes()),
                    Strided.floats(1, gradients.lanes()),
                    gradients.lanes(),
                    Start.RESULT,
                    Activation.NONE))
            .toList();
  }

  @Override
  public void run(
      float[] images, int imagesFrom, float[] gradient, int gradientFrom, float[] result) {
    this.in = images;
    this.inFrom = imagesFrom;
    this.gradient = gradient;
    this.gradientFrom = gradientFrom;
    this.result = result;
    this.sums = SUMS.floats(parts * WinogradGrid.POINTS * pointPitch);
    Threads.parallel(blocks.size(), blocksPerPart, working);
    int pairs = Math.max(1, gradients.lanes() * TAPS);
    Threads.parallel(this.images.channels(), Math.max(1, (1 << 13) / pairs), adding);
  }

  private void work(int from, int to) {
    int part = WinogradGrid.POINTS * pointPitch;
    int start = from / blocksPerPart * part;
    Arrays.fill(sums, start, start + part, 0);
    for (int number = from; number < to; number++) {
      WinogradGrid.Block block = blocks.get(number);
      int imagePitch = Winograd.pitch(block.tiles() * images.lanes());
      int gradientPitch = Winograd.pitch(block.tiles() * gradients.lanes());
      float[] left = IMAGES.floats(WinogradGrid.POINTS * imagePitch);
      float[] right = GRADIENTS.floats(WinogradGrid.POINTS * gradientPitch);
      images.read(block, in, inFrom, left, imagePitch);
      gradients.read(block, gradient, gradientFrom, right, gradientPitch);
      Gemm<float[]> product = products.get(block.tiles());
      for (int p = 0; p < WinogradGrid.POINTS; p++) {
        product.run(left, p * imagePitch, right, p * gradientPitch, sums, start + p * pointPitch);
      }
    }
  }

  /// Adds the parts for some of the images' channels and transforms them back.
  private void add(int from, int to) {
    int lanes = gradients.lanes();
    int line = WinogradGrid.SIDE * lanes;
    int next = KERNEL * lanes;
    float[] points = POINTS.floats(WinogradGrid.SIDE * line);
    float[] rows = ROWS.floats(KERNEL * line);
    float[] taps = WEIGHTS.floats(KERNEL * next);
    for (int channel = from; channel < to; channel++) {
      Arrays.fill(points, 0, WinogradGrid.SIDE * line, 0);
      for (int p = 0; p < WinogradGrid.POINTS; p++) {
        for (int i = 0; i < parts; i++) {
          int at = (i * WinogradGrid.POINTS + p) * pointPitch + channel * lanes;
          loops.add(sums, at, points, p * lanes, lanes);
        }
      }
      loops.weightGradient(points, 0, line, 0, rows, 0, line, 0, 1, line);
      loops.weightGradient(rows, 0, lanes, line, taps, 0, lanes, next, KERNEL, lanes);
      for (int o = 0; o < gradients.channels(); o++) {
        int out = (o * images.channels() + channel) * TAPS;
        for (int tap = 0; tap < TAPS; tap++) {
          result[out + tap] = taps[tap * lanes + o];
        }
      }
    }
  }
}
