package kierkegrad.cli;

import java.nio.file.Path;
import java.util.Optional;
import kierkegrad.formats.table.Header;
import picocli.CommandLine.Option;

/// The options that say how data is read; shared by the commands that read some.
final class DataOptions {
  @Option(
      names = "--header",
      negatable = true,
      description =
          "Whether the CSV file begins with the names of its columns"
              + " (default: it does if no cell of its first row is a number).")
  private Optional<Boolean> header = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where the four files of fashion-mnist are"
              + " (default: the user's cache, then Debian's package dataset-fashion-mnist).")
  private Optional<Path> folder = Optional.empty();

  Header header() {
    return header.map(there -> there ? Header.PRESENT : Header.ABSENT).orElse(Header.AUTO);
  }

  Optional<Path> folder() {
    return folder;
  }
}
