package kierkegrad.nn.embedding;

import java.util.Optional;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.init.Init;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Rows of a table, with what the options say about their norms and gradients.
///
/// @param name as errors say it
record Lookup(String name, Parameter table, EmbeddingOptions options) {
  /// Standard normal numbers; zeros in the padding row.
  static Parameter start(int rows, int width, Optional<Integer> padding) {
    Tensor drawn = Init.normal(DType.F32, Shape.of(rows, width), 0, 1);
    return new Parameter(
        padding.isPresent()
            ? Tensor.where(
                Tensor.arange(rows).eq(padding.get()).unsqueeze(1),
                Tensor.zeros(DType.F32, Shape.SCALAR),
                drawn)
            : drawn);
  }

  static Parameter start(Tensor table) {
    if (table.rank() != 2) {
      throw new ShapeException("embedding: a table is [rows, width], got " + table.shape());
    }
    return new Parameter(table);
  }

  /// The rows `[n, width]` at these places `[n]`.
  Tensor rows(Tensor index) {
    Tensor places = integers(index);
    Tensor all = options.maxNorm().isPresent() ? shortened(places) : table.value();
    Tensor rows = all.indexSelect(0, places);
    Tensor scaled = options.scaleGradByFreq() ? byFrequency(rows, places) : rows;
    return options.paddingIdx().isPresent()
        ? Tensor.where(
            places.eq(options.paddingIdx().orElseThrow()).unsqueeze(1), rows.detach(), scaled)
        : scaled;
  }

  private Tensor integers(Tensor index) {
    if (index.dtype() != DType.I64 && index.dtype() != DType.I32) {
      throw new IllegalArgumentException(
          name
              + ": indices are "
              + index.dtype().torchName()
              + ", not integers; convert with to(DType.I64)");
    }
    return index.to(DType.I64);
  }

  /// How often each row is named, `[rows]`.
  private Tensor counts(Tensor places) {
    DType type = table.value().dtype();
    return Tensor.zeros(type, Shape.of(table.value().size(0)))
        .indexAdd(0, places, Tensor.ones(type, places.shape()));
  }

  /// Writes shortened rows into the table. The gradient is that of the table as it is then.
  private Tensor shortened(Tensor places) {
    Tensor before = table.value();
    Tensor old = before.detach();
    double limit = options.maxNorm().orElseThrow();
    Tensor norms = norms(old);
    Tensor tooLong = norms.gt(limit).and(counts(places).gt(0));
    Tensor factor =
        Tensor.where(
            tooLong,
            norms.add(1e-7).reciprocal().mul(limit),
            Tensor.ones(old.dtype(), Shape.SCALAR));
    Tensor next = old.mul(factor.unsqueeze(1));
    Tensor used = before.add(next.sub(old));
    table.set(next);
    return used;
  }

  private Tensor norms(Tensor rows) {
    double p = options.normType();
    if (p == 2) {
      return rows.square().sum(1).sqrt();
    }
    Tensor sizes = rows.abs();
    return Double.isInfinite(p) ? sizes.amax(1) : sizes.pow(p).sum(1).pow(1 / p);
  }

  /// The same numbers, whose gradients are divided by how often their row is named.
  private Tensor byFrequency(Tensor rows, Tensor places) {
    Tensor often = counts(places).indexSelect(0, places).unsqueeze(1);
    Tensor fixed = rows.detach();
    return fixed.add(rows.sub(fixed).div(often));
  }
}
