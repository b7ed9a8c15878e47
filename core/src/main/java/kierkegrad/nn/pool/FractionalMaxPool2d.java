package kierkegrad.nn.pool;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kierkegrad.nn.Layer;
import kierkegrad.random.Generator;
import kierkegrad.tensor.Reductions;
import kierkegrad.tensor.Tensor;

/// The largest numbers of windows of one size whose distances vary by chance, for x `[n, c, h, w]`.
/// PyTorch `FractionalMaxPool2d` (Graham, 2015).
///
/// @param kernel the windows' sizes
/// @param sizes how many windows; none if ratios are given
/// @param ratios how many windows, as parts of x's sizes, between 0 and 1; none if sizes are given
/// @param generator what decides; the current one at each call if absent
public record FractionalMaxPool2d(
    List<Integer> kernel, List<Integer> sizes, List<Double> ratios, Optional<Generator> generator)
    implements Layer {
  /// So many windows in each dimension.
  public FractionalMaxPool2d(int kernel, int size) {
    this(Collections.nCopies(2, kernel), Collections.nCopies(2, size), List.of(), Optional.empty());
  }

  /// As many windows as this part of x's sizes.
  public FractionalMaxPool2d(int kernel, double ratio) {
    this(
        Collections.nCopies(2, kernel), List.of(), Collections.nCopies(2, ratio), Optional.empty());
  }

  /// @throws IllegalArgumentException unless there are 2 kernels and 2 sizes or ratios
  public FractionalMaxPool2d {
    kernel = List.copyOf(kernel);
    sizes = List.copyOf(sizes);
    ratios = List.copyOf(ratios);
    Fractions.require("fractional_max_pool2d", 2, kernel, sizes, ratios);
  }

  @Override
  public Tensor forward(Tensor x) {
    return forwardWithIndices(x).values();
  }

  /// The largest numbers and where they stand. PyTorch `return_indices=True`.
  public Reductions.Extreme forwardWithIndices(Tensor x) {
    return forwardWithIndices(x, Fractions.samples(x, 2, generator));
  }

  /// The same, but told what decides. PyTorch `_random_samples`.
  ///
  /// @param samples `[n, c, 2]`, from 0 to below 1, in the order w, h
  public Reductions.Extreme forwardWithIndices(Tensor x, Tensor samples) {
    int[] counts =
        IntStream.range(0, 2)
            .map(i -> sizes.isEmpty() ? (int) (x.size(i - 2) * ratios.get(i)) : sizes.get(i))
            .toArray();
    return x.fractionalMaxPool(
        kernel.stream().mapToInt(Integer::intValue).toArray(), counts, samples);
  }

  /// `FractionalMaxPool2d()`, as PyTorch prints it.
  @Override
  public String toString() {
    return "FractionalMaxPool2d()";
  }
}
