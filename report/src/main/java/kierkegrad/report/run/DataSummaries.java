package kierkegrad.report.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.table.Feature;
import kierkegrad.formats.table.Table;
import kierkegrad.practice.data.ImageSource;
import kierkegrad.practice.data.Prepared;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.data.TableSource;
import kierkegrad.report.training.DataSummary;
import kierkegrad.report.training.Example;
import kierkegrad.tensor.Tensor;

/// What a page says about data.
final class DataSummaries {
  private DataSummaries() {}

  /// What there is to know about the data.
  static DataSummary of(Source source, Prepared prepared) {
    return switch (prepared.preparation()) {
      case Preparation.Tabular(var encoder) when source instanceof TableSource(_, var table) ->
          new TableSummary(table, encoder, prepared).summary();
      case Preparation.Tabular _ ->
          throw new IllegalArgumentException(
              source.name() + " are images, and were prepared as a table");
      case Preparation.Images(var encoder) ->
          images(
              prepared,
              encoder.mean() == 0
                  ? "Grey levels are divided by %.0f.".formatted(encoder.scale())
                  : "Grey levels b become (b − %.2f) / %.2f, with the mean and the deviation of all training pixels."
                      .formatted(encoder.mean(), encoder.scale()));
    };
  }

  private static DataSummary images(Prepared prepared, String scaling) {
    return new DataSummary(
        prepared.facts().getFirst().substring(TableSummary.WORD),
        prepared.train().size(),
        prepared.test().size(),
        List.of(),
        TableSummary.classes(prepared),
        scaling,
        List.of());
  }

  /// A test row as the user has it.
  ///
  /// @param row its place, counted from 1
  static Example example(Source source, Prepared prepared, long row) {
    int index = Math.toIntExact(row - 1);
    return switch (source) {
      case TableSource(_, var table) -> cells(table, prepared, index);
      case ImageSource(_, var set, var testSet) -> {
        Tensor image = testSet.orElse(set).images().select(0, index);
        yield new Example.Image(image.size(1), image.size(0), image.toByteArray());
      }
    };
  }

  private static Example cells(Table table, Prepared prepared, int row) {
    SequencedMap<String, String> cells = new LinkedHashMap<>();
    if (prepared.preparation() instanceof Preparation.Tabular(var encoder)) {
      for (Feature feature : encoder.features()) {
        cells.put(feature.name(), table.column(feature.name()).cells().get(row));
      }
    }
    return new Example.Cells(cells);
  }
}
