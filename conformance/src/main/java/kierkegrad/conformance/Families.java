package kierkegrad.conformance;

import java.util.List;
import java.util.function.Consumer;
import kierkegrad.conformance.rows.Activations;
import kierkegrad.conformance.rows.Averages;
import kierkegrad.conformance.rows.Containers;
import kierkegrad.conformance.rows.Convolutions;
import kierkegrad.conformance.rows.Distances;
import kierkegrad.conformance.rows.Embeddings;
import kierkegrad.conformance.rows.Initialisation;
import kierkegrad.conformance.rows.Losses;
import kierkegrad.conformance.rows.Norms;
import kierkegrad.conformance.rows.Optimizers;
import kierkegrad.conformance.rows.Pads;
import kierkegrad.conformance.rows.Pools;
import kierkegrad.conformance.rows.Random;
import kierkegrad.conformance.rows.Recurrent;
import kierkegrad.conformance.rows.Schedules;
import kierkegrad.conformance.rows.Scores;
import kierkegrad.conformance.rows.Shapes;
import kierkegrad.conformance.rows.TensorFunctions;
import kierkegrad.conformance.rows.TensorIndexing;
import kierkegrad.conformance.rows.TensorOrdering;
import kierkegrad.conformance.rows.TensorProducts;
import kierkegrad.conformance.rows.TensorReductions;
import kierkegrad.conformance.rows.TensorShapes;
import kierkegrad.conformance.rows.Transformers;
import kierkegrad.conformance.rows.WholeTraining;

/// The families of rows, in the order of the page.
final class Families {
  private static final List<Consumer<Table>> ALL =
      List.of(
          TensorFunctions::rows,
          TensorReductions::rows,
          TensorOrdering::rows,
          TensorShapes::rows,
          TensorIndexing::rows,
          TensorProducts::rows,
          Containers::rows,
          Convolutions::rows,
          Embeddings::rows,
          Initialisation::rows,
          Norms::rows,
          Pads::rows,
          Pools::rows,
          Random::rows,
          Recurrent::rows,
          Shapes::rows,
          Transformers::rows,
          Activations::rows,
          Distances::rows,
          Losses::rows,
          Scores::rows,
          Optimizers::rows,
          Averages::rows,
          Schedules::rows,
          WholeTraining::rows);

  private Families() {}

  static Table table() {
    Table table = new Table();
    ALL.forEach(family -> family.accept(table));
    return table;
  }
}
