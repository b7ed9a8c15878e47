package kierkegrad.practice.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kierkegrad.data.TensorDataset;
import kierkegrad.formats.DataException;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.formats.table.Encoder;
import kierkegrad.formats.table.Feature;
import kierkegrad.formats.table.Problem;
import kierkegrad.formats.table.Table;
import kierkegrad.formats.table.Task;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;
import kierkegrad.tensor.Tensor;

/// Rows and columns.
///
/// @param name what messages call it
/// @param table the rows
public record TableSource(String name, Table table) implements Source {
  private static final int SHOWN = 58;

  @Override
  public Prepared prepare(Settings settings) {
    Problem problem = problem(settings);
    return prepare(problem, Parts.of(name, y(problem), settings));
  }

  @Override
  public Prepared fold(Settings settings, int number) {
    Problem problem = problem(settings);
    return prepare(problem, Parts.fold(name, y(problem), settings, number));
  }

  @Override
  public Prepared whole(Settings settings) {
    Problem problem = problem(settings);
    Parts parts = Parts.withoutTest(name, y(problem), settings);
    return prepare(problem, new Parts(parts.train(), parts.validation(), table.allRows()));
  }

  /// The target of all rows.
  private Tensor y(Problem problem) {
    return problem.whole().y(table, table.allRows());
  }

  private Prepared prepare(Problem problem, Parts parts) {
    Encoder encoder = problem.encoder(parts.train());
    return new Prepared(
        new Preparation.Tabular(encoder),
        rows(encoder, parts.train()),
        Optional.of(parts.validation()).filter(r -> r.length > 0).map(r -> rows(encoder, r)),
        rows(encoder, parts.test()),
        Parts.fromOne(parts.train()),
        Parts.fromOne(parts.test()),
        facts(encoder));
  }

  @Override
  public DataCard card() {
    return DataCard.of(name, table);
  }

  /// What is to be predicted, and from what.
  Problem problem(Settings settings) {
    Problem problem = Problem.of(table, settings.find(Setting.TARGET));
    String[] ignored =
        settings.find(Setting.IGNORE).stream()
            .flatMap(names -> Arrays.stream(names.split(",")))
            .map(name -> table.resolve(name.strip()))
            .toArray(String[]::new);
    Encoder.Options options =
        problem
            .options()
            .withNormalize(settings.get(Setting.NORMALIZE))
            .withMissing(settings.get(Setting.MISSING))
            .withEmbed(settings.get(Setting.EMBED))
            .withIgnored(ignored);
    return problem.with(settings.find(Setting.TASK).map(options::withTask).orElse(options));
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
