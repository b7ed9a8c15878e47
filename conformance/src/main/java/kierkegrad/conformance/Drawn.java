package kierkegrad.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// What PyTorch 2.13 drew from a seed, recorded by `record/init.py`.
///
/// @param name of what drew it
/// @param seed for `torch.manual_seed`
/// @param shape the sizes
/// @param type of the numbers
/// @param bits the sum of `bits · (2654435761·i + 1)` modulo 2⁶⁴, which sees every bit and place
/// @param weighed the sum of `x · (i mod 7 + 1)`
public record Drawn(
    String name, long seed, List<Integer> shape, DType type, long bits, double weighed) {
  private static final long FACTOR = 2654435761L;
  private static final List<Drawn> ALL = read();

  /// All records of a name.
  public static List<Drawn> named(String name) {
    List<Drawn> found = ALL.stream().filter(drawn -> drawn.name.equals(name)).toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException("nothing is recorded as " + name);
    }
    return found;
  }

  /// All records whose name starts so.
  public static List<Drawn> startingWith(String start) {
    return ALL.stream().filter(drawn -> drawn.name.startsWith(start)).toList();
  }

  private static List<Drawn> read() {
    try (InputStream in = Drawn.class.getResourceAsStream("recorded/init.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(Drawn::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Drawn parse(String line) {
    List<String> parts = List.of(line.split("\\|", -1));
    List<Integer> shape =
        Arrays.stream(parts.get(2).split("x"))
            .filter(s -> !s.isEmpty())
            .map(Integer::valueOf)
            .toList();
    DType type =
        Arrays.stream(DType.values())
            .filter(t -> t.torchName().equals(parts.get(3)))
            .findFirst()
            .orElseThrow();
    return new Drawn(
        parts.get(0),
        Long.parseLong(parts.get(1)),
        shape,
        type,
        Long.parseUnsignedLong(parts.get(4), 16),
        Double.parseDouble(parts.get(5)));
  }

  /// The sizes as an array.
  public int[] sizes() {
    return shape.stream().mapToInt(Integer::intValue).toArray();
  }

  /// None if the tensor is the same to the bit.
  public Deviation bitwise(Tensor ours) {
    boolean same = isOfThisShape(ours) && sum(ours) == bits;
    return same ? Deviation.none(type) : Deviation.of(type, new double[0], new double[1]);
  }

  /// How far the weighed sums lie apart, for numbers whose last bits may differ.
  public Deviation summed(Tensor ours) {
    double[] x = isOfThisShape(ours) ? ours.to(DType.F64).toDoubleArray() : new double[0];
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * (i % 7 + 1);
    }
    return x.length == 0 && !shape.contains(0)
        ? Deviation.of(type, new double[0], new double[1])
        : Deviation.of(type, new double[] {sum}, new double[] {weighed});
  }

  private boolean isOfThisShape(Tensor ours) {
    return ours.dtype() == type && Arrays.equals(ours.shape().toArray(), sizes());
  }

  private static long sum(Tensor x) {
    long[] bits =
        switch (x.dtype()) {
          case F32 -> {
            float[] values = x.toFloatArray();
            long[] wide = new long[values.length];
            for (int i = 0; i < wide.length; i++) {
              wide[i] = Float.floatToRawIntBits(values[i]);
            }
            yield wide;
          }
          case F64 ->
              Arrays.stream(x.toDoubleArray()).mapToLong(Double::doubleToRawLongBits).toArray();
          default -> x.toLongArray();
        };
    long sum = 0;
    for (int i = 0; i < bits.length; i++) {
      sum += bits[i] * (FACTOR * i + 1);
    }
    return sum;
  }

  /// Such as `seed 42 float32[3, 2]`.
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s seed %d %s%s", name, seed, type.torchName(), shape);
  }
}
