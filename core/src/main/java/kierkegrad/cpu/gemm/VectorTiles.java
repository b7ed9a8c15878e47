package kierkegrad.cpu.gemm;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import kierkegrad.cpu.machine.Scratch;
import org.jspecify.annotations.Nullable;

/// Tiles in the Vector API, of 6 rows by 4 vectors where there are 32 registers for sure, otherwise
/// by 2; the plain tiles do what has no inner loop. A tile's class is made when it is first needed.
final class VectorTiles<T> implements Tiles<T> {
  private static final int ROWS = 6;

  private final VectorSpecies<?> species;
  private final Tiles<T> plain;
  private final int vectors;
  private final T zeros;
  private final AtomicReferenceArray<@Nullable Tile<T>> made;
  private final AtomicReferenceArray<@Nullable Tile<T>> dots =
      new AtomicReferenceArray<>(DOTS * DOTS);
  private final Transposition<T> transposition;

  @SuppressWarnings("unchecked") // the code is that of the species' arrays
  private VectorTiles(VectorSpecies<?> species, Tiles<T> plain, T zeros) {
    this.species = species;
    this.plain = plain;
    this.zeros = zeros;
    this.vectors = vectors(species);
    this.transposition =
        (Transposition<T>) new VectorTransposition(new VectorClass(species)).define();
    this.made = new AtomicReferenceArray<>(2 * ROWS * vectors);
  }

  static Tiles<float[]> floats(int bits) {
    VectorSpecies<Float> species =
        FloatVector.SPECIES_PREFERRED.withShape(VectorShape.forBitSize(bits));
    return new VectorTiles<>(
        species, new PlainFloatTiles(), new float[vectors(species) * species.length()]);
  }

  static Tiles<double[]> doubles(int bits) {
    VectorSpecies<Double> species =
        DoubleVector.SPECIES_PREFERRED.withShape(VectorShape.forBitSize(bits));
    return new VectorTiles<>(
        species, new PlainDoubleTiles(), new double[vectors(species) * species.length()]);
  }

  private static int vectors(VectorSpecies<?> species) {
    return species.vectorBitSize() >= 512 ? 4 : 2;
  }

  @Override
  public int rows() {
    return ROWS;
  }

  @Override
  public int columns() {
    return vectors * species.length();
  }

  /// Two halves rather than a large tile and a small one.
  @Override
  public int rowsOf(int left) {
    return left >= 2 * ROWS || left == ROWS ? ROWS : left < ROWS ? left : Math.ceilDiv(left, 2);
  }

  @Override
  public int columnsOf(int left) {
    return Math.min(left, columns());
  }

  @Override
  public int filled(int columns) {
    return Math.ceilDiv(columns, species.length()) * species.length();
  }

  @Override
  public Tile<T> tile(int rows, int columns) {
    int wide = Math.ceilDiv(columns, species.length());
    boolean ragged = columns != filled(columns);
    int index = ((rows - 1) * vectors + wide - 1) * 2 + (ragged ? 1 : 0);
    Tile<T> tile = made.get(index);
    if (tile == null) {
      tile = unchecked(new VectorTile(new VectorClass(species), rows, wide, ragged).define());
      made.set(index, tile);
    }
    return tile;
  }

  @SuppressWarnings("unchecked") // the code is that of the species' arrays
  private Tile<T> unchecked(Tile<?> tile) {
    return (Tile<T>) tile;
  }

  @Override
  public Optional<Product<T>> small(Problem<T> problem) {
    return plain.small(problem);
  }

  @Override
  public boolean hasDots() {
    return true;
  }

  @Override
  public Tile<T> dot(int rows, int columns) {
    int index = (rows - 1) * DOTS + columns - 1;
    Tile<T> tile = dots.get(index);
    if (tile == null) {
      tile = unchecked(new VectorDot(new VectorClass(species), rows, columns).define());
      dots.set(index, tile);
    }
    return tile;
  }

  /// Rows that lie side by side are transposed in registers, block by block; what is left over at
  /// the right and at the bottom goes the plain way.
  @Override
  public void pack(
      Panels<T> panels,
      T from,
      int start,
      T panel,
      int at,
      int width,
      int i,
      int rows,
      int k,
      int depth) {
    int lanes = species.length();
    if (!(panels instanceof Strided<T> strided)
        || strided.depthStep() != 1
        || strided.step() == 1
        || rows < lanes
        || depth < lanes) {
      panels.pack(from, start, panel, at, width, i, rows, k, depth);
      return;
    }
    int high = rows - rows % lanes;
    int deep = depth - depth % lanes;
    int step = strided.step();
    for (int r = 0; r < high; r += lanes) {
      transposition.pack(from, start + (i + r) * step + k, step, panel, at + r, width, deep);
    }
    if (deep < depth) {
      panels.pack(from, start, panel, at + deep * width, width, i, high, k + deep, depth - deep);
    }
    if (high < rows) {
      panels.pack(from, start, panel, at + high, width, i + high, rows - high, k, depth);
    }
  }

  @Override
  public T scratch(Scratch scratch, int length) {
    return plain.scratch(scratch, length);
  }

  @Override
  public T zeros() {
    return zeros;
  }

  @Override
  public void fill(T to, int at, int count, T from, int index) {
    plain.fill(to, at, count, from, index);
  }

  /// Such as `Float 16×4`.
  @Override
  public String toString() {
    return species + " × " + vectors;
  }
}
