package kierkegrad.conformance;

import java.util.List;
import java.util.function.Consumer;
import kierkegrad.conformance.rows.Containers;
import kierkegrad.conformance.rows.Convolutions;
import kierkegrad.conformance.rows.Initialisation;
import kierkegrad.conformance.rows.Norms;
import kierkegrad.conformance.rows.Pads;
import kierkegrad.conformance.rows.Pools;
import kierkegrad.conformance.rows.Random;
import kierkegrad.conformance.rows.Shapes;

/// The families of rows, in the order of the page.
final class Families {
  private static final List<Consumer<Table>> ALL =
      List.of(
          Containers::rows,
          Convolutions::rows,
          Pools::rows,
          Pads::rows,
          Norms::rows,
          Shapes::rows,
          Random::rows,
          Initialisation::rows);

  private Families() {}

  static Table table() {
    Table table = new Table();
    ALL.forEach(family -> family.accept(table));
    return table;
  }
}
