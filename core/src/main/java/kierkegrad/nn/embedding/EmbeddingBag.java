package kierkegrad.nn.embedding;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// A table of vectors, of which those of a bag of row numbers become one: their sum, mean or
/// element-wise largest, 0 for an empty bag. PyTorch `EmbeddingBag`.
///
/// Bags are the rows of `[bags, n]`, or the pieces of `[n]` that begin at offsets `[bags]`.
///
/// @param weight the table `[rows, width]`
/// @param mode `mean` (the default), `sum` or `max`
/// @param includeLastOffset whether the last offset is the end of the last bag; false by default
/// @param options padding, which bags leave out, norms and gradients
public record EmbeddingBag(
    Parameter weight, String mode, boolean includeLastOffset, EmbeddingOptions options)
    implements Layer {
  /// With PyTorch's defaults: means.
  public EmbeddingBag(int rows, int width) {
    this(rows, width, "mean", false, new EmbeddingOptions());
  }

  /// With another mode.
  public EmbeddingBag(int rows, int width, String mode) {
    this(rows, width, mode, false, new EmbeddingOptions());
  }

  /// With these options.
  public EmbeddingBag(
      int rows, int width, String mode, boolean includeLastOffset, EmbeddingOptions options) {
    this(
        Lookup.start(rows, width, options.in(rows).paddingIdx()), mode, includeLastOffset, options);
  }

  /// @throws IllegalArgumentException if the mode is another one
  public EmbeddingBag {
    if (!mode.equals("mean") && !mode.equals("sum") && !mode.equals("max")) {
      throw new IllegalArgumentException(
          "embedding_bag: mode '" + mode + "' is unknown; use 'mean', 'sum' or 'max'");
    }
    if (mode.equals("max") && options.scaleGradByFreq()) {
      throw new IllegalArgumentException(
          "embedding_bag: mode 'max' does not scale gradients by frequency");
    }
    options = options.in(weight.value().size(0));
  }

  /// Of these vectors, which are not trained.
  public static EmbeddingBag fromPretrained(Tensor table) {
    return fromPretrained(table, true, "mean", false, new EmbeddingOptions());
  }

  /// Of these vectors.
  ///
  /// @param freeze whether they are not trained
  public static EmbeddingBag fromPretrained(
      Tensor table,
      boolean freeze,
      String mode,
      boolean includeLastOffset,
      EmbeddingOptions options) {
    Parameter weight = Lookup.start(table);
    if (freeze) {
      weight.freeze();
    }
    return new EmbeddingBag(weight, mode, includeLastOffset, options);
  }

  @Override
  public SequencedMap<String, Object> children() {
    SequencedMap<String, Object> parts = new LinkedHashMap<>();
    parts.put("weight", weight);
    return parts;
  }

  /// One vector per row of `[bags, n]`.
  @Override
  public Tensor forward(Tensor index) {
    return forward(index, Optional.empty());
  }

  /// One vector per row of `[bags, n]`, each of whose vectors is first multiplied by its weight of
  /// the same shape; for sums only.
  public Tensor forward(Tensor index, Optional<Tensor> perSampleWeights) {
    if (index.rank() != 2) {
      throw new ShapeException(
          "embedding_bag: expects [bags, n], got "
              + index.shape()
              + "; with [n], say where bags begin: forward(index, offsets)");
    }
    perSampleWeights.ifPresent(w -> requireFit(index, w));
    Tensor bag = Tensor.arange(index.size(0)).unsqueeze(1).expand(index.shape()).flatten();
    return bags().of(index.flatten(), bag, index.size(0), perSampleWeights.map(w -> w.flatten()));
  }

  /// One vector per piece of `[n]` that begins at an offset.
  public Tensor forward(Tensor index, Tensor offsets) {
    return forward(index, offsets, Optional.empty());
  }

  /// One vector per piece of `[n]`, each of whose vectors is first multiplied by its weight `[n]`;
  /// for sums only.
  public Tensor forward(Tensor index, Tensor offsets, Optional<Tensor> perSampleWeights) {
    if (index.rank() != 1 || offsets.rank() != 1) {
      throw new ShapeException(
          "embedding_bag: expects indices [n] and offsets [bags], got "
              + index.shape()
              + " and "
              + offsets.shape());
    }
    perSampleWeights.ifPresent(w -> requireFit(index, w));
    int count = offsets.size(0) - (includeLastOffset ? 1 : 0);
    if (count < 0) {
      throw new ShapeException("embedding_bag: there is no last offset to include");
    }
    if (!offsets.isSymbolic() && offsets.elements() > 0) {
      requireOrdered(offsets, index.size(0));
    }
    Tensor begins = offsets.slice(0, 0, count).unsqueeze(1);
    Tensor bag = begins.le(Tensor.arange(index.size(0))).to(DType.I64);
    Tensor number = bag.sum(new int[] {0}, false).sub(1);
    return bags().of(index, number, count, perSampleWeights);
  }

  private Bags bags() {
    return new Bags(new Lookup("embedding_bag", weight, options), mode);
  }

  private void requireFit(Tensor index, Tensor weights) {
    if (!mode.equals("sum")) {
      throw new IllegalArgumentException(
          "embedding_bag: weights per sample are for mode 'sum', not '" + mode + "'");
    }
    if (!weights.shape().equals(index.shape())) {
      throw new ShapeException(
          "embedding_bag: weights "
              + weights.shape()
              + " per sample do not fit indices "
              + index.shape());
    }
  }

  private void requireOrdered(Tensor offsets, int n) {
    long[] all = offsets.toLongArray();
    long last = all[all.length - 1];
    if (all[0] != 0 || last > n || (includeLastOffset && last != n)) {
      throw new IllegalArgumentException(
          "embedding_bag: offsets go from "
              + all[0]
              + " to "
              + last
              + "; the first is 0, and the last "
              + (includeLastOffset ? "is " : "at most ")
              + n
              + ", the number of indices");
    }
  }

  /// Such as `EmbeddingBag(1000, 64, mode=mean)`.
  @Override
  public String toString() {
    return "EmbeddingBag("
        + weight.value().size(0)
        + ", "
        + weight.value().size(1)
        + options
        + ", mode="
        + mode
        + (includeLastOffset ? ", include_last_offset=true)" : ")");
  }
}
