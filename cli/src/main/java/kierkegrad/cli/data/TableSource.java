package kierkegrad.cli.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import kierkegrad.data.TensorDataset;
import kierkegrad.formats.DataException;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.formats.table.Encoder;
import kierkegrad.formats.table.Feature;
import kierkegrad.formats.table.Table;
import kierkegrad.formats.table.Target;
import kierkegrad.formats.table.Task;
import kierkegrad.report.training.DataSummary;
import kierkegrad.report.training.Example;
import kierkegrad.tensor.Tensor;

/// Rows and columns.
record TableSource(String name, Table table) implements Source {
  private static final int SHOWN = 58;

  @Override
  public Prepared prepare(Plan plan) {
    String target = plan.target().map(table::resolve).orElseGet(table::defaultTarget);
    Target whole = Target.of(table, target, table.allRows(), Optional.empty());
    Parts parts = Parts.of(name, whole.y(table, table.allRows()), plan);
    Encoder.Options options =
        Encoder.Options.DEFAULT
            .withNormalize(plan.normalize())
            .withMissing(plan.missing())
            .withTask(whole.task());
    Encoder encoder = Encoder.fit(table, target, parts.train(), options);
    return new Prepared(
        new Preparation.Tabular(encoder),
        rows(encoder, parts.train()),
        rows(encoder, parts.test()),
        Parts.fromOne(parts.train()),
        Parts.fromOne(parts.test()),
        facts(encoder));
  }

  private TensorDataset rows(Encoder encoder, int[] rows) {
    return new TensorDataset(encoder.x(table, rows), encoder.y(table, rows));
  }

  private List<String> facts(Encoder encoder) {
    List<String> facts = new ArrayList<>();
    facts.add(
        "data      %s: %,d rows, %,d columns"
            .formatted(name, table.rows(), table.columns().size()));
    facts.add("target    " + encoder.target().name() + ": " + meaning(encoder));
    facts.add("features  " + encoder.inputs() + ": " + shown(encoder.featureNames()));
    int missing = table.columns().stream().mapToInt(column -> column.missing()).sum();
    if (missing > 0) {
      facts.add(
          "missing   %,d values, replaced by the median or the most frequent".formatted(missing));
    }
    encoder.notes().forEach(note -> facts.add("note      " + note));
    return facts;
  }

  private static String meaning(Encoder encoder) {
    return encoder.task() == Task.REGRESSION
        ? "a number"
        : encoder.classes().size() + " classes: " + shown(encoder.classes());
  }

  /// As many names as fit on the line.
  private static String shown(List<String> names) {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      if (text.length() + name.length() > SHOWN) {
        return text + ", …";
      }
      text.append(text.isEmpty() ? "" : ", ").append(name);
    }
    return text.toString();
  }

  @Override
  public DataSummary summary(Prepared prepared) {
    if (prepared.preparation() instanceof Preparation.Tabular(var encoder)) {
      return new TableSummary(table, encoder, prepared).summary();
    }
    throw new IllegalArgumentException(name + " is a table, and was prepared as something else");
  }

  @Override
  public Example example(Prepared prepared, long row) {
    SequencedMap<String, String> cells = new LinkedHashMap<>();
    if (prepared.preparation() instanceof Preparation.Tabular(var encoder)) {
      for (Feature feature : encoder.features()) {
        List<String> texts = table.column(feature.name()).cells();
        cells.put(feature.name(), texts.get(Math.toIntExact(row - 1)));
      }
    }
    return new Example.Cells(cells);
  }

  @Override
  public TensorDataset rows(Preparation preparation) {
    return switch (preparation) {
      case Preparation.Tabular(var encoder) -> rows(encoder, table.allRows());
      case Preparation.Images _ ->
          throw new DataException(name + " is a table, and the model is one for images");
    };
  }

  @Override
  public List<String> raw(Preparation preparation, int row) {
    return preparation instanceof Preparation.Tabular(var encoder)
        ? encoder.features().stream()
            .flatMap(f -> f.inputs().stream().map(_ -> table.column(f.name()).cells().get(row)))
            .toList()
        : List.of();
  }

  @Override
  public Tensor predict(TrainedModel model) {
    if (model.preparation() instanceof Preparation.Tabular(var encoder)) {
      requireColumns(encoder);
    }
    return model.predict(table);
  }

  /// Names all columns that are missing; of a single one, the table itself suggests the nearest.
  private void requireColumns(Encoder encoder) {
    List<String> missing =
        encoder.features().stream()
            .map(Feature::name)
            .filter(feature -> !table.names().contains(feature))
            .toList();
    if (missing.size() > 1) {
      throw new DataException(
          "%s has no columns %s, which the model needs; add them, or correct the header"
              .formatted(name, String.join(", ", missing)));
    }
  }
}
