package kierkegrad.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All rows. Asking for a row twice gives the same one, so that families can share it.
public final class Table {
  private final List<Row> rows = new ArrayList<>();

  /// Makes an empty table.
  public Table() {}

  /// The row of that name.
  public Row row(Kind kind, String name) {
    Optional<Row> known =
        rows.stream().filter(r -> r.kind() == kind && r.name().equals(name)).findFirst();
    return known.orElseGet(() -> {
      Row row = new Row(kind, name);
      rows.add(row);
      return row;
    });
  }

  /// The rows, in the order in which they were asked for.
  public List<Row> rows() {
    return List.copyOf(rows);
  }
}
