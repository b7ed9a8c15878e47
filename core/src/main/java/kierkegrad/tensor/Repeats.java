package kierkegrad.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Repetition, and dimensions that change places.
final class Repeats {
  private Repeats() {}

  static Tensor whole(Tensor x, int[] times) {
    int lead = times.length - x.rank();
    if (lead < 0 || IntStream.of(times).anyMatch(t -> t < 0)) {
      throw new ShapeException(
          "repeat: "
              + Arrays.toString(times)
              + " for "
              + x.shape()
              + "; expects a number of at least 0 per dimension, and more add dimensions in front");
    }
    // Each dimension [n] as [1, n], repeated in front.
    int[] apart = new int[2 * times.length];
    int[] wide = new int[2 * times.length];
    int[] result = new int[times.length];
    for (int i = 0; i < times.length; i++) {
      int size = i < lead ? 1 : x.size(i - lead);
      apart[2 * i] = 1;
      apart[2 * i + 1] = size;
      wide[2 * i] = times[i];
      wide[2 * i + 1] = size;
      result[i] = times[i] * size;
    }
    return x.reshape(apart).expand(wide).reshape(result);
  }

  static Tensor slices(Tensor x, int times, int dim) {
    if (times < 0) {
      throw new IllegalArgumentException("repeat_interleave: " + times + " times; use at least 0");
    }
    int axis = x.shape().axis(dim);
    Tensor apart = x.unsqueeze(axis + 1);
    return apart
        .expand(apart.shape().with(axis + 1, times))
        .reshape(x.shape().with(axis, x.size(axis) * times));
  }

  static Tensor slices(Tensor x, Tensor times, int dim) {
    int n = x.size(dim);
    if (times.rank() > 1 || (times.elements() != 1 && times.elements() != n)) {
      throw new ShapeException(
          "repeat_interleave: "
              + times.shape()
              + " numbers of repetitions for dimension "
              + dim
              + " of "
              + x.shape());
    }
    long[] counts = times.toLongArray();
    if (counts.length == 1) {
      return slices(x, Math.toIntExact(counts[0]), dim);
    }
    if (Arrays.stream(counts).anyMatch(c -> c < 0)) {
      throw new IllegalArgumentException("repeat_interleave: a number of times is negative");
    }
    long[] places =
        IntStream.range(0, n)
            .boxed()
            .flatMapToLong(i -> LongStream.generate(() -> i).limit(counts[i]))
            .toArray();
    return x.indexSelect(dim, Tensor.of(places, places.length));
  }

  static Tensor moved(Tensor x, int[] from, int[] to) {
    int rank = x.rank();
    if (from.length != to.length
        || IntStream.of(from).map(x.shape()::axis).distinct().count() != from.length
        || IntStream.of(to).map(x.shape()::axis).distinct().count() != to.length) {
      throw new ShapeException(
          "movedim: "
              + Arrays.toString(from)
              + " to "
              + Arrays.toString(to)
              + " of "
              + x.shape()
              + ": as many distinct dimensions on both sides");
    }
    if (rank == 0) {
      return x;
    }
    List<Integer> rest = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    int[] order = new int[rank];
    Arrays.fill(order, -1);
    for (int i = 0; i < from.length; i++) {
      order[x.shape().axis(to[i])] = x.shape().axis(from[i]);
      rest.remove((Integer) x.shape().axis(from[i]));
    }
    int next = 0;
    for (int i = 0; i < rank; i++) {
      order[i] = order[i] >= 0 ? order[i] : rest.get(next++);
    }
    return x.permute(order);
  }

  static List<Tensor> grid(List<Tensor> axes, boolean xy) {
    List<Tensor> ordered = new ArrayList<>(axes);
    boolean swaps = xy && axes.size() > 1;
    if (swaps) {
      Collections.swap(ordered, 0, 1);
    }
    int n = ordered.size();
    for (Tensor axis : ordered) {
      if (axis.rank() > 1) {
        throw new ShapeException("meshgrid: " + axis.shape() + " is no vector");
      }
    }
    int[] sizes = ordered.stream().mapToInt(Tensor::elements).toArray();
    List<Tensor> grids = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int[] alone = IntStream.generate(() -> 1).limit(n).toArray();
      alone[i] = sizes[i];
      grids.add(ordered.get(i).reshape(alone).expand(sizes));
    }
    if (swaps) {
      Collections.swap(grids, 0, 1);
    }
    return List.copyOf(grids);
  }
}
