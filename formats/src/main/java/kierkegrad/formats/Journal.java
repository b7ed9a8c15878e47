package kierkegrad.formats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file that grows as things happen. What was appended is the file's at once: it survives the end
/// of this process, however it ends. It can be cut back to a length that it had, so that what a
/// killed process had written too much is written again.
public final class Journal implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  private Journal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// Opens a file, which is made if it is missing, at its end.
  ///
  /// @throws DataException if it cannot be written
  public static Journal open(Path file) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.position(channel.size());
      return new Journal(file, channel);
    } catch (IOException e) {
      throw FileAccess.cannotWrite(file, e);
    }
  }

  /// How many bytes it has.
  public long length() {
    try {
      return channel.position();
    } catch (IOException e) {
      throw FileAccess.cannotWrite(file, e);
    }
  }

  /// Adds bytes at the end: all of them, or none if that fails.
  ///
  /// @throws DataException if they cannot be written, such as on a full disk
  public void append(byte[] bytes) {
    long before = length();
    try {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    } catch (IOException e) {
      cut(before);
      throw FileAccess.cannotWrite(file, e);
    }
  }

  /// Drops everything after that many bytes; a shorter file stays as it is.
  public void cut(long length) {
    try {
      channel.truncate(length);
      channel.position(Math.min(length, channel.size()));
    } catch (IOException e) {
      throw FileAccess.cannotWrite(file, e);
    }
  }

  /// Returns when everything is on the disk.
  public void force() {
    try {
      channel.force(false);
    } catch (IOException e) {
      throw FileAccess.cannotWrite(file, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw FileAccess.cannotWrite(file, e);
    }
  }
}
