package kierkegrad.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Finds out before any work whether its result can be written.
final class Outputs {
  private Outputs() {}

  /// Makes the folder of a file if it is missing.
  ///
  /// @throws CommandException if the file cannot be written there
  static void check(Path file) {
    if (Files.isDirectory(file)) {
      throw CommandException.usage(file + ": is a folder, not a file that can be written");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      folder(folder);
    }
    if (Files.exists(file) && !Files.isWritable(file)) {
      throw CommandException.usage(file + ": exists and cannot be written; choose another file");
    }
  }

  /// Makes the folder of a page, or of a picture if that is possible too.
  ///
  /// @throws CommandException if the name ends otherwise, or it cannot be written
  static void page(Path file, boolean pictures) {
    String name = file.toString();
    if (!name.endsWith(".html") && !(pictures && name.endsWith(".svg"))) {
      throw CommandException.usage(
          "--out " + file + " must end in .html" + (pictures ? " or .svg" : ""));
    }
    check(file);
  }

  /// Makes a folder if it is missing.
  ///
  /// @throws CommandException if nothing can be written there
  static void folder(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".kierkegrad", ".tmp"));
    } catch (IOException e) {
      throw CommandException.usage(folder + ": cannot be written; choose another place");
    }
  }
}
