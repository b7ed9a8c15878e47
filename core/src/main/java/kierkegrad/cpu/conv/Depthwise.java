package kierkegrad.cpu.conv;

import java.util.Arrays;
import kierkegrad.cpu.machine.Threads;

/// A float32 convolution whose groups are so narrow that tiles would stay empty, or its gradient in
/// the images: row by row, one scaled row added to another. Bound to its sizes; running it
/// allocates nothing.
final class Depthwise implements ImageKernel {
  private final ConvShape shape;
  private final boolean transposed;
  private final boolean rectified;
  private final Tile tile;
  private final Threads.Range working = this::work;
  private final ConvShape.Row row = this::row;

  private float[] in = {};
  private float[] weight = {};
  private float[] bias = {};
  private float[] result = {};
  private int inFrom;
  private int weightFrom;
  private int biasFrom;

  private Depthwise(ConvShape shape, boolean transposed, boolean rectified) {
    this.shape = shape;
    this.transposed = transposed;
    this.rectified = rectified;
    this.tile = Tile.of(1);
  }

  /// Whether tiles would stay empty.
  static boolean fits(ConvShape shape) {
    return shape.groups() > 1 && Math.max(shape.outPerGroup(), shape.inPerGroup()) < 4;
  }

  /// The convolution.
  ///
  /// @param rectified whether negative results become 0
  static Depthwise forward(ConvShape shape, boolean rectified) {
    return new Depthwise(shape, false, rectified);
  }

  /// Its gradient in the images, given that in the results.
  static Depthwise gradient(ConvShape shape) {
    return new Depthwise(shape, true, false);
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
    this.bias = bias;
    this.biasFrom = biasFrom;
    this.result = result;
    int pixels = Math.max(1, shape.outPerGroup() * shape.positions());
    Threads.parallel(shape.images() * shape.groups(), Math.max(1, 16384 / pixels), working);
  }

  private void work(int from, int to) {
    int planes = transposed ? shape.inPerGroup() : shape.outPerGroup();
    int pixels = transposed ? shape.pixels() : shape.positions();
    int start = from * planes * pixels;
    int end = to * planes * pixels;
    for (int plane = from * planes; plane < to * planes; plane++) {
      int channel = plane % (shape.groups() * planes);
      float value = bias.length == 0 ? 0 : bias[biasFrom + channel];
      Arrays.fill(result, plane * pixels, (plane + 1) * pixels, value);
    }
    for (int plane = from * shape.outPerGroup(); plane < to * shape.outPerGroup(); plane++) {
      shape.rows(plane / shape.out(), plane % shape.out(), row);
    }
    if (rectified) {
      tile.store(result, start, result, start, end - start, true);
    }
  }

  private void row(int x, int y, int n, int at) {
    float factor = weight[weightFrom + at];
    int step = shape.width().stride();
    if (transposed) {
      tile.addScaled(n, factor, in, inFrom + y, 1, result, x, step);
    } else {
      tile.addScaled(n, factor, in, inFrom + x, step, result, y, 1);
    }
  }
}
