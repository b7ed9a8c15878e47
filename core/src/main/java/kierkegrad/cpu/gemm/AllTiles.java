package kierkegrad.cpu.gemm;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import kierkegrad.cpu.machine.Machine;

/// The tiles that this process computes with.
final class AllTiles {
  private static final Tiles<float[]> FLOATS =
      Machine.hasVectors() ? VectorTiles.floats(Machine.vectorBits()) : new PlainFloatTiles();
  private static final Tiles<double[]> DOUBLES =
      Machine.hasVectors() ? VectorTiles.doubles(Machine.vectorBits()) : new PlainDoubleTiles();

  private AllTiles() {}

  static Tiles<float[]> floats() {
    return FLOATS;
  }

  static Tiles<double[]> doubles() {
    return DOUBLES;
  }

  /// All that there are, for tests: the Vector API does widths that the machine has not, slowly.
  static Stream<Tiles<float[]>> everyFloats() {
    return Stream.concat(Stream.of(new PlainFloatTiles()), widths().mapToObj(VectorTiles::floats));
  }

  /// All that there are, for tests.
  static Stream<Tiles<double[]>> everyDoubles() {
    return Stream.concat(
        Stream.of(new PlainDoubleTiles()), widths().mapToObj(VectorTiles::doubles));
  }

  private static IntStream widths() {
    return Machine.hasVectors() ? IntStream.of(128, 256, 512) : IntStream.empty();
  }
}
