package kierkegrad.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads one of an enum's values by its printed name, in any case.
final class Choice<E extends Enum<E>> implements ITypeConverter<E> {
  private final E[] values;

  Choice(Class<E> type) {
    this.values = type.getEnumConstants();
  }

  @Override
  public E convert(String text) {
    for (E value : values) {
      if (name(value).equalsIgnoreCase(text)) {
        return value;
      }
    }
    throw new TypeConversionException(
        "'"
            + text
            + "' is none of "
            + Arrays.stream(values).map(Choice::name).collect(Collectors.joining(", ")));
  }

  private static String name(Enum<?> value) {
    return value.toString().toLowerCase(Locale.ROOT);
  }
}
