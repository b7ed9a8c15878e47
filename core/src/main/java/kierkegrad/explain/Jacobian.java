package kierkegrad.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// All slopes of a node in one of its operands: a row for each entry of the result, a column for
/// each entry of the operand. The chain rule is a row vector times this matrix: `dC/dy` (1×M) ·
/// `∂y/∂x` (M×N) = `dC/dx` (1×N).
///
/// @param node the name of the node
/// @param operand the name of the operand's node
/// @param result the symbol of the result, such as `Y`
/// @param input the symbol of the operand, such as `W`
/// @param rows the result's shape, which has M entries
/// @param columns the operand's shape, which has N entries
/// @param matrix `[M, N]`
/// @param upstream dC/dy as a row `[1, M]`, if a gradient reached the node
/// @param product dC/dx as a row `[1, N]`, if one did
public record Jacobian(
    String node,
    String operand,
    String result,
    String input,
    Shape rows,
    Shape columns,
    Tensor matrix,
    Optional<Tensor> upstream,
    Optional<Tensor> product) {
  /// More slopes than these are not computed together.
  static final long LIMIT = 4_000_000;

  /// The symbol of every row, such as `Y[0,1]`.
  public List<String> rowNames() {
    return names(result, rows);
  }

  /// The symbol of every column, such as `W[2,0]`.
  public List<String> columnNames() {
    return names(input, columns);
  }

  private static List<String> names(String symbol, Shape shape) {
    return IntStream.range(0, shape.elements())
        .mapToObj(i -> symbol + Numbers.index(shape, i))
        .toList();
  }

  /// As text, with a legend; of a large one the first rows and columns.
  ///
  /// @param width the number of columns of text
  public String text(int width, Style style) {
    int m = rows.elements();
    int n = columns.elements();
    Layout layout = new Layout(width, style);
    List<String> lines = new ArrayList<>();
    String matrixName = "∂" + result + "/∂" + input;
    lines.addAll(
        layout.wrap(
            "Jacobian " + matrixName + " of " + node + " in " + operand + ", " + m + "×" + n, 0));
    lines.addAll(
        layout.wrap(
            "rows: the "
                + m
                + " entries of "
                + result
                + " "
                + rows
                + "; columns: the "
                + n
                + " entries of "
                + input
                + " "
                + columns,
            2));
    lines.add("");
    lines.addAll(layout.table(rowNames(), columnNames(), matrix.toDoubleArray()));
    if (upstream.isPresent() && product.isPresent()) {
      String y = "dC/d" + result;
      String x = "dC/d" + input;
      lines.add("");
      lines.add(
          y
              + " (1×"
              + m
              + ") · "
              + matrixName
              + " ("
              + m
              + "×"
              + n
              + ") = "
              + x
              + " (1×"
              + n
              + ")");
      lines.addAll(layout.table(List.of(y), rowNames(), upstream.get().toDoubleArray()));
      lines.addAll(layout.table(List.of(x), columnNames(), product.get().toDoubleArray()));
    }
    return String.join("\n", lines) + "\n";
  }

  /// As text of 80 columns in [Style#SHORT].
  @Override
  public String toString() {
    return text(Layout.COLUMNS, Style.SHORT);
  }
}
