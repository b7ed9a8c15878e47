package kierkegrad.formats.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import kierkegrad.formats.Journal;
import kierkegrad.monitor.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
  @TempDir private Path dir;

  /// The check value that RFC 3720 and every table of check sums give for CRC-32C.
  @Test
  void theCheckSumIsThatOfTheFormat() {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    CRC32C crc = new CRC32C();
    crc.update(digits);
    assertThat(crc.getValue()).isEqualTo(0xE3069283L);
    // ((0xE3069283 >> 15) | (0xE3069283 << 17)) + 0xA282EAD8 = 0x2507C60D + 0xA282EAD8
    assertThat(EventFile.masked(digits)).isEqualTo(0xC78AB0E5);
  }

  /// Bytes put together by a decoder and encoder in Python that know the published formats only:
  /// length, its check sum, then the fields wall time (1.5), file version or step (300, which takes
  /// two bytes) and summary, then the check sum of the data.
  @Test
  void recordsAreThoseOfTheFormat() throws IOException {
    Path file = dir.resolve("events.out.tfevents.1.test");
    try (EventFile events =
        new EventFile(Journal.open(file), InstantSource.fixed(Instant.ofEpochMilli(1500)))) {
      events.begin();
      events.scalar("loss", 300, 0.25);
    }
    assertThat(HexFormat.of().formatHex(Files.readAllBytes(file)))
        .isEqualTo(
            "1800000000000000a37f4b2209000000000000f83f1a0d627261696e2e4576656e743a322a28646c"
                + "1b000000000000001a0d9e1309000000000000f83f10ac022a0d0a0b0a046c6f737315"
                + "0000803e9908deed");
  }

  /// Two bins from 1 to 3 with 3 and 1 numbers: limits 2 and 3, middles 1.5 and 2.5, so that their
  /// sum is 7 and the sum of their squares 3 · 2.25 + 6.25 = 13.
  @Test
  void aHistogramHasItsLimitsCountsAndSums() throws IOException {
    Path file = dir.resolve("events.out.tfevents.1.test");
    try (EventFile events =
        new EventFile(Journal.open(file), InstantSource.fixed(Instant.ofEpochMilli(0)))) {
      events.histogram("w", 0, new Histogram(1, 3, new long[] {3, 1}, 0));
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    // 12 of the frame, 9 of the wall time, 2 + 2 + 3 + 2 of the heads of summary, value and tag.
    bytes.position(12 + 9 + 2 + 2 + 3 + 2);
    double[] numbers = {1, 3, 4, 7, 13};
    for (int field = 1; field <= numbers.length; field++) {
      assertThat(bytes.get()).isEqualTo((byte) (field * 8 + 1));
      assertThat(bytes.getDouble()).isEqualTo(numbers[field - 1]);
    }
    assertThat(new int[] {bytes.get(), bytes.get()}).containsExactly(6 * 8 + 2, 16);
    assertThat(new double[] {bytes.getDouble(), bytes.getDouble()}).containsExactly(2, 3);
    assertThat(new int[] {bytes.get(), bytes.get()}).containsExactly(7 * 8 + 2, 16);
    assertThat(new double[] {bytes.getDouble(), bytes.getDouble()}).containsExactly(3, 1);
  }

  @Test
  void aFolderHasOneFile() {
    EventFile.in(dir).close();
    Path first = EventFile.find(dir).orElseThrow();
    EventFile.in(dir).close();

    assertThat(first.getFileName().toString()).matches("events\\.out\\.tfevents\\.\\d+\\..+");
    assertThat(dir.toFile().list()).hasSize(1);
  }
}
