package kierkegrad.op;

import java.util.List;
import java.util.function.Supplier;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Places that an order gives, along the last dimension: int64 indices without a gradient. That of
/// the numbers flows through the `gather` that reads them there. NaN is the largest number.
public sealed interface Order extends Kernel {
  @Override
  default Shape shape(List<Shape> in) {
    Rules.arity(this, in, 1);
    return in.getFirst();
  }

  @Override
  default DType dtype(List<DType> in) {
    return DType.I64;
  }

  @Override
  default List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
    return Rules.gradients(Rules.none(this), Rules.none(this));
  }

  /// The indices that sort the last dimension; equal elements keep their order. PyTorch
  /// `argsort(stable=True)`.
  record ArgSort(boolean descending) implements Order {
    @Override
    public String opName() {
      return "argsort";
    }

    @Override
    public Formula formula() {
      return Formula.of("Y = argsort A");
    }

    @Override
    public String attributes() {
      return descending ? "descending" : "";
    }
  }

  /// The index of the largest or smallest element so far along the last dimension, the last one at
  /// a tie. PyTorch `cummax`, `cummin`.
  record ArgScan(boolean largest) implements Order {
    @Override
    public String opName() {
      return largest ? "argcummax" : "argcummin";
    }

    @Override
    public Formula formula() {
      return Formula.of(largest ? "Yᵢ = argmax A up to i" : "Yᵢ = argmin A up to i");
    }
  }

  /// How many elements of an ascending row are less than each value: where it would go in.
  /// Operands: rows `[…, n]`, values `[…, m]`, or one row `[n]` for all values. PyTorch
  /// `searchsorted`.
  ///
  /// @param right whether equal elements count too, so that the value goes in behind them
  record SearchSorted(boolean right) implements Order {
    @Override
    public String opName() {
      return "searchsorted";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 2);
      Shape rows = in.getFirst();
      Shape values = in.getLast();
      boolean fits =
          rows.rank() == 1
              || (rows.rank() > 1
                  && rows.rank() == values.rank()
                  && rows.without(-1).equals(values.without(-1)));
      if (!fits) {
        throw new ShapeException(
            "searchsorted: rows "
                + rows
                + " and values "
                + values
                + " do not fit: expects one row, or sizes that differ in the last dimension only");
      }
      return values;
    }

    @Override
    public Formula formula() {
      return Formula.of(right ? "y = count of A ≤ b" : "y = count of A < b");
    }

    @Override
    public String attributes() {
      return right ? "right" : "";
    }
  }
}
