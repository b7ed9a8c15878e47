package kierkegrad.cpu.conv;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import kierkegrad.cpu.machine.Scratch;
import kierkegrad.cpu.machine.Threads;

/// A convolution of float32 images, or its gradient in the images, as products of tiles over
/// [ShiftedRows]. Bound to its sizes; running it allocates nothing.
///
/// A piece of work is a strip of one image's results in some of the channels. It copies what the
/// strip reads, some channels at a time if they are many, and adds their product to its results.
final class ImageProduct implements ImageKernel {
  private static final Scratch WEIGHT = new Scratch();
  private static final Scratch ROWS = new Scratch();
  private static final Scratch SUMS = new Scratch();

  /// The copies of a strip have about so many elements: they share the second-level cache with the
  /// weight.
  private static final int COPIES = 96 * 1024;

  /// Fewer pieces than this are cut further, by channels of the result.
  private static final int FEW = 4;

  private final ConvShape shape;
  private final Tile tile;
  private final boolean rectified;
  private final List<Part> parts;
  private final int in;
  private final int out;
  private final int inPixels;
  private final int outPixels;
  private final Threads.Range packing = this::pack;
  private final Threads.Range working = this::work;

  private float[] images = {};
  private float[] weight = {};
  private float[] result = {};
  private float[] bias = {};
  private float[] packed = {};
  private int imagesFrom;
  private int weightFrom;
  private int biasFrom;

  /// What belongs to one phase.
  ///
  /// @param at where each term's row begins, for as many channels as are copied at a time
  /// @param starts where each vector of a row begins
  /// @param channels the number of channels that are copied at a time
  /// @param from where its weights are in the packed ones
  /// @param firstPiece the number of pieces of the phases before
  /// @param slices into how many pieces a strip's channels are cut
  private record Part(
      Phase phase,
      ShiftedRows rows,
      Strips strips,
      PackedWeight weight,
      int[] at,
      int[] starts,
      int channels,
      int from,
      int firstPiece,
      int slices) {}

  private ImageProduct(ConvShape shape, List<Phase> phases, boolean transposed, boolean rectified) {
    this.shape = shape;
    this.rectified = rectified;
    this.in = transposed ? shape.outPerGroup() : shape.inPerGroup();
    this.out = transposed ? shape.inPerGroup() : shape.outPerGroup();
    this.inPixels = transposed ? shape.positions() : shape.pixels();
    this.outPixels = transposed ? shape.pixels() : shape.positions();
    this.tile = Tile.of(out);
    this.parts = parts(phases, transposed);
  }

  /// The convolution.
  ///
  /// @param rectified whether negative results become 0
  static ImageProduct forward(ConvShape shape, boolean rectified) {
    return new ImageProduct(shape, List.of(Phase.forward(shape)), false, rectified);
  }

  /// Its gradient in the images, given that in the results.
  static ImageProduct gradient(ConvShape shape) {
    return new ImageProduct(shape, Phase.inputGradient(shape), true, false);
  }

  private List<Part> parts(List<Phase> phases, boolean transposed) {
    ConvShape.Axis height = shape.height();
    ConvShape.Axis width = shape.width();
    int rows = transposed ? height.positions() : height.size();
    int columns = transposed ? width.positions() : width.size();
    int wide = shape.inPerGroup() * shape.taps();
    List<Part> list = new ArrayList<>();
    int from = 0;
    int pieces = 0;
    for (Phase phase : phases) {
      Strips strips = Strips.of(phase.rows(), phase.columns());
      ShiftedRows copies = new ShiftedRows(phase, rows, columns, strips.height());
      PackedWeight weights =
          new PackedWeight(
              out,
              tile.rows(),
              in,
              phase.taps(),
              transposed ? shape.taps() : wide,
              transposed ? wide : shape.taps());
      int most = Math.clamp(COPIES / Math.max(1, copies.size()), 1, Math.max(1, in));
      int channels = Math.max(1, Math.ceilDiv(in, Math.max(1, Math.ceilDiv(in, most))));
      int units = shape.images() * shape.groups() * strips.count();
      int slices = units >= FEW ? 1 : Math.clamp(weights.blocks() / 4, 1, FEW);
      int taps = phase.taps().length;
      int[] at = new int[channels * taps];
      for (int k = 0; k < at.length; k++) {
        at[k] = k / taps * copies.size() + copies.offset(k % taps);
      }
      int vectors = Math.ceilDiv(strips.height() * phase.columns(), tile.lanes());
      int[] starts = IntStream.range(0, vectors).map(v -> v * tile.lanes()).toArray();
      list.add(
          new Part(phase, copies, strips, weights, at, starts, channels, from, pieces, slices));
      from += shape.groups() * weights.size();
      pieces += units * slices;
    }
    return List.copyOf(list);
  }

  @Override
  public void run(
      float[] images,
      int imagesFrom,
      float[] weight,
      int weightFrom,
      float[] bias,
      int biasFrom,
      float[] result) {
    this.images = images;
    this.imagesFrom = imagesFrom;
    this.weight = weight;
    this.weightFrom = weightFrom;
    this.bias = bias;
    this.biasFrom = biasFrom;
    this.result = result;
    if (shape.images() == 0) {
      return;
    }
    Part last = parts.getLast();
    packed = WEIGHT.floats(last.from + shape.groups() * last.weight.size());
    int blocks = shape.groups() * last.weight.blocks();
    int block = in * shape.taps() * tile.rows();
    Threads.parallel(blocks, Math.max(1, 65536 / Math.max(1, block)), packing);
    Threads.parallel(
        last.firstPiece + shape.images() * shape.groups() * last.strips.count() * last.slices,
        1,
        working);
  }

