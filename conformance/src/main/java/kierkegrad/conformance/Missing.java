package kierkegrad.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What PyTorch has and no row stands for.
final class Missing {
  private Missing() {}

  /// PyTorch's names without a row, by the part of PyTorch in which they are. A class and the
  /// function of `torch.nn.functional` that it calls count as one; `record/names.py` lists them.
  static Map<String, Set<String>> from(List<Row> rows) {
    Set<String> known =
        rows.stream().flatMap(row -> row.torchNames().stream()).collect(Collectors.toSet());
    Map<String, Set<String>> missing = new LinkedHashMap<>();
    for (String name : all()) {
      if (!known.contains(name)) {
        int dot = name.lastIndexOf('.');
        missing
            .computeIfAbsent(name.substring(0, dot), _ -> new TreeSet<>())
            .add(name.substring(dot + 1));
      }
    }
    return missing;
  }

  private static List<String> all() {
    InputStream file =
        Objects.requireNonNull(
            Missing.class.getResourceAsStream("recorded/names.txt"), "names.txt is not here");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
