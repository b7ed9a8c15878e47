package kierkegrad.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What masks and tensors of indices choose.
final class Choices {
  private Choices() {}

  static void requireMask(String op, Tensor mask) {
    if (mask.dtype() != DType.BOOL) {
      throw new IllegalArgumentException(
          op
              + ": the mask is "
              + mask.dtype().torchName()
              + ", not bool; compare first, such as x.gt(0)");
    }
  }

  static Tensor nonzero(Tensor x) {
    byte[] holds = x.detach().to(DType.BOOL).toByteArray();
    int count = 0;
    for (byte hold : holds) {
      count += hold;
    }
    int rank = x.rank();
    long[] places = new long[count * rank];
    int[] strides = Layout.contiguous(x.shape()).strides();
    int at = 0;
    for (int i = 0; i < holds.length; i++) {
      if (holds[i] != 0) {
        int rest = i;
        for (int d = 0; d < rank; d++) {
          places[at++] = rest / strides[d];
          rest %= strides[d];
        }
      }
    }
    return Tensor.of(places, count, rank);
  }

  /// Chosen elements of the first dimensions.
  ///
  /// @param flat their places among those dimensions, row by row; −1 for one that is out of range
  /// @param dims how many dimensions
  /// @param result the shape of what is chosen
  record Places(Tensor flat, int dims, Shape result) {}

  static Places places(String op, Tensor x, List<Tensor> indices) {
    List<Tensor> all = new ArrayList<>();
    for (Tensor index : indices) {
      if (index.dtype() == DType.BOOL) {
        requireFit(op, x, all.size(), index);
        all.addAll(index.whereTrue());
      } else if (index.dtype().isFloating()) {
        throw new IllegalArgumentException(
            op
                + ": indices are "
                + index.dtype().torchName()
                + ", not integers; convert with to(DType.I64)");
      } else {
        all.add(index.to(DType.I64));
      }
    }
    int dims = all.size();
    if (dims > x.rank() || dims == 0) {
      throw new ShapeException(op + ": " + dims + " indices for " + x.shape());
    }
    Shape shape = Shape.SCALAR;
    for (Tensor index : all) {
      shape = shape.broadcast(index.shape(), op);
    }
    Tensor flat = Tensor.zeros(DType.I64, shape);
    Tensor inside = Tensor.full(DType.BOOL, shape, 1);
    for (int d = 0; d < dims; d++) {
      int size = x.size(d);
      Tensor index = all.get(d);
      requireInside(op, x, d, index);
      Tensor wrapped = Tensor.where(index.lt(0), index.add(size), index);
      inside = inside.and(wrapped.ge(0)).and(wrapped.lt(size));
      flat = flat.mul(size).add(wrapped);
    }
    Tensor none = Tensor.full(DType.I64, Shape.SCALAR, -1);
    int[] rest = Arrays.copyOfRange(x.shape().toArray(), dims, x.rank());
    int[] result = IntStream.concat(IntStream.of(shape.toArray()), IntStream.of(rest)).toArray();
    return new Places(Tensor.where(inside, flat, none).flatten(), dims, Shape.of(result));
  }

  private static void requireFit(String op, Tensor x, int at, Tensor mask) {
    int end = at + mask.rank();
    if (end > x.rank()
        || !Arrays.equals(
            mask.shape().toArray(), Arrays.copyOfRange(x.shape().toArray(), at, end))) {
      throw new ShapeException(
          op
              + ": the mask "
              + mask.shape()
              + " does not fit "
              + x.shape()
              + " from dimension "
              + at);
    }
  }

  private static void requireInside(String op, Tensor x, int dim, Tensor index) {
    if (index.isSymbolic() || index.elements() == 0) {
      return;
    }
    int size = x.size(dim);
    long low = index.amin().itemLong();
    long high = index.amax().itemLong();
    if (low < -size || high >= size) {
      throw new IndexOutOfBoundsException(
          op
              + ": index "
              + (low < -size ? low : high)
              + " is out of range for dimension "
              + dim
              + " of "
              + x.shape()
              + ", use "
              + -size
              + " to "
              + (size - 1));
    }
  }

  /// The first dimensions as one.
  static Tensor rows(Tensor x, Places places) {
    int[] sizes = x.shape().toArray();
    int first = 1;
    for (int d = 0; d < places.dims(); d++) {
      first *= sizes[d];
    }
    int[] rest = Arrays.copyOfRange(sizes, places.dims(), sizes.length);
    return x.reshape(IntStream.concat(IntStream.of(first), IntStream.of(rest)).toArray());
  }
}
