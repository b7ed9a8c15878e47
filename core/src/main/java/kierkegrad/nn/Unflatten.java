package kierkegrad.nn;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// One dimension apart into several: `[n, a·b] → [n, a, b]`. PyTorch `Unflatten`.
///
/// @param dim the dimension
/// @param sizes what it becomes; one of them may be −1 and is inferred
public record Unflatten(int dim, List<Integer> sizes) implements Layer {
  /// These sizes.
  public Unflatten(int dim, int... sizes) {
    this(dim, IntStream.of(sizes).boxed().toList());
  }

  /// These sizes.
  public Unflatten {
    sizes = List.copyOf(sizes);
  }

  @Override
  public Tensor forward(Tensor x) {
    int axis = x.shape().axis(dim);
    IntStream lead = IntStream.range(0, axis).map(x::size);
    IntStream rest = IntStream.range(axis + 1, x.rank()).map(x::size);
    return x.reshape(
        IntStream.concat(IntStream.concat(lead, inferred(x, x.size(axis))), rest).toArray());
  }

  private IntStream inferred(Tensor x, int size) {
    int known = sizes.stream().filter(n -> n != -1).reduce(1, (a, b) -> a * b);
    long free = sizes.stream().filter(n -> n == -1).count();
    boolean fits = free == 0 ? known == size : free == 1 && known > 0 && size % known == 0;
    if (!fits) {
      Shape whole = x.shape();
      throw new ShapeException(
          "unflatten: dimension " + dim + " of " + whole + " does not become " + sizes);
    }
    return sizes.stream().mapToInt(n -> n == -1 ? size / known : n);
  }

  /// Such as `Unflatten(dim=1, unflattened_size=(2, 3))`.
  @Override
  public String toString() {
    return "Unflatten(dim="
        + dim
        + ", unflattened_size="
        + sizes.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", "))"));
  }
}
