package kierkegrad.nn.embedding;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.Tensor;

/// A table of vectors, one per row number: numbers of any shape `[…]` become `[…, width]`. PyTorch
/// `Embedding`, which starts from the standard normal distribution.
///
/// @param weight the table `[rows, width]`
/// @param options padding, norms and gradients
public record Embedding(Parameter weight, EmbeddingOptions options) implements Layer {
  /// With PyTorch's defaults.
  public Embedding(int rows, int width) {
    this(rows, width, new EmbeddingOptions());
  }

  /// With these options.
  public Embedding(int rows, int width, EmbeddingOptions options) {
    this(Lookup.start(rows, width, options.in(rows).paddingIdx()), options);
  }

  /// Of this table.
  public Embedding {
    options = options.in(weight.value().size(0));
  }

  /// A table of these vectors, which are not trained.
  public static Embedding fromPretrained(Tensor table) {
    return fromPretrained(table, true, new EmbeddingOptions());
  }

  /// A table of these vectors; a padding row keeps its numbers.
  ///
  /// @param freeze whether it is not trained
  public static Embedding fromPretrained(Tensor table, boolean freeze, EmbeddingOptions options) {
    Parameter weight = Lookup.start(table);
    if (freeze) {
      weight.freeze();
    }
    return new Embedding(weight, options);
  }

  @Override
  public SequencedMap<String, Object> children() {
    SequencedMap<String, Object> parts = new LinkedHashMap<>();
    parts.put("weight", weight);
    return parts;
  }

  @Override
  public Tensor forward(Tensor index) {
    int[] sizes = Arrays.copyOf(index.shape().toArray(), index.rank() + 1);
    sizes[index.rank()] = weight.value().size(1);
    return new Lookup("embedding", weight, options).rows(index.flatten()).reshape(sizes);
  }

  /// Such as `Embedding(1000, 64, padding_idx=0)`.
  @Override
  public String toString() {
    return "Embedding(" + weight.value().size(0) + ", " + weight.value().size(1) + options + ")";
  }
}
