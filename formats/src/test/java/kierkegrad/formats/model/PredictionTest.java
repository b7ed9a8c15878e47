package kierkegrad.formats.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kierkegrad.data.TensorDataset;
import kierkegrad.formats.DataException;
import kierkegrad.formats.safetensors.Safetensors;
import kierkegrad.formats.table.BuiltIn;
import kierkegrad.formats.table.Embed;
import kierkegrad.formats.table.Encoder;
import kierkegrad.formats.table.Table;
import kierkegrad.formats.table.Task;
import kierkegrad.metric.BinaryScores;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.Sequential;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionTest {
  @TempDir Path directory;

  private Table table(String text) throws IOException {
    return Table.csv(Files.writeString(directory.resolve("data.csv"), text));
  }

  private static TrainedModel model(Encoder encoder, Layer... layers) {
    return new TrainedModel(
        new Sequential(List.of(layers)),
        new Preparation.Tabular(encoder),
        new LinkedHashMap<>(),
        0);
  }

  private static Linear linear(float[][] weight, float... bias) {
    return new Linear(
        new Parameter(Tensor.of(weight)), Optional.of(new Parameter(Tensor.of(bias))));
  }

  /// Logits (0, x) for classes no and yes: the probability of yes is σ(x), and σ(x/T) with a
  /// temperature.
  private TrainedModel sigmoid() throws IOException {
    Table table = table("x,t\n-1,no\n0,yes\n1,yes\n");
    Encoder encoder = Encoder.fit(table, "t", table.allRows(), Encoder.Options.RAW);
    return model(encoder, linear(new float[][] {{0}, {1}}, 0, 0));
  }

  private static double sigma(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Test
  void oneRowGivesAClassWithItsProbability() throws IOException {
    TrainedModel model = sigmoid();
    assertThat(model.predict(Map.of("x", 2))).isInstanceOf(Prediction.OfClass.class);
    Prediction.OfClass yes = (Prediction.OfClass) model.predict(Map.of("x", "2.0", "id", 7));
    assertThat(yes.label()).isEqualTo("yes");
    assertThat(yes.probability()).isCloseTo(sigma(2), within(1e-6));
    assertThat(yes.probabilities().keySet()).containsExactly("no", "yes");
    assertThat(yes.probabilities().get("no")).isCloseTo(1 - sigma(2), within(1e-6));
    // Missing: the median, 0; of equals the first class.
    Map<String, Object> missing = new HashMap<>();
    missing.put("x", null);
    assertThat(model.predict(missing).label()).isEqualTo("no");
    assertThat(model.predict(List.of(Map.of("x", -1), Map.of("x", 1))))
        .extracting(Prediction::label)
        .containsExactly("no", "yes");
    assertThat(model.predict(List.of())).isEmpty();
    assertThat(model.positive()).contains("yes");
  }

  @Test
  void wrongRowsAreNamed() throws IOException {
    TrainedModel model = sigmoid();
    assertThatThrownBy(() -> model.predict(List.of(Map.of("x", 1), Map.of("X", 1, "other", 2))))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "the rows, row 2: column x is not there, the nearest is 'X'; name every column of the"
                + " model, with an empty text where the value is missing");
    assertThatThrownBy(() -> model.predict(Map.of("x", "much")))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("the rows, row 1, column x: 'much' is not a number");
  }

  @Test
  void aNumberComesInItsOwnUnit() throws IOException {
    Table table = table("x,t\n1,10.5\n2,20\n3,30\n");
    Encoder encoder =
        Encoder.fit(table, "t", table.allRows(), Encoder.Options.RAW.withTask(Task.REGRESSION));
    TrainedModel model = model(encoder, linear(new float[][] {{0}}, 0));
    Prediction.OfNumber mean = (Prediction.OfNumber) model.predict(Map.of("x", 9));
    assertThat(mean.value()).isCloseTo(60.5 / 3, within(1e-5));
    assertThat(Double.parseDouble(mean.label())).isEqualTo(mean.value());
    assertThat(model.positive()).isEmpty();
    assertThatThrownBy(
            () -> model.calibration(new TensorDataset(Tensor.zeros(1, 1), Tensor.zeros(1, 1))))
        .hasMessageContaining("predicts a number");
  }

  /// Three of four rows with logits (0, 3) are yes: σ(3/T) = 3/4, T = 3 / ln 3.
  @Test
  void aTemperatureIsFittedAppliedAndKept() throws IOException {
    TrainedModel model = sigmoid();
    TensorDataset heldOut =
        new TensorDataset(
            Tensor.of(new float[][] {{3}, {3}, {3}, {3}}), Tensor.of(new long[] {1, 0, 1, 1}));
    double temperature = model.calibration(heldOut).temperature();
    assertThat(temperature).isCloseTo(3 / Math.log(3), within(1e-6));
    TrainedModel honest = model.withTemperature(temperature);
    Path file = directory.resolve("model.safetensors");
    honest.save(file);
    TrainedModel loaded = TrainedModel.load(file);
    assertThat(loaded.temperature()).isEqualTo(temperature);
    assertThat(((Prediction.OfClass) loaded.predict(Map.of("x", 3))).probability())
        .isCloseTo(0.75, within(1e-6));
    assertThatThrownBy(() -> model.withTemperature(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> model.calibration(new TensorDataset(Tensor.zeros(0, 1), Tensor.of(new long[0]))))
        .hasMessageContaining("no held-out rows");
  }

  /// Probabilities of yes rise with x; of the nine pairs of a yes and a no, eight are in order.
  @Test
  void twoClassesHaveBinaryScores() throws IOException {
    TensorDataset rows =
        new TensorDataset(
            Tensor.of(new float[][] {{-2}, {-1}, {0.5f}, {0.4f}, {1}, {2}}),
            Tensor.of(new long[] {0, 0, 0, 1, 1, 1}));
    BinaryScores scores = sigmoid().binaryScores(rows).orElseThrow();
    assertThat(scores.rocAuc()).isCloseTo(8 / 9., within(1e-12));
    assertThat(scores.atThreshold().precision()).isEqualTo(0.75);
    assertThat(scores.atThreshold().recall()).isEqualTo(1);
    TrainedModel three =
        model(
            BuiltIn.IRIS.table().target("species").encoder(new int[] {0, 60, 120}),
            new Linear(4, 3));
    assertThat(three.binaryScores(rows)).isEmpty();
  }

  /// Form 2 had neither a temperature nor a positive class.
  @Test
  void modelsOfFormTwoAreRead() throws IOException {
    Path file = directory.resolve("model.safetensors");
    sigmoid().withTemperature(2).save(file);
    Safetensors now = Safetensors.load(file);
    Map<String, String> then = new LinkedHashMap<>(now.metadata());
    then.put("kierkegrad", "2");
    then.remove("temperature");
    then.computeIfPresent("preparation", (_, json) -> json.replace(",\"positive\":\"yes\"", ""));
    assertThat(then.get("preparation")).doesNotContain("positive");
    new Safetensors(now.tensors(), then).save(file);
    TrainedModel old = TrainedModel.load(file);
    assertThat(old.temperature()).isEqualTo(1);
    assertThat(old.positive()).isEmpty();
    assertThat(((Prediction.OfClass) old.predict(Map.of("x", 2))).probability())
        .isCloseTo(sigma(2), within(1e-6));
  }

  @Test
  void everyKindOfColumnIsKept() throws IOException {
    String rows =
        IntStream.range(0, 60)
            .mapToObj(i ->
                "%s,%s,2024-01-%02d,c%d,%s,%d"
                    .formatted(
                        i % 5 == 0 ? "" : i * 1.5,
                        i % 2 == 0 ? "yes" : "no",
                        1 + i % 30,
                        i % 12,
                        i % 3 == 0 ? "p" : "q",
                        i % 3))
            .collect(Collectors.joining("\n", "n,flag,day,city,pq,t\n", "\n"));
    Table table = table(rows);
    Encoder encoder =
        Encoder.fit(table, "t", table.allRows(), Encoder.Options.DEFAULT.withEmbed(Embed.AUTO));
    assertThat(encoder.inputs()).isEqualTo(2 + 1 + 5 + 2 + 1);
    TrainedModel model =
        model(encoder, encoder.embedding().orElseThrow(), new Linear(encoder.width(), 3));
    Path file = directory.resolve("model.safetensors");
    model.save(file);
    TrainedModel loaded = TrainedModel.load(file);
    assertThat(loaded.preparation()).isEqualTo(model.preparation());
    assertThat(loaded.network().toString()).isEqualTo(model.network().toString());
    assertThat(loaded.predict(table).sameBits(model.predict(table))).isTrue();
    Map<String, Object> row =
        Map.of("n", "", "flag", true, "day", "2024-01-01", "city", "c0", "pq", "p");
    assertThat(loaded.predictions(loaded.predict(table)).getFirst()).isEqualTo(loaded.predict(row));
  }

  @Test
  void builtInRowsByName() {
    Table iris = BuiltIn.IRIS.table();
    Encoder encoder = iris.target("species").encoder(iris.allRows());
    TrainedModel model = model(encoder, new Linear(4, 3));
    Prediction first =
        model.predict(
            Map.of(
                "sepal_length", 5.1, "sepal_width", 3.5, "petal_length", 1.4, "petal_width", .2));
    assertThat(first).isEqualTo(model.predictions(model.predict(iris)).getFirst());
  }
}
