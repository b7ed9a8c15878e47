package kierkegrad.formats.tensorboard;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.zip.CRC32C;
import kierkegrad.formats.FileAccess;
import kierkegrad.formats.Journal;
import kierkegrad.monitor.Histogram;

/// A file of events that TensorBoard draws: numbers and distributions over steps.
///
/// Each record is its length, data and two check sums (TensorFlow's `TFRecord`); the data is an
/// `Event` message.
public final class EventFile implements AutoCloseable {
  private static final String PREFIX = "events.out.tfevents.";
  private static final String VERSION = "brain.Event:2";
  private static final int MASK = 0xa282ead8;

  private final Journal file;
  private final InstantSource clock;

  EventFile(Journal file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  /// The event file in a folder; a new one if there is none.
  public static EventFile in(Path folder) {
    InstantSource clock = InstantSource.system();
    Path file =
        find(folder)
            .orElseGet(
                () -> folder.resolve(PREFIX + clock.instant().getEpochSecond() + ".kierkegrad"));
    return new EventFile(Journal.open(file), clock);
  }

  /// The event file in a folder, if there is one; of several, the first by name.
  public static Optional<Path> find(Path folder) {
    Optional<Path> first = Optional.empty();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
      for (Path file : files) {
        if (first.isEmpty() || file.compareTo(first.get()) < 0) {
          first = Optional.of(file);
        }
      }
      return first;
    } catch (IOException e) {
      throw FileAccess.cannotRead(folder, e);
    }
  }

  /// Drops everything that was written, and begins.
  public void begin() {
    file.cut(0);
    append(event(0).text(3, VERSION));
  }

  /// A number at a step.
  ///
  /// @param tag its name; TensorBoard puts names with the same text before a `/` side by side
  public void scalar(String tag, long step, double value) {
    append(step, new Message().text(1, tag).float32(2, (float) value));
  }

  /// A distribution at a step. Its sums, which bins do not tell, are those of the bins' middles.
  public void histogram(String tag, long step, Histogram histogram) {
    append(step, new Message().text(1, tag).message(5, message(histogram)));
  }

  private static Message message(Histogram histogram) {
    long[] counts = histogram.counts();
    double width = (histogram.max() - histogram.min()) / counts.length;
    double[] limits = new double[counts.length];
    double[] numbers = new double[counts.length];
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < counts.length; i++) {
      double middle = histogram.min() + (i + 0.5) * width;
      limits[i] = histogram.min() + (i + 1) * width;
      numbers[i] = counts[i];
      sum += counts[i] * middle;
      squares += counts[i] * middle * middle;
    }
    limits[counts.length - 1] = histogram.max();
    return new Message()
        .float64(1, histogram.min())
        .float64(2, histogram.max())
        .float64(3, histogram.total())
        .float64(4, sum)
        .float64(5, squares)
        .packed(6, limits)
        .packed(7, numbers);
  }

  private void append(long step, Message value) {
    append(event(step).message(5, new Message().message(1, value)));
  }

  private Message event(long step) {
    Message event = new Message().float64(1, clock.millis() / 1000.0);
    return step == 0 ? event : event.int64(2, step);
  }

  private void append(Message event) {
    byte[] data = event.toBytes();
    byte[] length = Message.little(Long.BYTES).putLong(data.length).array();
    file.append(
        Message.little(Long.BYTES + Integer.BYTES + data.length + Integer.BYTES)
            .put(length)
            .putInt(masked(length))
            .put(data)
            .putInt(masked(data))
            .array());
  }

  /// CRC-32C, turned right by 15 bits, plus a constant: a check sum of data that holds check sums.
  static int masked(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }

  /// How many bytes it has.
  public long length() {
    return file.length();
  }

  /// Drops what was written after it had that many bytes.
  public void cut(long length) {
    file.cut(length);
  }

  /// Returns when everything is on the disk.
  public void force() {
    file.force();
  }

  @Override
  public void close() {
    file.close();
  }
}
