package kierkegrad.data;

import java.util.function.UnaryOperator;

/// A data set whose batches are transformed as they are fetched.
record MappedDataset(Dataset data, UnaryOperator<Batch> transform) implements Dataset {
  @Override
  public int size() {
    return data.size();
  }

  @Override
  public Batch rows(int... indices) {
    return transform.apply(data.rows(indices));
  }
}
