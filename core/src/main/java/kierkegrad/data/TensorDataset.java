package kierkegrad.data;

import java.util.Arrays;
import kierkegrad.tensor.Tensor;

/// A data set in memory. PyTorch `TensorDataset`.
///
/// @param all features `[rows, …]` and targets `[rows]` or `[rows, …]`
public record TensorDataset(Batch all) implements Dataset {
  /// Features `[rows, …]` and targets `[rows]` or `[rows, …]`.
  public TensorDataset(Tensor x, Tensor y) {
    this(new Batch(x, y));
  }

  @Override
  public int size() {
    return all.rows();
  }

  @Override
  public Batch rows(int... indices) {
    Tensor index = Tensor.of(Arrays.stream(indices).asLongStream().toArray(), indices.length);
    return new Batch(all.x().indexSelect(0, index), all.y().indexSelect(0, index));
  }
}
