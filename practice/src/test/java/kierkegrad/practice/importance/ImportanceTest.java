package kierkegrad.practice.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import kierkegrad.data.TensorDataset;
import kierkegrad.formats.DataException;
import kierkegrad.formats.image.ImageEncoder;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.formats.table.BuiltIn;
import kierkegrad.formats.table.Encoder;
import kierkegrad.formats.table.Table;
import kierkegrad.formats.table.Target;
import kierkegrad.formats.table.Task;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.ReLU;
import kierkegrad.nn.embedding.ColumnEmbedding;
import kierkegrad.nn.embedding.Embedding;
import kierkegrad.nn.embedding.EmbeddingOptions;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ImportanceTest {
  private static Linear linear(float[][] weight, float... bias) {
    return new Linear(
        new Parameter(Tensor.of(weight)), Optional.of(new Parameter(Tensor.of(bias))));
  }

  private static TrainedModel model(Preparation preparation, Layer... layers) {
    return new TrainedModel(new Sequential(List.of(layers)), preparation, new LinkedHashMap<>(), 0);
  }

  private static TensorDataset rows(Encoder encoder, Table table) {
    return new TensorDataset(encoder.x(table), encoder.y(table));
  }

  private static Importance.Options often(int repeats, Score score) {
    return new Importance.Options(repeats, 1, Optional.of(score));
  }

  private static Importance.Column column(Importance importance, String name) {
    return importance.columns().stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /// A linear model of iris whose weights are rounded ones of scikit-learn 1.2.1's
  /// LogisticRegression. Expected: its permutation_importance(model, Z, y, n_repeats=4000,
  /// random_state=0), whose random numbers are others; a mean of 400 repeats has a standard error
  /// of sd / 20.
  @Test
  void asScikitLearnOnTheSameModel() {
    Table iris = BuiltIn.IRIS.table();
    Encoder encoder = iris.target("species").encoder(iris.allRows());
    TrainedModel model =
        model(
            new Preparation.Tabular(encoder),
            linear(
                new float[][] {
                  {-1.07f, 1.16f, -1.93f, -1.81f},
                  {0.59f, -0.36f, -0.36f, -0.83f},
                  {0.49f, -0.8f, 2.29f, 2.64f}
                },
                -0.21f,
                2.07f,
                -1.87f));
    Importance accuracy = Importance.of(model, rows(encoder, iris), often(400, Score.ACCURACY));
    assertThat(accuracy.baseline()).isCloseTo(0.9733333333333334, within(1e-12));
    assertThat(accuracy.columns())
        .extracting(Importance.Column::name)
        .containsExactly("petal_width", "petal_length", "sepal_width", "sepal_length");
    Importance surprise = Importance.of(model, rows(encoder, iris), often(400, Score.LOG_LOSS));
    assertThat(surprise.baseline()).isCloseTo(0.12958834284597961, within(1e-6));
    String[] names = {"sepal_length", "sepal_width", "petal_length", "petal_width"};
    double[] means = {0.05171667, 0.06209833, 0.21412, 0.257635};
    double[] deviations = {0.01434681, 0.01735343, 0.02949055, 0.03015987};
    double[] losses = {0.10973923, 0.1234761, 0.60008837, 0.87973665};
    double[] gradients = {0.62092879, 0.62611065, 1.67539092, 1.80457791};
    for (int i = 0; i < names.length; i++) {
      Importance.Column column = column(accuracy, names[i]);
      assertThat(column.mean()).isCloseTo(means[i], within(4 * deviations[i] / 20));
      assertThat(column.sd()).isCloseTo(deviations[i], within(0.15 * deviations[i]));
      assertThat(column.gradient()).isCloseTo(gradients[i], within(1e-5));
      assertThat(column(surprise, names[i]).mean()).isCloseTo(losses[i], within(0.03 * losses[i]));
    }
  }

  /// t = 3a + b exactly: shuffling a adds 2·9·Var(a) to the mean square on average, so R² falls by
  /// 18·Var(a) / Var(t); c is not looked at.
  @Test
  void aLinearModelFallsByTwiceItsVariance() {
    List<Map<String, Object>> raw = new ArrayList<>();
    IntStream.range(0, 120)
        .forEach(i -> {
          double a = (i * 37 % 120 - 59.5) / 10;
          double b = (i * 71 % 120 - 59.5) / 10;
          raw.add(Map.of("a", a, "b", b, "c", i * 13 % 120 / 7.0, "t", 3 * a + b + 100));
        });
    Table table = Table.of(raw);
    Encoder encoder = table.target("t").as(Task.REGRESSION).unscaled().encoder(table.allRows());
    Importance.Options options = often(300, Score.R2);
    TensorDataset data = rows(encoder, table);
    // The network answers in standardised units.
    double scale = 1 / ((Target.Quantity) encoder.target()).scale();
    double mean = ((Target.Quantity) encoder.target()).mean();
    float[] weight = new float[3];
    weight[encoder.featureNames().indexOf("a")] = (float) (3 * scale);
    weight[encoder.featureNames().indexOf("b")] = (float) scale;
    TrainedModel model =
        model(
            new Preparation.Tabular(encoder),
            linear(new float[][] {weight}, (float) ((100 - mean) * scale)));
    Importance importance = Importance.of(model, data, options);
    assertThat(importance.baseline()).isCloseTo(1, within(1e-6));
    double varA =
        raw.stream().mapToDouble(r -> square((double) r.get("a"))).average().orElseThrow();
    double varT =
        raw.stream().mapToDouble(r -> square((double) r.get("t") - mean)).average().orElseThrow();
    assertThat(column(importance, "a").mean()).isCloseTo(18 * varA / varT, within(0.03));
    assertThat(column(importance, "b").mean()).isCloseTo(2 * varA / varT, within(0.03));
    assertThat(column(importance, "c").drops()).allMatch(drop -> drop == 0);
    // In the target's own unit: mean |3a|.
    double slope =
        raw.stream().mapToDouble(r -> Math.abs(3 * (double) r.get("a"))).average().orElseThrow();
    assertThat(column(importance, "a").gradient()).isCloseTo(slope, within(1e-3));
    assertThat(column(importance, "c").gradient()).isZero();
    double rmse = Importance.of(model, data, often(300, Score.RMSE)).columns().getFirst().mean();
    assertThat(rmse).isCloseTo(Math.sqrt(18 * varA), within(0.4));
  }

  private static double square(double x) {
    return x * x;
  }

  /// One vector per category, and a column's inputs move together: logits of u and v are 0 and the
  /// sum of the vector's coordinates, 2 − 5 = −3 for p, 4 for q.
  @Test
  void embeddedColumnsAndNamesAreColumns() {
    List<Map<String, Object>> raw =
        IntStream.range(0, 40)
            .<Map<String, Object>>mapToObj(i ->
                Map.of(
                    "city", i % 2 == 0 ? "p" : "q",
                    "colour", "c" + i % 3,
                    "t", i % 2 == 0 ? "u" : "v"))
            .toList();
    Table table = Table.of(raw);
    Encoder encoder = table.target("t").embedding("city").encoder(table.allRows());
    assertThat(encoder.featureNames())
        .containsExactly("colour=c0", "colour=c1", "colour=c2", "city");
    Embedding vectors =
        new Embedding(
            new Parameter(Tensor.of(new float[][] {{0, 0, 0}, {2, -5, 0}, {1, 3, 0}})),
            new EmbeddingOptions());
    float[][] weight = {{0, 0, 0, 0, 0, 0}, {0.5f, 0, 0, 1, 1, 1}};
    TrainedModel model =
        model(
            new Preparation.Tabular(encoder),
            new ColumnEmbedding(3, List.of(vectors)),
            linear(weight, 0, 0));
    Importance importance = Importance.of(model, rows(encoder, table), new Importance.Options());
    assertThat(importance.score()).isEqualTo(Score.ACCURACY);
    assertThat(importance.baseline()).isEqualTo(1);
    assertThat(importance.columns())
        .extracting(Importance.Column::name)
        .containsExactly("city", "colour");
    // Half of the rows get the other city on average.
    assertThat(column(importance, "city").mean()).isCloseTo(0.5, within(0.15));
    assertThat(column(importance, "colour").mean()).isZero();
    // v is chosen for q with coordinates 1 + 3; u, whose logit is always 0, for p.
    assertThat(column(importance, "city").gradient()).isCloseTo(2, within(1e-6));
    // Seven of the 20 rows of v (i = 3, 9, …, 39) have colour c0: 7 · 0.5 / 40.
    assertThat(column(importance, "colour").gradient()).isCloseTo(0.0875, within(1e-6));
    assertThat(Importance.of(model, rows(encoder, table), new Importance.Options()))
        .isEqualTo(importance);
  }

  /// Two images of 1 × 2 pixels: the logit of the second class is 2·x₀ − x₁, of the first 0.
  @Test
  void imagesHaveAHeatMap() {
    Preparation images = new Preparation.Images(new ImageEncoder(1, 2, 0, 1, List.of("a", "b")));
    TrainedModel model = model(images, linear(new float[][] {{0, 0}, {2, -1}}, 0, 0));
    TensorDataset data =
        new TensorDataset(Tensor.of(new float[][] {{3, 1}, {1, 4}}), Tensor.of(new long[] {0, 1}));
    HeatMap map = HeatMap.of(model, data);
    // (3, 1) is taken for b: 6 and 1; (1, 4) for a, whose logit does not move.
    assertThat(map.values()).containsExactly(3, 0.5);
    assertThat(map.shares()).containsExactly(1, 0.5 / 3);
    assertThat(map.images()).isEqualTo(2);
    assertThatThrownBy(() -> Importance.of(model, data, new Importance.Options()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("one for images");
  }

  @Test
  void saysWhatCannotBeMeasured() {
    Table iris = BuiltIn.IRIS.table();
    Encoder encoder = iris.target("species").encoder(iris.allRows());
    TrainedModel model = model(new Preparation.Tabular(encoder), new Linear(4, 3), new ReLU());
    TensorDataset data = rows(encoder, iris);
    assertThatThrownBy(() -> Importance.of(model, data, often(1, Score.R2)))
        .isInstanceOf(DataException.class)
        .hasMessage("the score r2 is one for regression, and the model predicts a class");
    assertThatThrownBy(() -> new Importance.Options(0, 0, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> HeatMap.of(model, data))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no pixels");
  }
}
