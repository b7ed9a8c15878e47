package kierkegrad.practice.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kierkegrad.data.TensorDataset;
import kierkegrad.loss.BCEWithLogitsLoss;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.loss.Loss;
import kierkegrad.loss.MSELoss;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.LogSoftmax;
import kierkegrad.nn.activation.ReLU;
import kierkegrad.nn.activation.Sigmoid;
import kierkegrad.nn.dropout.Dropout;
import kierkegrad.nn.norm.BatchNorm1d;
import kierkegrad.optim.Adam;
import kierkegrad.optim.AdamOptions;
import kierkegrad.optim.AdamW;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.run.Run;
import kierkegrad.practice.settings.Settings;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LintTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"iris", "digits"})
  void nothingIsSaidAgainstDefaults(String data) {
    assertThat(of(data, "")).isEmpty();
  }

  /// Settings that make a rule speak, settings nearby that do not, on built-in data.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unscaled-features          | digits normalize=false                     | iris normalize=false
          sorted-rows                | iris shuffle=false                         | iris shuffle=false batch=full
          small-test                 | iris test=0.1                              | iris test=0.2
          small-validation           | iris patience=5 validation=0.05            | iris patience=5 validation=0.1
          output-and-loss            | iris output=softmax                        | iris output=log_softmax loss=nll
          output-and-loss            | iris output=sigmoid                        | iris output=none
          output-and-loss            | iris output=softmax loss=nll               | iris output=log_softmax loss=nll
          output-and-loss            | iris output=log_softmax                    | iris activation=sigmoid
          squared-error-for-classes  | iris loss=mse output=sigmoid               | iris loss=cross-entropy
          equal-units                | iris init=zeros                            | iris init=zeros hidden=0
          equal-units                | iris gain=0                                | iris gain=1
          init-and-activation        | iris init=kaiming activation=tanh          | iris init=xavier activation=tanh
          init-and-activation        | iris init=xavier                           | iris init=kaiming
          signal-scale               | iris hidden=64-64-64-64-64-64-64           | iris hidden=64-64-64-64-64-64-64 init=kaiming
          signal-scale               | iris init=normal hidden=64-64              | iris init=normal
          signal-scale               | iris gain=6                                | iris gain=2
          saturated-start            | iris activation=tanh gain=6                | iris activation=tanh gain=1.5
          dropout-before-batch-norm  | iris norm=batch dropout=0.2 hidden=8-8     | iris norm=batch dropout=0.2
          batch-norm-rows            | iris norm=batch batch=7                    | iris norm=batch batch=8
          batch-norm-rows            | iris norm=batch batch=1                    | iris norm=layer batch=1
          batch-size                 | iris batch=121                             | iris batch=120
          batch-size                 | iris batch=5000                            | iris batch=full
          learning-rate              | iris optimizer=adam lr=0.1                 | iris optimizer=adam lr=0.09
          learning-rate              | iris optimizer=sgd lr=0.00001              | iris optimizer=sgd lr=0.0001
          learning-rate              | iris optimizer=sgd momentum=0.9 lr=0.3     | iris optimizer=sgd momentum=0.9 lr=0.1
          decayed-biases             | iris optimizer=adamw decay-all=true        | iris optimizer=adamw
          many-parameters            | iris hidden=1000-20 decay=0                | iris hidden=1000-20 dropout=0.1 decay=0
          """)
  void speaksOfSettings(String rule, String odd, String sound) {
    assertThat(names(of(odd))).as(odd).contains(rule);
    assertThat(names(of(sound))).as(sound).doesNotContain(rule);
  }

  private static List<Finding> of(String dataAndSettings) {
    String[] parts = dataAndSettings.split(" ", 2);
    return of(parts[0], parts.length == 1 ? "" : parts[1]);
  }

  private static List<Finding> of(String data, String settings) {
    Settings chosen = Settings.NONE;
    for (String one : settings.split(" ")) {
      if (!one.isEmpty()) {
        chosen = chosen.with(one.split("=")[0], one.split("=")[1]);
      }
    }
    return Lint.of(Run.of(Source.of(data), chosen)).findings();
  }

  private static List<String> names(List<Finding> findings) {
    return findings.stream().map(Finding::rule).toList();
  }

  /// A table of 200 rows: a, b and y by row; a and b are mixed up and tell little of y.
  private List<String> table(String header, IntFunction<String> row, String settings) {
    String text =
        header + "\n" + IntStream.range(0, 200).mapToObj(row).collect(Collectors.joining("\n"));
    try {
      Path file = Files.writeString(folder.resolve("table.csv"), text);
      return names(of(file.toString(), settings));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static int noise(int i) {
    return Math.floorMod(i * 7919 + i * i * 31, 211);
  }

  @Test
  void leakage() {
    IntFunction<String> oneToOne = i -> noise(i) + "," + i % 3 * 5 + "," + "uvw".charAt(i % 3);
    assertThat(table("a,b,y", oneToOne, "")).contains("leakage");
    IntFunction<String> threshold =
        i -> noise(i) + "," + (i % 2 * 1000 + noise(i)) + "," + "uv".charAt(i % 2);
    assertThat(table("a,b,y", threshold, "")).contains("leakage");
    IntFunction<String> fourInHundred =
        i ->
            noise(i)
                + ","
                + (i % 2 * 1000 + noise(i))
                + ","
                + "uv".charAt((i % 25 == 0 ? i + 1 : i) % 2);
    assertThat(table("a,b,y", fourInHundred, "")).doesNotContain("leakage");
    IntFunction<String> otherUnit =
        i -> noise(i) + "," + noise(i + 7) * 2.5 + "," + (noise(i + 7) + 0.5);
    assertThat(table("a,b,y", otherUnit, "")).contains("leakage");
    IntFunction<String> correlated =
        i -> noise(i) + "," + noise(i + 7) * 2.5 + "," + (noise(i + 7) + noise(i + 3) % 10 + 0.5);
    assertThat(table("a,b,y", correlated, "")).doesNotContain("leakage");
  }

  @Test
  void duplicatesAndContradictions() {
    IntFunction<String> twice =
        i -> noise(i % 100) + "," + noise(i % 100 + 50) + "," + "uv".charAt(i % 2);
    assertThat(table("a,b,y", twice, "")).contains("duplicates-across-split");
    IntFunction<String> once =
        i -> noise(i) + i / 1000.0 + "," + noise(i + 50) + "," + "uv".charAt(i % 2);
    assertThat(table("a,b,y", once, ""))
        .doesNotContain("duplicates-across-split", "contradicting-rows");
    IntFunction<String> contradicting =
        i -> noise(i % 100) + "," + noise(i % 100 + 50) + "," + "uv".charAt(i / 100);
    assertThat(table("a,b,y", contradicting, "")).contains("contradicting-rows");
  }

  @Test
  void classes() {
    IntFunction<String> rare = i -> noise(i) + "," + noise(i + 5) + "," + (i % 20 == 0 ? "u" : "v");
    assertThat(table("a,b,y", rare, "")).contains("class-imbalance");
    assertThat(table("a,b,y", rare, "class-weights=balanced")).doesNotContain("class-imbalance");
    IntFunction<String> eight = i -> noise(i) + "," + noise(i + 5) + "," + (i % 8 == 0 ? "u" : "v");
    assertThat(table("a,b,y", eight, "")).doesNotContain("class-imbalance");
    IntFunction<String> four = i -> noise(i) + "," + noise(i + 5) + "," + (i < 4 ? "u" : "v");
    assertThat(table("a,b,y", four, "")).contains("rare-classes");
    IntFunction<String> eightRows = i -> noise(i) + "," + noise(i + 5) + "," + (i < 8 ? "u" : "v");
    assertThat(table("a,b,y", eightRows, "")).doesNotContain("rare-classes");
  }

  @Test
  void columns() {
    IntFunction<String> counted =
        i -> (1000 + i) + "," + noise(i) + "," + "uv".charAt(noise(i + 9) % 2);
    assertThat(table("code,b,y", counted, "")).contains("row-number");
    IntFunction<String> grows =
        i -> (1000 + i + noise(i) / 300.0) + "," + noise(i) + "," + "uv".charAt(noise(i + 9) % 2);
    assertThat(table("code,b,y", grows, "")).doesNotContain("row-number");
    IntFunction<String> spike =
        i ->
            noise(i)
                + ","
                + (i % 100 == 17 ? 1e6 : noise(i + 4))
                + ","
                + "uv".charAt(noise(i + 9) % 2);
    assertThat(table("a,b,y", spike, "")).contains("outliers");
    IntFunction<String> calm =
        i ->
            noise(i)
                + ","
                + (i % 100 == 17 ? 500 : noise(i + 4))
                + ","
                + "uv".charAt(noise(i + 9) % 2);
    assertThat(table("a,b,y", calm, "")).doesNotContain("outliers");
    IntFunction<String> absent =
        i -> noise(i) + "," + (i % 5 < 3 ? "" : noise(i + 4)) + "," + "uv".charAt(noise(i + 9) % 2);
    assertThat(table("a,b,y", absent, "")).contains("missing-values");
    IntFunction<String> some =
        i -> noise(i) + "," + (i % 5 < 2 ? "" : noise(i + 4)) + "," + "uv".charAt(noise(i + 9) % 2);
    assertThat(table("a,b,y", some, "")).doesNotContain("missing-values");
  }

  private static final Tensor X = features();

  private static Tensor features() {
    float[] values = new float[400];
    for (int i = 0; i < values.length; i++) {
      values[i] = (noise(i) - 105) / 60f + i / 1e6f;
    }
    return Tensor.of(values, 200, 2);
  }

  private static final Tensor LABELS =
      Tensor.of(IntStream.range(0, 200).mapToLong(i -> noise(i + 9) % 2).toArray());

  private static List<String> library(Layer model, Loss loss, Tensor x, Tensor y) {
    return names(
        Lint.of(model, loss, new Adam(model.parameters(), 0.01), new TensorDataset(x, y))
            .findings());
  }

  private static List<String> library(Layer... layers) {
    return library(new Sequential(layers), new CrossEntropyLoss(), X, LABELS);
  }

  @Test
  void anyModel() {
    assertThat(library(new Linear(2, 8), new ReLU(), new Linear(8, 2))).isEmpty();
    assertThat(library(new Linear(3, 2))).contains("model-fits");
    assertThat(library(new Linear(2, 1))).contains("model-fits");
    assertThat(library(new Linear(2, 8), new ReLU(), new Linear(8, 2), new Dropout(0.5)))
        .contains("output-dropout");
    assertThat(library(new Linear(2, 8), new Dropout(0.5), new Linear(8, 2)))
        .doesNotContain("output-dropout");
    assertThat(library(new Linear(2, 2), new LogSoftmax(-1))).containsExactly("output-and-loss");
    Tensor constant = Tensor.concat(1, List.of(X, Tensor.ones(200, 1)));
    assertThat(library(new Sequential(new Linear(3, 2)), new CrossEntropyLoss(), constant, LABELS))
        .contains("constant-features");
  }

  @Test
  void targetsOfAnyModel() {
    Tensor target = X.narrow(1, 0, 1).mul(X.narrow(1, 1, 1));
    Layer model = new Sequential(new Linear(2, 1));
    assertThat(library(model, new MSELoss(), X, target)).isEmpty();
    assertThat(library(model, new MSELoss(), X, target.mul(1000))).contains("unscaled-target");
    Layer binary = new Sequential(new Linear(2, 1), new Sigmoid());
    Tensor yes = LABELS.reshape(200, 1).to(DType.F32);
    assertThat(library(binary, new BCEWithLogitsLoss(), X, yes)).contains("output-and-loss");
    Layer logits = new Sequential(new Linear(2, 1));
    assertThat(library(logits, new BCEWithLogitsLoss(), X, yes)).doesNotContain("output-and-loss");
  }

  /// A record's own order of layers is not known, but its parts and its output are.
  record Net(Linear fc1, BatchNorm1d norm, Linear fc2) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return fc2.forward(norm.forward(fc1.forward(x)).relu()).softmax(1);
    }
  }

  @Test
  void aRecordOfLayers() {
    Net net = new Net(new Linear(2, 8), new BatchNorm1d(8), new Linear(8, 2));
    AdamW decaying = new AdamW(net.parameters(), new AdamOptions(0.01, 0.01));
    List<String> found =
        names(
            Lint.of(net, new CrossEntropyLoss(), decaying, new TensorDataset(X, LABELS))
                .batch(199)
                .test(new TensorDataset(X, LABELS))
                .findings());
    assertThat(found)
        .contains(
            "output-and-loss", "batch-norm-rows", "decayed-biases", "duplicates-across-split");
  }

  @Test
  void changesNothing() {
    Run run = Run.of(Source.of("iris"), Settings.NONE.with("norm", "batch").with("dropout", "0.3"));
    Run other =
        Run.of(Source.of("iris"), Settings.NONE.with("norm", "batch").with("dropout", "0.3"));
    Lint.of(run).findings();
    run.fit();
    other.fit();
    run.network()
        .state()
        .forEach((name, box) ->
            assertThat(
                    box.value()
                        .sameBits(
                            Objects.requireNonNull(other.network().state().get(name)).value()))
                .as(name)
                .isTrue());
  }

  @Test
  void aFixSaysWhatToType() {
    Finding shuffle = of("iris shuffle=false").getFirst();
    assertThat(shuffle.fix()).hasToString("leave out --no-shuffle");
    Finding softmax = of("iris output=softmax").getFirst();
    assertThat(softmax.fix()).hasToString("--output none");
    assertThat(softmax.severity()).isEqualTo(Severity.ERROR);
  }

  /// Whoever adds a rule writes down where it speaks.
  @Test
  void theManualHasEveryRule() throws IOException {
    String manual = Files.readString(Path.of("..", "docs", "lint.md"));
    assertThat(Rule.all().stream().map(rule -> row(rule)))
        .allSatisfy(row -> assertThat(manual).contains(row));
    assertThat(manual.lines().filter(line -> line.startsWith("| `"))).hasSameSizeAs(Rule.all());
  }

  private static String row(Rule rule) {
    return "| `%s` | %s | %s |".formatted(rule.name(), rule.when(), rule.why());
  }
}
