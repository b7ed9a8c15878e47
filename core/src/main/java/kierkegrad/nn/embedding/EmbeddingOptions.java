package kierkegrad.nn.embedding;

import java.util.Optional;
import kierkegrad.check.Require;

/// What [Embedding] and [EmbeddingBag] can be told, with PyTorch's defaults.
///
/// ```java
/// new Embedding(1000, 64, new EmbeddingOptions().withPaddingIdx(0))
/// ```
///
/// @param paddingIdx the row that stands for padding: it starts as zeros and gets no gradient, and
///   a bag leaves it out; a negative one counts from the end
/// @param maxNorm rows that are looked up and longer than this are shortened to it, in the table,
///   before they are used
/// @param normType p of the norm `(Σ |x|ᵖ)^(1/p)` that measures them; 2 by default
/// @param scaleGradByFreq whether the gradient of a row is divided by how often the batch names it;
///   false by default
public record EmbeddingOptions(
    Optional<Integer> paddingIdx,
    Optional<Double> maxNorm,
    double normType,
    boolean scaleGradByFreq) {
  /// PyTorch's defaults.
  public EmbeddingOptions() {
    this(Optional.empty(), Optional.empty(), 2, false);
  }

  /// @throws IllegalArgumentException if a norm is out of range
  public EmbeddingOptions {
    Require.positive("embedding", "norm type", Math.min(normType, Double.MAX_VALUE));
    maxNorm.ifPresent(limit -> Require.notNegative("embedding", "max norm", limit));
  }

  /// With a row for padding.
  public EmbeddingOptions withPaddingIdx(int row) {
    return new EmbeddingOptions(Optional.of(row), maxNorm, normType, scaleGradByFreq);
  }

  /// With a limit for the length of rows.
  public EmbeddingOptions withMaxNorm(double limit) {
    return new EmbeddingOptions(paddingIdx, Optional.of(limit), normType, scaleGradByFreq);
  }

  /// With another norm.
  public EmbeddingOptions withNormType(double p) {
    return new EmbeddingOptions(paddingIdx, maxNorm, p, scaleGradByFreq);
  }

  /// With gradients divided by frequency.
  public EmbeddingOptions withScaleGradByFreq() {
    return new EmbeddingOptions(paddingIdx, maxNorm, normType, true);
  }

  /// The padding row counted from the front.
  EmbeddingOptions in(int rows) {
    if (paddingIdx.isEmpty()) {
      return this;
    }
    int row = paddingIdx.get();
    if (row < -rows || row >= rows) {
      throw new IllegalArgumentException(
          "embedding: the padding row " + row + " is not one of the " + rows + " rows");
    }
    return withPaddingIdx(row < 0 ? row + rows : row);
  }

  /// Such as `, padding_idx=0`.
  @Override
  public String toString() {
    return (paddingIdx.isPresent() ? ", padding_idx=" + paddingIdx.get() : "")
        + (maxNorm.isPresent() ? ", max_norm=" + maxNorm.get() : "")
        + (normType == 2 ? "" : ", norm_type=" + normType)
        + (scaleGradByFreq ? ", scale_grad_by_freq=true" : "");
  }
}
