package kierkegrad.nn;

import java.util.List;
import java.util.stream.IntStream;
import kierkegrad.op.View;
import kierkegrad.tensor.Tensor;

/// One tensor to n readers: `yᵢ = x`, and `dC/dx = Σ dC/dyᵢ`. The lectures' module for a value that
/// is used more than once; plain Java may also just use the tensor twice.
///
/// @param ways n, at least 1
public record Duplicate(int ways) {
  /// Two ways.
  public Duplicate() {
    this(2);
  }

  /// @throws IllegalArgumentException if n is less than 1
  public Duplicate {
    if (ways < 1) {
      throw new IllegalArgumentException("duplicate: " + ways + " ways; use at least 1");
    }
  }

  /// The tensor n times, each a node of its own in the graph; no numbers are copied.
  public List<Tensor> forward(Tensor x) {
    View same = new View.Reshape(x.shape());
    return IntStream.range(0, ways).mapToObj(_ -> Tensor.apply(same, x)).toList();
  }

  /// Such as `Duplicate(2)`.
  @Override
  public String toString() {
    return "Duplicate(" + ways + ")";
  }
}
