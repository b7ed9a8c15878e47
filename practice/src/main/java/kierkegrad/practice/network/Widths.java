package kierkegrad.practice.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The widths of a network's layers from input to output, written as `4-16-3`.
///
/// @param values at least the input's and the output's
public record Widths(List<Integer> values) {
  private static final String WANTED = "; write the widths from input to output, such as 4-16-3";

  /// Keeps an immutable copy.
  ///
  /// @throws IllegalArgumentException if there are fewer than two or one is not positive
  public Widths {
    values = List.copyOf(values);
    if (values.size() < 2 || values.stream().anyMatch(width -> width < 1)) {
      throw new IllegalArgumentException("'" + text(values) + "' is no network" + WANTED);
    }
  }

  /// Reads `4-16-3`.
  ///
  /// @throws IllegalArgumentException if it is something else
  public static Widths of(String text) {
    if (!text.matches("\\d{1,7}(-\\d{1,7})*")) {
      throw new IllegalArgumentException("'" + text + "' is no network" + WANTED);
    }
    return new Widths(Arrays.stream(text.split("-")).map(Integer::valueOf).toList());
  }

  /// The input's width.
  public int in() {
    return values.getFirst();
  }

  /// The output's width.
  public int out() {
    return values.getLast();
  }

  /// The same hidden layers between another input and output.
  public Widths between(int in, int out) {
    List<Integer> changed = new ArrayList<>(values);
    changed.set(0, in);
    changed.set(changed.size() - 1, out);
    return new Widths(changed);
  }

  private static String text(List<Integer> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining("-"));
  }

  @Override
  public String toString() {
    return text(values);
  }
}
