package kierkegrad.formats;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;

/// Opens and replaces files, with messages that a user understands.
public final class FileAccess {
  /// Writes the content of a file.
  @FunctionalInterface
  public interface Content {
    /// Writes it all to the stream, which the caller closes.
    void writeTo(OutputStream out) throws IOException;
  }

  private static final String TEMPORARY = ".tmp";

  private FileAccess() {}

  /// A file's bytes, unpacked if they are gzip (which the first two bytes tell).
  public static InputStream open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new DataException("cannot read " + file + ": it is a directory; name a file in it");
    }
    return unpacked(Files.newInputStream(file));
  }

  /// The bytes of a stream, unpacked if they are gzip.
  public static InputStream unpacked(InputStream raw) throws IOException {
    InputStream in = new BufferedInputStream(raw, 1 << 16);
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzip ? new GZIPInputStream(in, 1 << 16) : in;
  }

  /// Writes a file so that a reader sees the old content or the new, never a part: the content goes
  /// to a temporary file beside it, which reaches the disk and then takes its name. Missing
  /// directories are made.
  ///
  /// @throws DataException if that is not possible; the old file, if any, is then untouched
  public static void replace(Path file, Content content) {
    Path target = file.toAbsolutePath();
    Path temporary =
        target.resolveSibling(
            temporaryPrefix(target) + Long.toHexString(System.nanoTime()) + TEMPORARY);
    try {
      Files.createDirectories(folder(target));
      try {
        write(temporary, content);
        move(temporary, target);
        force(folder(target));
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  private static void write(Path file, Content content) throws IOException {
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      content.writeTo(out);
      channel.force(true);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    if (Files.isDirectory(to)) {
      throw new IOException("it is a directory; name a file in it");
    }
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Lets the new name reach the disk, where the system allows that for a directory.
  private static void force(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Such as on Windows, which opens no directories: the file itself is safe.
    }
  }

  /// Removes what a process left of a file that it was about to [#replace] when it was killed. Only
  /// for files that no other process writes now.
  public static void removeLeftovers(Path file) {
    Path target = file.toAbsolutePath();
    Path folder = folder(target);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> leftovers =
        Files.newDirectoryStream(
            folder, path -> isTemporary(path.getFileName().toString(), temporaryPrefix(target)))) {
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    } catch (IOException e) {
      throw new DataException("cannot clear " + folder + ": " + reason(e), e);
    }
  }

  private static Path folder(Path target) {
    Path folder = target.getParent();
    return folder == null ? target : folder;
  }

  private static boolean isTemporary(String name, String prefix) {
    return name.startsWith(prefix) && name.endsWith(TEMPORARY);
  }

  private static String temporaryPrefix(Path target) {
    return "." + target.getFileName() + ".";
  }

  /// What to tell the user about a file that could not be read.
  public static DataException cannotRead(Path file, IOException e) {
    return new DataException("cannot read " + file + ": " + reason(e), e);
  }

  /// What to tell the user about a file that could not be written.
  public static DataException cannotWrite(Path file, IOException e) {
    return new DataException("cannot write " + file + ": " + reason(e), e);
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _, FileNotFoundException _ -> "there is no such file";
      case AccessDeniedException _ -> "permission denied";
      case NotDirectoryException _ -> "a part of its path is not a directory";
      case java.nio.file.FileAlreadyExistsException _ -> "a part of its path is not a directory";
      default -> String.valueOf(e.getMessage());
    };
  }
}
