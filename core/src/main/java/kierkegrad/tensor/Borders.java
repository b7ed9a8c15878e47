package kierkegrad.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Padding dimension by dimension. A negative number of places takes that many away.
final class Borders {
  private Borders() {}

  static Tensor pad(Tensor x, PadMode mode, double value, int... places) {
    if (places.length % 2 != 0 || places.length > 2 * x.rank()) {
      throw new ShapeException(
          "pad: places "
              + Arrays.toString(places)
              + " for "
              + x.shape()
              + "; expects two for each of the last dimensions, the last one first");
    }
    Tensor y = x;
    for (int i = 0; i < places.length; i += 2) {
      int dim = x.rank() - 1 - i / 2;
      y = pad(y, mode, value, dim, places[i], places[i + 1]);
    }
    return y;
  }

  private static Tensor pad(Tensor x, PadMode mode, double value, int dim, int before, int after) {
    int size = x.size(dim);
    int cut = Math.max(0, -before) + Math.max(0, -after);
    int least = mode == PadMode.CONSTANT ? 0 : 1;
    int lost = mode == PadMode.CONSTANT || mode == PadMode.CIRCULAR ? cut : 0;
    if (lost > size || size + before + after < least) {
      throw new ShapeException(
          "pad: nothing is left of dimension "
              + dim
              + " of "
              + x.shape()
              + " after "
              + before
              + " before and "
              + after
              + " behind");
    }
    if (before == 0 && after == 0) {
      return x;
    }
    return switch (mode) {
      case CONSTANT -> constant(x, value, dim, before, after);
      case REFLECT, REPLICATE -> {
        require(x, mode, dim, Math.max(before, after), mode == PadMode.REFLECT ? size - 1 : size);
        yield cut(edged(x, mode, dim, Math.max(0, before), Math.max(0, after)), dim, before, after);
      }
      case CIRCULAR -> {
        Tensor kept = cut(x, dim, before, after);
        require(x, mode, dim, Math.max(before, after), kept.size(dim));
        yield edged(kept, mode, dim, Math.max(0, before), Math.max(0, after));
      }
    };
  }

  private static Tensor constant(Tensor x, double value, int dim, int before, int after) {
    Tensor kept = cut(x, dim, before, after);
    return before > 0 || after > 0
        ? kept.pad(dim, Math.max(0, before), Math.max(0, after), value)
        : kept;
  }

  /// Without as many elements as are negative.
  private static Tensor cut(Tensor x, int dim, int before, int after) {
    int from = Math.min(x.size(dim), Math.max(0, -before));
    int to = Math.max(from, x.size(dim) - Math.max(0, -after));
    return x.narrow(dim, from, to - from);
  }

  private static Tensor edged(Tensor x, PadMode mode, int dim, int before, int after) {
    int size = x.size(dim);
    List<Tensor> parts = new ArrayList<>();
    if (before > 0) {
      parts.add(
          switch (mode) {
            case REFLECT -> x.narrow(dim, 1, before).flip(dim);
            case CIRCULAR -> x.narrow(dim, size - before, before);
            default -> repeated(x.narrow(dim, 0, 1), dim, before);
          });
    }
    parts.add(x);
    if (after > 0) {
      parts.add(
          switch (mode) {
            case REFLECT -> x.narrow(dim, size - 1 - after, after).flip(dim);
            case CIRCULAR -> x.narrow(dim, 0, after);
            default -> repeated(x.narrow(dim, size - 1, 1), dim, after);
          });
    }
    return parts.size() == 1 ? x : Tensor.concat(dim, parts);
  }

  private static Tensor repeated(Tensor edge, int dim, int times) {
    return edge.expand(edge.shape().with(dim, times));
  }

  private static void require(Tensor x, PadMode mode, int dim, int places, int most) {
    if (x.size(dim) == 0 || (mode != PadMode.REPLICATE && places > most)) {
      throw new ShapeException(
          "pad: "
              + places
              + " places do not come of dimension "
              + dim
              + " of "
              + x.shape()
              + " by "
              + mode.torchName()
              + "; pad at most "
              + most);
    }
  }
}
