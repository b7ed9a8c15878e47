package kierkegrad.formats.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.stream.Stream;
import kierkegrad.formats.DataException;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  @TempDir Path directory;

  private Path file(byte[] header, byte... data) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header).put(data);
    return Files.write(directory.resolve("x.safetensors"), bytes.array());
  }

  private Path file(String header, int dataBytes) throws IOException {
    return file(header.getBytes(StandardCharsets.UTF_8), new byte[dataBytes]);
  }

  private static void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> Safetensors.load(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }

  /// Laid out by hand from the format's description: 0x88 = 136 bytes of header (131 of JSON and
  /// five spaces), then 1.0f = 3f800000, −2.5f = c0200000, and the int64 −2, all little-endian.
  private static final String JSON =
      "{\"__metadata__\":{\"format\":\"pt\"},"
          + "\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]},"
          + "\"n\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[8,16]}}";

  private static byte[] golden() {
    String padded = JSON + " ".repeat(Math.ceilDiv(JSON.length(), 8) * 8 - JSON.length());
    String length = "%02x00000000000000".formatted(padded.length());
    return HexFormat.of()
        .parseHex(
            length
                + HexFormat.of().formatHex(padded.getBytes(StandardCharsets.UTF_8))
                + "0000803f"
                + "000020c0"
                + "feffffffffffffff");
  }

  private static Safetensors goldenContent() {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("w", Tensor.of(new float[] {1, -2.5f}, 1, 2));
    tensors.put("n", Tensor.full(DType.I64, Shape.SCALAR, -2));
    return new Safetensors(tensors, Map.of("format", "pt"));
  }

  @Test
  void writesTheBytesOfTheFormat() throws IOException {
    Path file = directory.resolve("golden.safetensors");
    goldenContent().save(file);
    assertThat(Files.readAllBytes(file)).isEqualTo(golden());
  }

  @Test
  void readsTheBytesOfTheFormat() throws IOException {
    Safetensors content =
        Safetensors.load(Files.write(directory.resolve("golden.safetensors"), golden()));
    assertThat(content.metadata()).isEqualTo(Map.of("format", "pt"));
    assertThat(content.tensors().keySet()).containsExactly("w", "n");
    goldenContent()
        .tensors()
        .forEach((name, t) -> assertThat(content.tensors().get(name).sameBits(t)).isTrue());
  }

  @Test
  void everyTypeComesBackBitForBit() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    int n = 70_001;
    tensors.put("truth", Tensor.of(new boolean[] {true, false, true}));
    byte[] bytes = new byte[n];
    random.nextBytes(bytes);
    tensors.put("u8 ü \"quoted\"", Tensor.of(bytes));
    tensors.put("i32", Tensor.of(random.ints(n).toArray()));
    tensors.put("i64", Tensor.of(random.longs(n).toArray()));
    tensors.put("f64", Tensor.of(random.longs(n).mapToDouble(Double::longBitsToDouble).toArray()));
    tensors.put("f32", Tensor.of(new float[] {Float.NaN, -0f, Float.MIN_VALUE, 1 / 0f}, 2, 2));
    tensors.put("transposed", Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}}).mT());
    tensors.put("none", Tensor.zeros(3, 0));
    Path file = directory.resolve("all.safetensors");
    new Safetensors(tensors, Map.of()).save(file);
    Safetensors read = Safetensors.load(file);
    assertThat(read.tensors().keySet()).containsExactlyElementsOf(tensors.keySet());
    tensors.forEach((name, tensor) ->
        assertThat(read.tensors().get(name).sameBits(tensor))
            .as("%s with seed %d", name, seed)
            .isTrue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                                                                       | 0 | does not begin with '{'",
        "{\"a\":                                                                  | 0 | no sound JSON",
        "{} x                                                                     | 0 | no sound JSON",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1]}}                                 | 1 | tensor a has no data_offsets",
        "{\"a\":{\"dtype\":\"U8\",\"data_offsets\":[0,1]}}                        | 1 | tensor a has no shape",
        "{\"a\":{\"dtype\":\"Q8\",\"shape\":[1],\"data_offsets\":[0,1]}}          | 1 | dtype \"Q8\", which is not supported",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[-1],\"data_offsets\":[0,1]}}         | 1 | shape has -1",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1.5],\"data_offsets\":[0,1]}}        | 1 | shape has 1.5",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[99999999999],\"data_offsets\":[0,1]}}| 1 | shape has 99999999999",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[65536,65536],\"data_offsets\":[0,1]}}| 1 | more than 2^31 - 1 elements",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,0]}}          | 1 | a start and an end",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,1]}}         | 1 | takes 4 bytes, and data_offsets give it 1",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}}          | 1 | cut off",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}          | 2 | 1 bytes follow its last tensor",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}          | 2 | bytes from 0 on belong to no tensor",
        "{\"__metadata__\":{\"a\":1}}                                             | 0 | metadata 'a' is not a text",
        "{\"__metadata__\":[]}                                                    | 0 | not an object of texts",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[1,3]}} | 3 | inside the tensor before it",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}} | 2 | uplicate"
      })
  void unsoundHeadersAreRefused(String header, int dataBytes, String message) throws IOException {
    assertRefused(file(header, dataBytes), message);
  }

  @Test
  void unsoundLengthsAreRefused() throws IOException {
    Path file = directory.resolve("x.safetensors");
    assertRefused(Files.write(file, new byte[7]), "it has 7 bytes");
    assertRefused(
        Files.write(file, new byte[] {100, 0, 0, 0, 0, 0, 0, 0, '{', '}'}), "cut off after 2");
    // 100,000,001 = 0x05f5e101
    assertRefused(
        Files.write(file, new byte[] {1, (byte) 0xe1, (byte) 0xf5, 5, 0, 0, 0, 0}),
        "100000001 bytes, more than 100 MB");
    assertRefused(
        Files.write(file, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1}), "more than 100 MB");
  }

  @Test
  void everyCutOffFileIsRefused() throws IOException {
    byte[] whole = golden();
    Path file = directory.resolve("cut.safetensors");
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      assertRefused(file, "not a sound safetensors file");
    }
  }

  @Test
  void aFileAppearsWholeOrNotAtAll() throws IOException {
    Path file = directory.resolve("kept.safetensors");
    goldenContent().save(file);
    goldenContent().save(file);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
    Path occupied = Files.createDirectory(directory.resolve("occupied"));
    assertThatThrownBy(() -> goldenContent().save(occupied))
        .isInstanceOf(DataException.class)
        .hasMessage("cannot write " + occupied + ": it is a directory; name a file in it");
    Path below = file.resolve("below.safetensors");
    assertThatThrownBy(() -> goldenContent().save(below))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a part of its path is not a directory");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactlyInAnyOrder(file, occupied);
    }
  }

  @Test
  void whatIsNoFileIsRefused() {
    assertRefused(directory.resolve("absent"), "there is no such file");
    assertRefused(directory, "it is a directory");
  }
}
