package kierkegrad.tensor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/// Text of a tensor as PyTorch's default print options give it: four digits, 80 columns, beyond
/// 1,000 elements only three at each end.
final class Printer {
  private static final int PRECISION = 4;
  private static final int THRESHOLD = 1000;
  private static final int EDGE = 3;
  private static final int COLUMNS = 80;
  private static final String PREFIX = "tensor(";

  private final Tensor x;
  private final boolean summarize;
  private boolean whole = true;
  private boolean scientific;
  private int width = 1;

  private Printer(Tensor x) {
    this.x = x;
    this.summarize = x.elements() > THRESHOLD;
    measure();
  }

  static String text(Tensor tensor) {
    Tensor x = tensor.detach();
    if (x.isSymbolic()) {
      return "traced " + x.dtype().torchName() + x.shape();
    }
    List<String> suffixes = new ArrayList<>();
    String body;
    boolean plain = x.dtype() == DType.F32 || x.dtype() == DType.I64 || x.dtype() == DType.BOOL;
    if (x.elements() == 0) {
      body = "[]";
      plain = x.dtype() == DType.F32;
      if (x.rank() != 1) {
        suffixes.add(x.rank() == 0 ? "size=()" : "size=(" + list(x.shape()) + ")");
      }
    } else {
      Printer printer = new Printer(x);
      body = printer.block(x, PREFIX.length());
    }
    if (!plain) {
      suffixes.add("dtype=torch." + x.dtype().torchName());
    }
    if (tensor.op().isPresent()) {
      suffixes.add("grad_fn=<" + tensor.op().get().opName() + ">");
    } else if (tensor.isTracked()) {
      suffixes.add("requires_grad=True");
    }
    return join(body, suffixes);
  }

  private static String list(Shape shape) {
    String text = shape.toString();
    return text.substring(1, text.length() - 1) + (shape.rank() == 1 ? "," : "");
  }

  private static String join(String body, List<String> suffixes) {
    StringBuilder text = new StringBuilder(PREFIX).append(body);
    int line = text.length() - text.lastIndexOf("\n") + 1;
    for (String suffix : suffixes) {
      if (line + suffix.length() + 2 > COLUMNS) {
        text.append(",\n").append(" ".repeat(PREFIX.length())).append(suffix);
        line = PREFIX.length() + suffix.length();
      } else {
        text.append(", ").append(suffix);
        line += suffix.length() + 2;
      }
    }
    return text.append(')').toString();
  }

  /// Decides the notation and the width from the elements that will be shown.
  private void measure() {
    Tensor shown = x;
    for (int dim = 0; summarize && dim < x.rank(); dim++) {
      int size = x.size(dim);
      if (size > 2 * EDGE) {
        shown =
            Tensor.concat(
                dim, List.of(shown.narrow(dim, 0, EDGE), shown.narrow(dim, size - EDGE, EDGE)));
      }
    }
    if (!x.dtype().isFloating()) {
      for (long value : shown.toLongArray()) {
        width = Math.max(width, integer(value).length());
      }
      return;
    }
    double[] values = shown.toDoubleArray();
    double largest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (double value : values) {
      if (isPlain(value)) {
        largest = Math.max(largest, Math.abs(value));
        smallest = Math.min(smallest, Math.abs(value));
        whole &= value == Math.rint(value);
      }
    }
    scientific =
        largest > 0 && (largest / smallest > 1000 || largest > 1e8 || (!whole && smallest < 1e-4));
    for (double value : values) {
      if (isPlain(value)) {
        width = Math.max(width, number(value).length());
      }
    }
  }

  private static boolean isPlain(double value) {
    return value != 0 && Double.isFinite(value);
  }

  private String integer(long value) {
    return x.dtype() == DType.BOOL ? (value != 0 ? "True" : "False") : Long.toString(value);
  }

  private String number(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (scientific) {
      return scientific(value);
    }
    return whole ? fixed(value, 0) + "." : fixed(value, PRECISION);
  }

  /// The exact binary value rounded half to even, as C prints it.
  private static String fixed(double value, int digits) {
    String size =
        new BigDecimal(Math.abs(value)).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    return 1 / value < 0 || value < 0 ? "-" + size : size;
  }

  /// Such as `1.2500e-05`, the exact binary value rounded half to even.
  private static String scientific(double value) {
    if (value == 0) {
      return fixed(value, PRECISION) + "e+00";
    }
    MathContext digits = new MathContext(PRECISION + 1, RoundingMode.HALF_EVEN);
    BigDecimal rounded = new BigDecimal(value).round(digits);
    int exponent = rounded.precision() - rounded.scale() - 1;
    return fixed(rounded.scaleByPowerOfTen(-exponent).doubleValue(), PRECISION)
        + String.format(Locale.ROOT, "e%+03d", exponent);
  }

  private String block(Tensor part, int indent) {
    if (part.rank() == 0) {
      return x.dtype().isFloating() ? pad(number(part.item())) : pad(integer(part.itemLong()));
    }
    if (part.rank() == 1) {
      return vector(part, indent);
    }
    List<String> blocks = edges(part.size(0), i -> block(part.select(0, i), indent + 1), "...");
    String separator = "," + "\n".repeat(part.rank() - 1) + " ".repeat(indent + 1);
    return "[" + String.join(separator, blocks) + "]";
  }

  private String vector(Tensor part, int indent) {
    int perLine = Math.max(1, (COLUMNS - indent) / (width + 2));
    List<String> cells;
    if (x.dtype().isFloating()) {
      double[] values = part.toDoubleArray();
      cells = edges(values.length, i -> pad(number(values[i])), " ...");
    } else {
      long[] values = part.toLongArray();
      cells = edges(values.length, i -> pad(integer(values[i])), " ...");
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < cells.size(); i += perLine) {
      lines.add(String.join(", ", cells.subList(i, Math.min(cells.size(), i + perLine))));
    }
    return "[" + String.join(",\n" + " ".repeat(indent + 1), lines) + "]";
  }

  private List<String> edges(int size, IntFunction<String> cell, String dots) {
    List<String> cells = new ArrayList<>();
    boolean cut = summarize && size > 2 * EDGE;
    for (int i = 0; i < size; i++) {
      if (cut && i == EDGE) {
        cells.add(dots);
        i = size - EDGE;
      }
      cells.add(cell.apply(i));
    }
    return cells;
  }

  private String pad(String text) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
