package kierkegrad.conformance.rows;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The arguments of a call of PyTorch's, such as `lr=0.05, betas=(0.8, 0.95)`, given to options of
/// ours one by one. What is not named keeps the default of ours.
record Arguments(Map<String, String> values) {
  private static final Pattern ARGUMENT = Pattern.compile("(\\w+)=(\\([^)]*\\)|\\[[^]]*\\]|[^,]+)");

  static Arguments of(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    Matcher matcher = ARGUMENT.matcher(text);
    while (matcher.find()) {
      values.put(matcher.group(1), matcher.group(2));
    }
    return new Arguments(values);
  }

  /// Options changed by two numbers.
  @FunctionalInterface
  interface Pair<O> {
    O apply(O options, double first, double second);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  String text(String name) {
    return values.getOrDefault(name, "").replace("\"", "");
  }

  double number(String name) {
    return Double.parseDouble(text(name));
  }

  double number(String name, double otherwise) {
    return has(name) ? number(name) : otherwise;
  }

  long whole(String name) {
    return Long.parseLong(text(name));
  }

  boolean flag(String name) {
    return text(name).equals("True");
  }

  double[] numbers(String name) {
    String list = text(name);
    return java.util.Arrays.stream(list.substring(1, list.length() - 1).split(","))
        .map(String::strip)
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  <O> O start(DoubleFunction<O> options) {
    return options.apply(number("lr"));
  }

  <O> O number(O options, String name, BiFunction<O, Double, O> with) {
    return has(name) ? with.apply(options, number(name)) : options;
  }

  <O> O flag(O options, String name, UnaryOperator<O> with) {
    return flag(name) ? with.apply(options) : options;
  }

  <O> O pair(O options, String name, Pair<O> with) {
    return has(name) ? with.apply(options, numbers(name)[0], numbers(name)[1]) : options;
  }
}
