package kierkegrad.cpu.conv;

/// How a plane of results is cut into strips of whole rows, so that what a strip reads stays in the
/// second-level cache. By sizes alone, never by the number of threads.
///
/// @param rows the number of rows of all
/// @param height the number of rows of a strip; the last may have less
record Strips(int rows, int height) {
  /// About how many results a strip has.
  private static final int POSITIONS = 1024;

  static Strips of(int rows, int columns) {
    int most = Math.max(1, POSITIONS / Math.max(1, columns));
    return new Strips(rows, Math.ceilDiv(rows, Math.max(1, Math.ceilDiv(rows, most))));
  }

  int count() {
    return height == 0 ? 0 : Math.ceilDiv(rows, height);
  }

  /// The first row of a strip.
  int first(int strip) {
    return strip * height;
  }

  /// The number of rows of a strip.
  int height(int strip) {
    return Math.min(height, rows - first(strip));
  }
}
