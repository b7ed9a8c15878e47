package kierkegrad.nn.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.init.Init;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Rows of a table of mixed columns: `[n, plain + k]` becomes `[n, plain + Σ widths]`. The first
/// `plain` columns stay as they are; each of the other k holds row numbers, as numbers of the
/// input's floating type, and its own [Embedding] turns them into vectors (Guo and Berkhahn,
/// *Entity embeddings of categorical variables*, 2016).
///
/// Row 0 of each table is for what has no row of its own. It starts as zeros, the mean of the
/// others, so that a stranger at first is worth nothing either way, and is trained by the rows that
/// hold it. The others start from the normal distribution with σ = 0.01, as fast.ai's tabular
/// models do: categories are told apart as far as training finds a reason.
///
/// @param plain how many columns stay as they are
/// @param tables one per column of row numbers
public record ColumnEmbedding(int plain, List<Embedding> tables) implements Layer {
  private static final double SIGMA = 0.01;

  /// The size of a table.
  ///
  /// @param rows how many vectors it has, that of row 0 included
  /// @param width how long they are
  public record Size(int rows, int width) {}

  /// Of these tables.
  public ColumnEmbedding {
    tables = List.copyOf(tables);
    if (plain < 0 || tables.isEmpty()) {
      throw new IllegalArgumentException(
          "column_embedding: %d plain columns and %d tables; use 0 or more and 1 or more"
              .formatted(plain, tables.size()));
    }
  }

  /// With starting values for tables of these sizes.
  public static ColumnEmbedding of(int plain, List<Size> sizes) {
    return new ColumnEmbedding(plain, sizes.stream().map(ColumnEmbedding::start).toList());
  }

  private static Embedding start(Size size) {
    Tensor drawn = Init.normal(DType.F32, Shape.of(size.rows(), size.width()), 0, SIGMA);
    Tensor known = Tensor.arange(size.rows()).ne(0).unsqueeze(1);
    Tensor zero = Tensor.zeros(DType.F32, Shape.SCALAR);
    return new Embedding(new Parameter(Tensor.where(known, drawn, zero)), new EmbeddingOptions());
  }

  @Override
  public Tensor forward(Tensor x) {
    int columns = plain + tables.size();
    if (x.rank() != 2 || x.size(1) != columns) {
      throw new ShapeException(
          "column_embedding: expects [n, %d] (%d plain columns, then %d of row numbers), got %s"
              .formatted(columns, plain, tables.size(), x.shape()));
    }
    List<Tensor> parts = new ArrayList<>();
    if (plain > 0) {
      parts.add(x.slice(1, 0, plain));
    }
    IntStream.range(0, tables.size())
        .mapToObj(i -> tables.get(i).forward(x.select(1, plain + i).to(DType.I64)))
        .forEach(parts::add);
    return Tensor.concat(1, parts);
  }

  /// Such as `ColumnEmbedding(4 plain, 42 × 13, 8 × 5)`.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("ColumnEmbedding(" + plain + " plain");
    for (Embedding table : tables) {
      Tensor weight = table.weight().value();
      text.append(", ").append(weight.size(0)).append(" × ").append(weight.size(1));
    }
    return text.append(')').toString();
  }
}
