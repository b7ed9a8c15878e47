package kierkegrad.practice.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kierkegrad.formats.table.Header;

/// Where data is, as a user says it.
///
/// @param names a built-in name, a CSV file, or two IDX files, images and labels
/// @param header whether a CSV file begins with the names of its columns
/// @param folder where fashion-mnist is, unless in the usual places
public record Location(List<String> names, Header header, Optional<Path> folder) {
  /// Keeps an immutable copy of the names.
  public Location {
    names = List.copyOf(names);
  }

  /// Data by one name, with the rest found out.
  public static Location of(String name) {
    return new Location(List.of(name), Header.AUTO, Optional.empty());
  }

  /// Reads the data.
  ///
  /// @throws kierkegrad.formats.DataException if it is not there or is not sound
  public Source open() {
    return Source.of(names, header, folder);
  }

  /// The same place, whatever the current directory will be: names of files become absolute.
  public Location absolute() {
    return new Location(
        names.stream()
            .map(name ->
                Files.exists(Path.of(name)) && !isBuiltIn(name)
                    ? Path.of(name).toAbsolutePath().normalize().toString()
                    : name)
            .toList(),
        header,
        folder.map(path -> path.toAbsolutePath().normalize()));
  }

  private boolean isBuiltIn(String name) {
    return names.size() == 1 && Source.isBuiltIn(name);
  }
}
