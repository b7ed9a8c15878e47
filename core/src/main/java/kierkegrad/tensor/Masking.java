package kierkegrad.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Elements chosen by truth values, and by tensors of indices as in `x[i, j]`.
public sealed interface Masking permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// A copy with a number where the mask, which broadcasts, holds. PyTorch `masked_fill`.
  default Tensor maskedFill(Tensor mask, double value) {
    return maskedFill(mask, Tensor.full(self().dtype(), Shape.SCALAR, value));
  }

  /// A copy with a scalar where the mask, which broadcasts, holds. PyTorch `masked_fill`.
  default Tensor maskedFill(Tensor mask, Tensor value) {
    if (value.rank() > 0) {
      throw new ShapeException("masked_fill: the value " + value.shape() + " is no scalar");
    }
    return Tensor.where(mask, value.to(self().dtype()), self());
  }

  /// The elements where the mask holds, as a vector; both broadcast. Reads the mask. PyTorch
  /// `masked_select`.
  default Tensor maskedSelect(Tensor mask) {
    Choices.requireMask("masked_select", mask);
    Shape shape = self().shape().broadcast(mask.shape(), "masked_select");
    Tensor chosen = mask.expand(shape).flatten().nonzero().reshape(-1);
    return self().expand(shape).flatten().indexSelect(0, chosen);
  }

  /// A copy in which the places where the mask, which broadcasts, holds take the elements of a
  /// source in their order. PyTorch `masked_scatter`.
  default Tensor maskedScatter(Tensor mask, Tensor source) {
    Choices.requireMask("masked_scatter", mask);
    Shape shape = self().shape().broadcast(mask.shape(), "masked_scatter");
    Tensor holds = mask.expand(shape).flatten();
    if (!holds.isSymbolic() && holds.sum().itemLong() > source.elements()) {
      throw new ShapeException(
          "masked_scatter: the mask holds at "
              + holds.sum().itemLong()
              + " places, the source "
              + source.shape()
              + " has "
              + source.elements()
              + " elements");
    }
    // Place 0 is for those that take none.
    Tensor numbered = holds.to(DType.I64).cumsum(0).mul(holds.to(DType.I64));
    Tensor padded = source.to(self().dtype()).flatten().pad(0, 1, 0, 0);
    return Tensor.where(mask, padded.indexSelect(0, numbered).reshape(shape), self().expand(shape));
  }

  /// The places of the elements that are not 0, row by row: `[count, rank]`, int64. Reads values.
  /// PyTorch `nonzero`.
  default Tensor nonzero() {
    return Choices.nonzero(self());
  }

  /// The places of true elements, one vector of indices per dimension. Reads values. PyTorch
  /// `where(condition)`.
  default List<Tensor> whereTrue() {
    Tensor x = self().rank() == 0 ? self().reshape(1) : self();
    Tensor places = x.nonzero();
    List<Tensor> columns = new ArrayList<>();
    IntStream.range(0, x.rank()).forEach(d -> columns.add(places.select(1, d)));
    return List.copyOf(columns);
  }

  /// The elements at `x[indices₀, indices₁, …]` of the first dimensions: integers that broadcast,
  /// negative ones counting from the end, or masks of truth values, which are read. PyTorch `x[i,
  /// j]`.
  default Tensor index(Tensor... indices) {
    Choices.Places places = Choices.places("index", self(), List.of(indices));
    Tensor rows = Choices.rows(self(), places);
    return rows.indexSelect(0, places.flat()).reshape(places.result());
  }

  /// A copy with values, which broadcast, at `x[indices₀, indices₁, …]`; with `accumulate` they are
  /// added, otherwise the last of equal places stays. PyTorch `index_put`.
  default Tensor indexPut(List<Tensor> indices, Tensor values, boolean accumulate) {
    Choices.Places places = Choices.places("index_put", self(), indices);
    Tensor rows = Choices.rows(self(), places);
    Tensor written =
        values
            .to(self().dtype())
            .expand(places.result())
            .reshape(rows.shape().with(0, places.flat().elements()));
    return (accumulate
            ? rows.indexAdd(0, places.flat(), written)
            : rows.indexCopy(0, places.flat(), written))
        .reshape(self().shape());
  }
}
