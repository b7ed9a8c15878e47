package kierkegrad.nn.pad;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// What the layers that pad share.
final class Padding {
  private static final String[] LAYOUTS = {"[n, c, l]", "[n, c, h, w]", "[n, c, d, h, w]"};

  private Padding() {}

  static List<Integer> all(int dims, int places) {
    return Collections.nCopies(2 * dims, places);
  }

  static List<Integer> require(String layer, List<Integer> padding, int dims) {
    if (padding.size() != 2 * dims) {
      throw new IllegalArgumentException(
          layer + ": " + padding.size() + " numbers of places; give 1 or " + 2 * dims);
    }
    return List.copyOf(padding);
  }

  static void requireRank(String layer, Tensor x, int dims) {
    if (x.rank() != dims + 1 && x.rank() != dims + 2) {
      throw new ShapeException(
          layer + ": expects " + LAYOUTS[dims - 1] + ", with or without n, got " + x.shape());
    }
  }

  static int[] places(List<Integer> padding) {
    return padding.stream().mapToInt(Integer::intValue).toArray();
  }

  /// Such as `(1, 1)`.
  static String tuple(List<Integer> padding) {
    return padding.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
  }
}