  private void pack(int from, int to) {
    for (int i = from; i < to; i++) {
      for (int p = 0; p < parts.size(); p++) {
        Part part = parts.get(p);
        int group = i / part.weight.blocks();
        part.weight.pack(
            weight,
            weightFrom + group * shape.out() / shape.groups() * shape.inPerGroup() * shape.taps(),
            i % part.weight.blocks(),
            packed,
            part.from + i * part.weight.block());
      }
    }
  }

  private void work(int from, int to) {
    for (int piece = from; piece < to; piece++) {
      int p = parts.size() - 1;
      while (parts.get(p).firstPiece > piece) {
        p--;
      }
      Part part = parts.get(p);
      int i = piece - part.firstPiece;
      int slice = i % part.slices;
      i /= part.slices;
      int strip = i % part.strips.count();
      i /= part.strips.count();
      strip(part, i / shape.groups(), i % shape.groups(), strip, slice);
    }
  }

  private void strip(Part part, int image, int group, int strip, int slice) {
    int lanes = tile.lanes();
    int size = part.rows.size();
    float[] copies = ROWS.floats(part.channels * size + Tile.VECTORS * lanes);
    float[] sums = SUMS.floats(tile.rows() * Tile.VECTORS * lanes);
    int first = part.strips.first(strip);
    int n = part.strips.height(strip) * part.phase.columns();
    int blocks = part.weight.blocks();
    int fromBlock = blocks * slice / part.slices;
    int toBlock = blocks * (slice + 1) / part.slices;
    int plane = image * shape.groups() * in + group * in;
    int to = (image * shape.groups() + group) * out;
    int c = 0;
    do {
      int channels = Math.min(part.channels, in - c);
      part.rows.pack(tile, images, imagesFrom + (plane + c) * inPixels, channels, first, copies);
      int terms = channels * part.phase.taps().length;
      for (int vector = 0; vector * lanes < n; vector += Tile.VECTORS) {
        int count = Math.min(n - vector * lanes, Tile.VECTORS * lanes);
        int vectors = Math.ceilDiv(count, lanes);
        for (int block = fromBlock; block < toBlock; block++) {
          int a =
              part.from
                  + (group * blocks + block) * part.weight.block()
                  + c * part.phase.taps().length * tile.rows();
          int row = block * tile.rows();
          int position = vector * lanes;
          start(part, c == 0, to, group, row, first, position, count, vectors * lanes, sums);
          tile.add(
              terms,
              packed,
              a,
              1,
              tile.rows(),
              copies,
              part.at,
              part.starts,
              vector,
              vectors,
              sums,
              0);
          boolean last = c + channels >= in;
          end(part, last && rectified, to, row, first, position, count, vectors * lanes, sums);
        }
      }
      c += part.channels;
    } while (c < in);
  }

  /// What the sums start from: the bias, or the sums over the channels before.
  private void start(
      Part part,
      boolean fresh,
      int plane,
      int group,
      int row,
      int first,
      int position,
      int count,
      int width,
      float[] sums) {
    int rows = Math.min(tile.rows(), out - row);
    for (int r = 0; r < tile.rows(); r++) {
      if (fresh || r >= rows) {
        boolean biased = r < rows && bias.length > 0;
        tile.fill(sums, r * width, width, biased ? bias[biasFrom + group * out + row + r] : 0);
        continue;
      }
      int from = (plane + row + r) * outPixels;
      if (part.phase.place().isDense()) {
        int at = from + first * part.phase.columns() + position;
        tile.store(result, at, sums, r * width, count, false);
      } else {
        scattered(part, from, first, position, count, sums, r * width, false);
      }
    }
  }

  private void end(
      Part part,
      boolean rectify,
      int plane,
      int row,
      int first,
      int position,
      int count,
      int width,
      float[] sums) {
    int rows = Math.min(tile.rows(), out - row);
    for (int r = 0; r < rows; r++) {
      int to = (plane + row + r) * outPixels;
      if (part.phase.place().isDense()) {
        int at = to + first * part.phase.columns() + position;
        tile.store(sums, r * width, result, at, count, rectify);
      } else {
        scattered(part, to, first, position, count, sums, r * width, true);
      }
    }
  }

  /// Moves sums to their places in one plane of the results, or back, row by row.
  private void scattered(
      Part part,
      int plane,
      int first,
      int position,
      int count,
      float[] sums,
      int at,
      boolean store) {
    int columns = part.phase.columns();
    int step = part.phase.place().stepX();
    int u = first + position / columns;
    int v = position % columns;
    for (int j = 0; j < count; u++, v = 0) {
      int n = Math.min(columns - v, count - j);
      int place = plane + part.phase.place().at(u, v);
      for (int i = 0; i < n; i++) {
        if (store) {
          result[place + i * step] = sums[at + j + i];
        } else {
          sums[at + j + i] = result[place + i * step];
        }
      }
      j += n;
    }
  }
}
