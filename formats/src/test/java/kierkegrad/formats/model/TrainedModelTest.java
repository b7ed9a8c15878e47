package kierkegrad.formats.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.DoubleStream;
import kierkegrad.formats.DataException;
import kierkegrad.formats.image.ImageEncoder;
import kierkegrad.formats.image.ImageSet;
import kierkegrad.formats.safetensors.Safetensors;
import kierkegrad.formats.table.BuiltIn;
import kierkegrad.formats.table.Encoder;
import kierkegrad.formats.table.Table;
import kierkegrad.formats.table.Task;
import kierkegrad.nn.Flatten;
import kierkegrad.nn.Identity;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.GELU;
import kierkegrad.nn.activation.LeakyReLU;
import kierkegrad.nn.activation.LogSoftmax;
import kierkegrad.nn.activation.ReLU;
import kierkegrad.nn.activation.Sigmoid;
import kierkegrad.nn.activation.Softmax;
import kierkegrad.nn.activation.Softplus;
import kierkegrad.nn.activation.Tanh;
import kierkegrad.nn.conv.Conv1d;
import kierkegrad.nn.conv.Conv2d;
import kierkegrad.nn.dropout.Dropout;
import kierkegrad.nn.norm.BatchNorm1d;
import kierkegrad.nn.norm.BatchNorm2d;
import kierkegrad.nn.norm.LayerNorm;
import kierkegrad.nn.pool.AvgPool1d;
import kierkegrad.nn.pool.AvgPool2d;
import kierkegrad.nn.pool.MaxPool1d;
import kierkegrad.nn.pool.MaxPool2d;
import kierkegrad.nn.transformer.MultiheadAttention;
import kierkegrad.nn.transformer.MultiheadOptions;
import kierkegrad.op.Span;
import kierkegrad.op.Window;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainedModelTest {
  @TempDir Path directory;

  private static SequencedMap<String, String> settings() {
    SequencedMap<String, String> settings = new LinkedHashMap<>();
    settings.put("optimizer", "adam");
    settings.put("net", "4-5-3");
    return settings;
  }

  private static TrainedModel iris(Layer hidden) {
    Table table = BuiltIn.IRIS.table();
    Encoder encoder = Encoder.fit(table, "species", table.allRows(), Encoder.Options.DEFAULT);
    Sequential network =
        Seed.use(
            Seed.of(7),
            () -> new Sequential(new Linear(4, 5), hidden, new Dropout(0.4), new Linear(5, 3)));
    return new TrainedModel(network, new Preparation.Tabular(encoder), settings(), 7);
  }

  private static TrainedModel regression() throws IOException {
    Path csv = Files.createTempFile("heights", ".csv");
    try {
      Files.writeString(csv, "age,sex,height\n1,f,70.5\n2,m,80\n3,f,93.5\n4,,105\n");
      Table table = Table.csv(csv);
      Encoder encoder =
          Encoder.fit(
              table, "height", new int[] {0, 1, 2}, Encoder.Options.RAW.withTask(Task.REGRESSION));
      return new TrainedModel(
          new Sequential(new Linear(encoder.inputs(), 1)),
          new Preparation.Tabular(encoder),
          settings(),
          -3);
    } finally {
      Files.delete(csv);
    }
  }

  @Test
  void aTabularModelIsTheSameAfterSavingAndLoading() {
    TrainedModel model = iris(new ReLU());
    Path file = directory.resolve("new/directory/model.safetensors");
    model.save(file);
    TrainedModel loaded = TrainedModel.load(file);

    assertThat(loaded.preparation()).isEqualTo(model.preparation());
    assertThat(loaded.settings()).containsExactlyEntriesOf(settings());
    assertThat(loaded.seed()).isEqualTo(7);
    assertThat(loaded.classes()).containsExactly("setosa", "versicolor", "virginica");
    assertThat(loaded.network().toString()).isEqualTo(model.network().toString());
    Table table = BuiltIn.IRIS.table();
    assertThat(loaded.predict(table).sameBits(model.predict(table))).isTrue();
  }

  @Test
  void loadingDrawsNoRandomNumbers() {
    Path file = directory.resolve("model.safetensors");
    iris(new ReLU()).save(file);
    Tensor expected = Seed.use(Seed.of(1), () -> Tensor.rand(Seed.current(), 3));
    Tensor afterLoading =
        Seed.use(
            Seed.of(1),
            () -> {
              TrainedModel.load(file);
              return Tensor.rand(Seed.current(), 3);
            });
    assertThat(afterLoading.sameBits(expected)).isTrue();
  }

  @Test
  void everyLayerComesBack() {
    Sequential network =
        new Sequential(
            new Identity(),
            new Flatten(1, -1),
            new Sequential(new Linear(4, 3, false), new LeakyReLU(0.2)),
            new Sigmoid(),
            new Tanh(),
            new Softplus(),
            new ReLU(1),
            new Dropout(0.25),
            new Softmax(-1),
            new LogSoftmax(1));
    TrainedModel model = new TrainedModel(network, iris(new ReLU()).preparation(), settings(), 0);
    Path file = directory.resolve("model.safetensors");
    model.save(file);
    assertThat(TrainedModel.load(file).network().toString()).isEqualTo(network.toString());
    assertThat(Safetensors.load(file).tensors().keySet()).containsExactly("2.0.weight");
  }

  @Test
  void convolutionsAndPoolingsComeBack() {
    Window uneven = new Window(Span.of(3).stride(2).padding(1), Span.of(5).dilation(2));
    Sequential network =
        new Sequential(
            new Conv2d(1, 4, 3),
            new Conv2d(4, 8, uneven, 4, false),
            new MaxPool2d(Window.of(2).stride(2), true),
            new AvgPool2d(uneven, true, false),
            new Conv1d(8, 2, Span.of(4).padding(2)),
            new MaxPool1d(2),
            new AvgPool1d(3));
    Sequential loaded = (Sequential) Architecture.layer(Architecture.json(network));
    assertThat(loaded.toString()).isEqualTo(network.toString());
    assertThat(loaded.layers().subList(2, 4)).isEqualTo(network.layers().subList(2, 4));
    assertThat(loaded.state().keySet())
        .containsExactly("0.weight", "0.bias", "1.weight", "4.weight", "4.bias");
  }

  @Test
  void normalisationAndAttentionComeBackWithTheirState() {
    Sequential network =
        Seed.use(
            Seed.of(3),
            () ->
                new Sequential(
                    new Linear(4, 6),
                    new BatchNorm1d(6),
                    new LayerNorm(6),
                    new LayerNorm(Shape.of(6), 0.1, false, false),
                    new GELU("tanh"),
                    new MultiheadAttention(
                        new MultiheadOptions(6, 2).withBatchFirst().withCausal()),
                    new BatchNorm1d(6, 1e-3, Optional.empty(), false, false),
                    new Linear(6, 3)));
    network.forward(Tensor.randn(Seed.of(4), 5, 4));
    TrainedModel model = new TrainedModel(network, iris(new ReLU()).preparation(), settings(), 0);
    Path file = directory.resolve("model.safetensors");
    model.save(file);
    TrainedModel loaded = TrainedModel.load(file);
    assertThat(loaded.network().toString()).isEqualTo(network.toString());
    Layer images = new Sequential(new BatchNorm2d(3, 0.1, Optional.of(0.5), true, true));
    assertThat(Architecture.layer(Architecture.json(images))).hasToString(images.toString());
    network
        .state()
        .forEach((name, box) ->
            assertThat(loaded.network().state().get(name).value().sameBits(box.value()))
                .as(name)
                .isTrue());
  }

  @Test
  void aPublicRecordOfTheUsersOwnComesBack() {
    OwnBlock block = new OwnBlock(6);
    block.blocks().getFirst().weight().freeze();
    Sequential network = new Sequential(new Linear(4, 6), block, new Linear(6, 3));
    TrainedModel model = new TrainedModel(network, iris(new ReLU()).preparation(), settings(), 0);
    Path file = directory.resolve("model.safetensors");
    model.save(file);
    Sequential loaded = TrainedModel.load(file).network();
    assertThat(loaded.toString()).isEqualTo(network.toString());
    OwnBlock same = (OwnBlock) loaded.layers().get(1);
    assertThat(same.blocks().getFirst().weight().isFrozen()).isTrue();
    assertThat(same.blocks().getLast().weight().isFrozen()).isFalse();
    Tensor x = Tensor.randn(Seed.of(5), 2, 4);
    assertThat(loaded.forward(x).sameBits(network.forward(x))).isTrue();
  }

  @Test
  void predictionsAreProbabilitiesOrNumbersInTheTargetsUnit() throws IOException {
    Table flowers = BuiltIn.IRIS.table();
    TrainedModel classifier = iris(new Tanh());
    Tensor probabilities = classifier.predict(flowers);
    assertThat(probabilities.shape().toArray()).containsExactly(150, 3);
    assertThat(DoubleStream.of(probabilities.sum(1).toDoubleArray()).boxed())
        .allSatisfy(p -> assertThat(p).isCloseTo(1, within(1e-6)));
    assertThat(classifier.labels(Tensor.of(new float[][] {{0.1f, 0.2f, 0.7f}, {0.5f, 0.3f, 0.2f}})))
        .containsExactly("virginica", "setosa");

    // Heights 70.5, 80, 93.5: mean 244/3; all weights 0, bias 1 gives mean + σ,
    // σ² = ((70.5 − 81.3333)² + (80 − 81.3333)² + (93.5 − 81.3333)²)/3 = 89.0556, σ = 9.43692.
    TrainedModel quantity = regression();
    quantity.network().load(Map.of("0.weight", Tensor.zeros(1, 3), "0.bias", Tensor.ones(1)));
    Path csv = directory.resolve("people.csv");
    Files.writeString(csv, "sex,age\nm,7\nx,\n");
    Tensor heights = quantity.predict(Table.csv(csv));
    assertThat(heights.shape().toArray()).containsExactly(2, 1);
    assertThat(DoubleStream.of(heights.toDoubleArray()).boxed())
        .allSatisfy(h -> assertThat(h).isCloseTo(81.33333 + 9.43692, within(1e-4)));
    Path file = directory.resolve("model.safetensors");
    quantity.save(file);
    TrainedModel loaded = TrainedModel.load(file);
    assertThat(loaded.task()).isEqualTo(Task.REGRESSION);
    assertThat(loaded.seed()).isEqualTo(-3);
    assertThat(loaded.predict(Table.csv(csv)).sameBits(heights)).isTrue();
  }

  @Test
  void anImageModelIsTheSameAfterSavingAndLoading() {
    byte[] pixels = new byte[5 * 2 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (8 * i);
    }
    ImageSet set =
        new ImageSet(
            "squares",
            Tensor.of(pixels, 5, 2, 3),
            Tensor.of(new long[] {0, 1, 0, 1, 1}),
            List.of("dark", "light"));
    ImageEncoder encoder = ImageEncoder.fit(set, set.allRows(), true);
    TrainedModel model =
        new TrainedModel(
            new Sequential(new Linear(6, 2)), new Preparation.Images(encoder), settings(), 1);
    Path file = directory.resolve("model.safetensors");
    model.save(file);
    TrainedModel loaded = TrainedModel.load(file);
    assertThat(loaded.preparation()).isEqualTo(model.preparation());
    assertThat(loaded.predict(set).sameBits(model.predict(set))).isTrue();
    assertThat(loaded.predict(set).shape().toArray()).containsExactly(5, 2);
    assertThatThrownBy(() -> loaded.predict(BuiltIn.IRIS.table()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the model predicts from images");
  }

  @Test
  void foreignAndDamagedFilesAreRefused() {
    Path file = directory.resolve("model.safetensors");
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("a", Tensor.ones(2));
    new Safetensors(tensors, Map.of()).save(file);
    assertRefused(file, "no model of Kierkegrad");

    new Safetensors(tensors, Map.of("kierkegrad", "99")).save(file);
    assertRefused(file, "has form 99");

    iris(new ReLU()).save(file);
    Safetensors sound = Safetensors.load(file);
    for (String key : List.of("architecture", "preparation", "settings", "seed")) {
      Map<String, String> without = new LinkedHashMap<>(sound.metadata());
      without.remove(key);
      new Safetensors(sound.tensors(), without).save(file);
      assertRefused(file, "its metadata has no " + key);
      without.put(key, "{\"type\":");
      new Safetensors(sound.tensors(), without).save(file);
      assertRefused(file, "is a damaged model");
      without.put(key, "{\"type\": \"Convolution\", \"data\": \"sound\"}");
      new Safetensors(sound.tensors(), without).save(file);
      if (!key.equals("settings")) {
        assertRefused(file, "is a damaged model");
      }
    }

    new Safetensors(tensors, sound.metadata()).save(file);
    assertRefused(file, "missing [0.bias, 0.weight, 3.bias, 3.weight]; unknown [a]");
  }

  @Test
  void aNetworkThatDoesNotFitItsDataIsRefused() {
    Path file = directory.resolve("model.safetensors");
    TrainedModel fits = iris(new ReLU());
    new TrainedModel(new Sequential(new Linear(4, 2)), fits.preparation(), settings(), 0)
        .save(file);
    assertRefused(file, "gives [1, 2] where [1, 3] is needed");
    new TrainedModel(new Sequential(new Linear(9, 3)), fits.preparation(), settings(), 0)
        .save(file);
    assertRefused(file, "expects 9 input features");
  }

  @Test
  void aLayerOfTheUsersOwnCannotBeSaved() {
    record Half() implements Layer {
      @Override
      public Tensor forward(Tensor x) {
        return x.mul(0.5);
      }
    }
    Path file = directory.resolve("model.safetensors");
    assertThatThrownBy(() -> iris(new Half()).save(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Half cannot be saved in a model file");
    assertThat(file).doesNotExist();
  }

  private static void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> TrainedModel.load(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(file.toString());
  }

  /// Long sums, norms and both types: a row has the bits that it has alone, in tens and in a table.
  @Test
  void aRowsBitsDoNotDependOnTheRowsBesideIt() {
    Table table = BuiltIn.DIGITS.table();
    Encoder encoder = Encoder.fit(table, "digit", table.allRows(), Encoder.Options.DEFAULT);
    int inputs = encoder.inputs();
    Sequential network =
        Seed.use(
            Seed.of(3),
            () ->
                new Sequential(
                    new Linear(inputs, 70),
                    new BatchNorm1d(70),
                    new GELU(),
                    new Linear(70, 33),
                    new LayerNorm(33),
                    new Tanh(),
                    new Linear(33, 10)));
    TrainedModel model = new TrainedModel(network, new Preparation.Tabular(encoder), settings(), 3);
    Tensor x = encoder.x(table);
    for (DType type : List.of(DType.F32, DType.F64)) {
      network.to(type);
      double[] whole = model.predict(table).toDoubleArray();
      for (int size = 1; size <= 40; size++) {
        for (int from = 0; from + size <= 400; from += size) {
          assertThat(model.predict(x.slice(0, from, from + size)).toDoubleArray())
              .as("%s, rows %d to %d", type, from, from + size)
              .isEqualTo(Arrays.copyOfRange(whole, from * 10, (from + size) * 10));
        }
      }
    }
  }
}
