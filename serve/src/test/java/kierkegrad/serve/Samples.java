package kierkegrad.serve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import kierkegrad.formats.image.ImageEncoder;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.formats.table.BuiltIn;
import kierkegrad.formats.table.Column;
import kierkegrad.formats.table.Encoder;
import kierkegrad.formats.table.Missing;
import kierkegrad.formats.table.Table;
import kierkegrad.formats.table.Task;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.ReLU;
import kierkegrad.random.Seed;

/// Models that were never trained: a server does not mind.
final class Samples {
  static final String FLOWER =
      """
      {"sepal_length": 5.1, "sepal_width": 3.5, "petal_length": 1.4, "petal_width": 0.2}\
      """;

  private Samples() {}

  static TrainedModel iris() {
    Table table = BuiltIn.IRIS.table();
    return model(Encoder.fit(table, "species", table.allRows(), Encoder.Options.DEFAULT));
  }

  static TrainedModel digits() {
    Table table = BuiltIn.DIGITS.table();
    return model(Encoder.fit(table, "digit", table.allRows(), Encoder.Options.DEFAULT));
  }

  /// Twelve houses: an area (one is missing), a colour and a price.
  static Table houses() {
    List<String> areas =
        List.of("50", "60.5", "70", "80", "", "100", "110", "120", "130", "140", "150", "160");
    List<String> colours =
        IntStream.range(0, 12).mapToObj(i -> i % 3 == 0 ? "red" : "blue").toList();
    List<String> prices = IntStream.range(0, 12).mapToObj(i -> (100 + 7.5 * i * i) + "").toList();
    return new Table(
        "houses.csv",
        List.of(
            new Column("area", areas, Column.Kind.NUMERIC),
            new Column("colour", colours, Column.Kind.CATEGORICAL),
            new Column("price", prices, Column.Kind.NUMERIC)),
        IntStream.rangeClosed(2, 13).boxed().toList());
  }

  static TrainedModel prices() {
    Table table = houses();
    Encoder.Options options = Encoder.Options.DEFAULT.withTask(Task.REGRESSION);
    return model(Encoder.fit(table, "price", table.allRows(), options));
  }

  /// One that refuses missing values.
  static TrainedModel strict() {
    Table table = houses();
    Encoder encoder =
        Encoder.fit(
            table, "price", table.allRows(), Encoder.Options.DEFAULT.withTask(Task.REGRESSION));
    return model(new Encoder(encoder.features(), encoder.target(), Missing.ERROR, encoder.notes()));
  }

  /// Images of two rows and three columns, of three classes.
  static TrainedModel pictures() {
    ImageEncoder encoder = new ImageEncoder(2, 3, 100, 50, List.of("cat", "dog", "<i>&\"fox"));
    return new TrainedModel(
        Seed.use(Seed.of(5), () -> new Sequential(new Linear(6, 3))),
        new Preparation.Images(encoder),
        new LinkedHashMap<>(),
        5);
  }

  private static TrainedModel model(Encoder encoder) {
    Sequential network =
        Seed.use(
            Seed.of(5),
            () ->
                new Sequential(
                    new Linear(encoder.inputs(), 40),
                    new ReLU(),
                    new Linear(40, encoder.target().outputs())));
    return new TrainedModel(network, new Preparation.Tabular(encoder), new LinkedHashMap<>(), 5);
  }
}
