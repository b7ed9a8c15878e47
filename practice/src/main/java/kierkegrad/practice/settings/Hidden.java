package kierkegrad.practice.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import kierkegrad.practice.network.Widths;

/// The widths of the hidden layers alone, written as `64-32`, or `0` for none.
///
/// @param values from the input's side to the output's; empty for a linear model
public record Hidden(List<Integer> values) {
  /// Keeps an immutable copy.
  public Hidden {
    values = List.copyOf(values);
  }

  /// Reads `64-32` or `0`.
  ///
  /// @throws IllegalArgumentException if it is something else
  public static Hidden of(String text) {
    if (text.equals("0")) {
      return new Hidden(List.of());
    }
    if (!text.matches("[1-9]\\d{0,6}(-[1-9]\\d{0,6})*")) {
      throw new IllegalArgumentException(
          "must be widths of hidden layers, such as 64 or 64-32, or 0 for none");
    }
    return new Hidden(Arrays.stream(text.split("-")).map(Integer::valueOf).toList());
  }

  /// All widths, with these of input and output.
  public Widths between(int in, int out) {
    List<Integer> all = new ArrayList<>(values);
    all.addFirst(in);
    all.addLast(out);
    return new Widths(all);
  }

  @Override
  public String toString() {
    return values.isEmpty()
        ? "0"
        : values.stream().map(String::valueOf).collect(Collectors.joining("-"));
  }
}
