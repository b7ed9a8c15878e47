package kierkegrad.cpu.gemm;

import java.util.stream.Stream;

/// The tiles that this process computes with.
final class AllTiles {
  private static final Tiles<float[]> FLOATS = new PlainFloatTiles();
  private static final Tiles<double[]> DOUBLES = new PlainDoubleTiles();

  private AllTiles() {}

  static Tiles<float[]> floats() {
    return FLOATS;
  }

  static Tiles<double[]> doubles() {
    return DOUBLES;
  }

  /// All that this machine can run; for tests.
  static Stream<Tiles<float[]>> everyFloats() {
    return Stream.of(FLOATS);
  }

  /// All that this machine can run; for tests.
  static Stream<Tiles<double[]>> everyDoubles() {
    return Stream.of(DOUBLES);
  }
}
