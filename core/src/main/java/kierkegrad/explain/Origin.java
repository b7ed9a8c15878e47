package kierkegrad.explain;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// Where the first number that is not finite came from.
///
/// @param place what it is
/// @param name of the operation, such as `log`; of the parameter; or `input` or `target`
/// @param layer the path of the layer in which it happened: empty for the model itself, `loss`,
///   `penalty`
/// @param row the first row of the batch that has it, counted from 0; none if it belongs to no row
/// @param column of an input with rows `[rows, columns]`, which column
/// @param value the number: NaN or infinite
/// @param from of an element-wise operation the operands' numbers at that place; of any other the
///   largest size of each operand's numbers
/// @param elementWise which of both
/// @see NonFinite
public record Origin(
    Place place,
    String name,
    String layer,
    OptionalInt row,
    OptionalInt column,
    double value,
    List<Double> from,
    boolean elementWise) {
  /// What a number that is not finite can come from.
  public enum Place {
    /// It stands in the features.
    INPUT,
    /// It stands in the targets.
    TARGET,
    /// It stands in a parameter, so that an earlier update made it.
    PARAMETER,
    /// It stands in another tensor that the model or the loss uses.
    CONSTANT,
    /// An operation made it of finite numbers.
    FORWARD,
    /// The gradient of an operation made it of finite numbers.
    BACKWARD
  }

  /// Beyond this size, a number is close to what float32 cannot hold.
  private static final double LARGE = 1e15;

  /// Keeps an unmodifiable copy.
  public Origin {
    from = List.copyOf(from);
  }

  /// All of it in one sentence, with the way out.
  public String sentence() {
    return switch (place) {
      case INPUT ->
          "%s of the batch holds %s%s; fill or drop such values before training"
              .formatted(
                  row.isPresent() ? "row " + row.getAsInt() : "a row",
                  text(value),
                  column.isPresent() ? " in feature " + column.getAsInt() : "");
      case TARGET ->
          "%s of the batch has the target %s; fill or drop such targets before training"
              .formatted(row.isPresent() ? "row " + row.getAsInt() : "a row", text(value));
      case PARAMETER ->
          "the parameter %s holds %s since an earlier update; lower the learning rate"
              .formatted(name, text(value));
      case CONSTANT ->
          "a tensor that %s uses holds %s; look where it is made".formatted(where(), text(value));
      case FORWARD ->
          "the first %s is %s, %s%s; %s".formatted(text(value), call(), where(), rows(), advice());
      case BACKWARD ->
          "the first %s is the gradient of %s, %s%s; %s"
              .formatted(text(value), call(), where(), rows(), advice());
    };
  }

  private String call() {
    if (elementWise) {
      return from.stream().map(Origin::text).collect(Collectors.joining(", ", name + "(", ")"));
    }
    String sizes = from.stream().map(Origin::text).collect(Collectors.joining(" and "));
    return from.isEmpty() ? name : name + " of numbers up to " + sizes;
  }

  private String where() {
    return switch (layer) {
      case "" -> "in the model";
      case NonFinite.LOSS, NonFinite.PENALTY -> "in the " + layer;
      default -> "in layer " + layer;
    };
  }

  private String rows() {
    return row.isPresent() ? ", for row " + row.getAsInt() + " of the batch" : "";
  }

  private String advice() {
    if (from.stream().anyMatch(x -> Math.abs(x) > LARGE)) {
      return "lower the learning rate, normalise the features, or clip the gradients";
    }
    return switch (name) {
      case "log", "log2", "log10", "log1p" ->
          "keep its operand above what it cannot take, or use a loss on logits such as CrossEntropyLoss";
      case "exp", "exp2", "expm1", "sinh", "cosh" ->
          "keep its operand small, or take softmax or logSumExp, which do";
      case "div", "reciprocal" -> "add a small number to the divisor";
      case "sqrt", "rsqrt", "pow", "norm" -> "add a small number to what it is taken of";
      default -> "lower the learning rate, normalise the features, or clip the gradients";
    };
  }

  private static String text(double x) {
    if (x == 0) {
      return "0";
    }
    if (x == Math.rint(x) && Math.abs(x) < 1e6) {
      return Long.toString((long) x);
    }
    return Double.isFinite(x) ? String.format(Locale.ROOT, "%.4g", x) : Double.toString(x);
  }
}
