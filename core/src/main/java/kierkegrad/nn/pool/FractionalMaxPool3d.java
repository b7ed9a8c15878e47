package kierkegrad.nn.pool;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kierkegrad.nn.Layer;
import kierkegrad.random.Generator;
import kierkegrad.tensor.Reductions;
import kierkegrad.tensor.Tensor;

/// The largest numbers of windows of one size whose distances vary by chance, for x `[n, c, d, h,
/// w]`. PyTorch `FractionalMaxPool3d` (Graham, 2015).
///
/// @param kernel the windows' sizes
/// @param sizes how many windows; none if ratios are given
/// @param ratios how many windows, as parts of x's sizes, between 0 and 1; none if sizes are given
/// @param generator what decides; the current one at each call if absent
public record FractionalMaxPool3d(
    List<Integer> kernel, List<Integer> sizes, List<Double> ratios, Optional<Generator> generator)
    implements Layer {
  /// So many windows in each dimension.
  public FractionalMaxPool3d(int kernel, int size) {
    this(Collections.nCopies(3, kernel), Collections.nCopies(3, size), List.of(), Optional.empty());
  }

  /// As many windows as this part of x's sizes.
  public FractionalMaxPool3d(int kernel, double ratio) {
    this(
        Collections.nCopies(3, kernel), List.of(), Collections.nCopies(3, ratio), Optional.empty());
  }

  /// @throws IllegalArgumentException unless there are 3 kernels and 3 sizes or ratios
  public FractionalMaxPool3d {
    kernel = List.copyOf(kernel);
    sizes = List.copyOf(sizes);
    ratios = List.copyOf(ratios);
    Fractions.require("fractional_max_pool3d", 3, kernel, sizes, ratios);
  }

  @Override
  public Tensor forward(Tensor x) {
    return forwardWithIndices(x).values();
  }

  /// The largest numbers and where they stand. PyTorch `return_indices=True`.
  public Reductions.Extreme forwardWithIndices(Tensor x) {
    return forwardWithIndices(x, Fractions.samples(x, 3, generator));
  }

  /// The same, but told what decides. PyTorch `_random_samples`.
  ///
  /// @param samples `[n, c, 3]`, from 0 to below 1, in the order d, h, w
  public Reductions.Extreme forwardWithIndices(Tensor x, Tensor samples) {
    int[] counts =
        IntStream.range(0, 3)
            .map(i -> sizes.isEmpty() ? (int) (x.size(i - 3) * ratios.get(i)) : sizes.get(i))
            .toArray();
    return x.fractionalMaxPool(
        kernel.stream().mapToInt(Integer::intValue).toArray(), counts, samples);
  }

  /// `FractionalMaxPool3d()`, as PyTorch prints it.
  @Override
  public String toString() {
    return "FractionalMaxPool3d()";
  }
}
