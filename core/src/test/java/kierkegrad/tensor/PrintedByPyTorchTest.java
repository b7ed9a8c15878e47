package kierkegrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// 150 random tensors of all types, shapes and magnitudes, with NaN, infinities and zeros, as
/// PyTorch 2.13.0 prints them. A line of the resource is `type|sizes|values|text`; floating values
/// are in hexadecimal, so that they are exact.
class PrintedByPyTorchTest {
  record Sample(String type, Shape shape, List<String> values, String text) {}

  static Stream<Sample> samples() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            PrintedByPyTorchTest.class.getResourceAsStream("printed-by-pytorch.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines().map(PrintedByPyTorchTest::sample).toList().stream();
    }
  }

  private static Sample sample(String line) {
    String[] parts = line.split("\\|", 4);
    int[] sizes = cells(parts[1]).stream().mapToInt(Integer::parseInt).toArray();
    return new Sample(parts[0], Shape.of(sizes), cells(parts[2]), parts[3].replace("\\n", "\n"));
  }

  private static List<String> cells(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(",", -1));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void printsTheSame(Sample sample) {
    DType type =
        switch (sample.type()) {
          case "f32" -> DType.F32;
          case "f64" -> DType.F64;
          case "i32" -> DType.I32;
          case "i64" -> DType.I64;
          case "u8" -> DType.U8;
          default -> DType.BOOL;
        };
    assertThat(tensor(sample, type)).hasToString(sample.text());
  }

  private static Tensor tensor(Sample sample, DType type) {
    Tensor flat =
        type.isFloating()
            ? Tensor.of(sample.values().stream().mapToDouble(Double::parseDouble).toArray())
            : Tensor.of(sample.values().stream().mapToLong(Long::parseLong).toArray());
    return flat.reshape(sample.shape()).to(type);
  }
}
