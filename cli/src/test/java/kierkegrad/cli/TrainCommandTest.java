package kierkegrad.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.formats.safetensors.Safetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrainCommandTest {
  @TempDir private Path folder;

  @Test
  void trainsIrisTestsItAndSavesIt() throws IOException {
    Path json = folder.resolve("result.json");
    Console run = Console.run("train", "iris", "--out", folder.resolve("new/run"), "--json", json);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("data      iris: 150 rows, 5 columns")
        .contains("target    species: 3 classes: setosa, versicolor, virginica")
        .contains("split     120 rows to train, 30 to test")
        .contains("network   4-16-3 relu, 131 parameters, f32")
        .contains("confusion matrix")
        .contains("saved     " + folder.resolve("new/run/model.safetensors"));
    assertThat(run.err().lines()).hasSize(21).last().asString().startsWith("epoch 100/100  loss ");
    JsonNode result = JsonMapper.shared().readTree(Files.readString(json));
    assertThat(result.propertyNames())
        .containsExactly(
            "data",
            "rows",
            "train_rows",
            "test_rows",
            "parameters",
            "epochs",
            "train_loss",
            "test_loss",
            "test_accuracy",
            "test_balanced_accuracy",
            "test_ece",
            "seconds",
            "seed");
    assertThat(result.get("data").asString()).isEqualTo("iris");
    assertThat(result.get("test_accuracy").asDouble()).isGreaterThanOrEqualTo(0.93);
  }

  @Test
  void foldsShowEachAndTheirMean() throws IOException {
    Path json = folder.resolve("folds.json");
    Console run =
        Console.run(
            "train", "iris", "--folds", "3", "--epochs", "20", "--out", folder, "--json", json);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("split     150 rows to train, all tested in 3 folds")
        .containsPattern("fold 1    accuracy 0\\.\\d{4} \\(\\d\\d of 50\\), loss ")
        .contains("fold 3    accuracy ")
        .containsPattern("mean      accuracy \\d\\.\\d{4} ± \\d\\.\\d{4}, loss ")
        .containsPattern("all rows  accuracy 0\\.\\d{4} \\(1\\d\\d of 150\\), loss ");
    JsonNode result = JsonMapper.shared().readTree(Files.readString(json));
    assertThat(result.get("folds").asInt()).isEqualTo(3);
    assertThat(result.get("folds_accuracy").asDouble())
        .isCloseTo(result.get("test_accuracy").asDouble(), within(1e-9));
    assertThat(result.get("folds_accuracy_sd").asDouble()).isBetween(0.0, 0.2);
    assertThat(folder.resolve("report.html")).exists();
    Console both = Console.run("train", "iris", "--folds", "3", "--test", "0.5", "--out", folder);
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.err()).contains("--test does not go with --folds");
  }

  @Test
  void anUnbalancedFlagIsJudgedByMoreThanAccuracy() throws IOException {
    StringBuilder csv = new StringBuilder("x,ill\n");
    for (int i = 0; i < 200; i++) {
      csv.append(i * 37 % 200 / 10.0).append(i * 37 % 200 < 20 ? ",yes\n" : ",no\n");
    }
    Path file = Files.writeString(folder.resolve("ill.csv"), csv);

    Console run =
        Console.run(
            "train",
            file,
            "--calibrate",
            "--class-weights",
            "balanced",
            "--epochs",
            "30",
            "--out",
            folder,
            "--no-report");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .containsPattern("test      accuracy .*, balanced accuracy .*, loss ")
        .contains("yes       ROC AUC ")
        .containsPattern(
            "calibrate temperature .*, expected calibration error .* before, .* after");
    Console again = Console.run("evaluate", folder, file);
    assertThat(again.out())
        .contains("ill       accuracy ")
        .contains("yes       ROC AUC ", "honesty   ECE ");
  }

  /// What the project promises: at least 0.95 on average over seeds 1 to 10.
  @Test
  void iris95PercentOverTenSeeds() throws IOException {
    double sum = 0;
    for (int seed = 1; seed <= 10; seed++) {
      sum += accuracy("train", "iris", "--quiet", "--seed", seed, "--out", folder);
    }
    assertThat(sum / 10).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void digits96Percent() throws IOException {
    assertThat(accuracy("train", "digits", "--quiet", "--out", folder))
        .isGreaterThanOrEqualTo(0.96);
  }

  private double accuracy(Object... args) throws IOException {
    Path json = folder.resolve("result.json");
    Object[] all = java.util.Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--json";
    all[args.length + 1] = json;
    Console run = Console.run(all);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return JsonMapper.shared().readTree(Files.readString(json)).get("test_accuracy").asDouble();
  }

  @Test
  void theSameSeedGivesTheSameBitsForAnyNumberOfThreads() {
    String before = System.getProperty("kierkegrad.threads", "2");
    try {
      Object[] args = {"train", "iris", "--epochs", 3, "--dropout", 0.2, "--quiet", "--out"};
      var one = weights(args, "--threads", 1);
      var eight = weights(args, "--threads", 8);
      one.forEach((name, tensor) -> assertThat(tensor.sameBits(eight.get(name))).as(name).isTrue());
    } finally {
      System.setProperty("kierkegrad.threads", before);
    }
  }

  private java.util.Map<String, kierkegrad.tensor.Tensor> weights(Object[] args, Object... more) {
    List<Object> all = new java.util.ArrayList<>(List.of(args));
    Path out = folder.resolve("run" + more[1]);
    all.add(out);
    all.addAll(List.of(more));
    assertThat(Console.run(all.toArray()).exitCode()).isZero();
    return Safetensors.load(out.resolve("model.safetensors")).tensors();
  }

  @Test
  void keepsTheSettingsInTheModel() {
    Console run =
        Console.run(
            "train",
            "iris",
            "--net",
            "4-5-3",
            "--activation",
            "tanh",
            "--optimizer",
            "SGD",
            "--momentum",
            0.9,
            "--schedule",
            "step",
            "--l1",
            1e-4,
            "--l2",
            1e-3,
            "--epochs",
            2,
            "--seed",
            7,
            "--no-normalize",
            "--no-shuffle",
            "--dropout",
            0.1,
            "--out",
            folder);
    assertThat(run.exitCode()).as(run.err()).isZero();
    TrainedModel model = TrainedModel.load(folder.resolve("model.safetensors"));
    assertThat(model.seed()).isEqualTo(7);
    assertThat(model.classes()).containsExactly("setosa", "versicolor", "virginica");
    assertThat(model.network())
        .hasToString("Sequential(Linear(4, 5), Tanh(), Dropout(p=0.1), Linear(5, 3))");
    assertThat(model.settings())
        .containsEntry("net", "4-5-3")
        .containsEntry("optimizer", "sgd")
        .containsEntry("lr", "0.05")
        .containsEntry("momentum", "0.9")
        .containsEntry("schedule", "step")
        .containsEntry("shuffle", "false");
  }

  /// y = 2a − b without noise: a linear network finds it, so the error is far below y's deviation
  /// of about 4. (Weight decay would keep it a hundredth away.)
  @Test
  void trainsARegression() throws IOException {
    StringBuilder csv = new StringBuilder("a,b,y\n");
    for (int i = 0; i < 100; i++) {
      double a = i % 10 + 0.25;
      double b = i / 10 + 0.5;
      csv.append(a).append(',').append(b).append(',').append(2 * a - b).append('\n');
    }
    Path data = Files.writeString(folder.resolve("plane.csv"), csv);
    Path json = folder.resolve("result.json");
    Console run =
        Console.run(
            "train", data, "--net", "2-1", "--decay", 0, "--quiet", "--out", folder, "--json",
            json);
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode result = JsonMapper.shared().readTree(Files.readString(json));
    assertThat(result.has("test_accuracy")).isFalse();
    assertThat(result.get("test_rmse").asDouble()).isLessThan(0.05);
    assertThat(result.get("test_r2").asDouble()).isCloseTo(1, within(1e-3));
    assertThat(run.out()).contains("rmse").contains("R2");
  }

  /// Two kinds of images of 2 × 2 pixels, dark and bright, as plain IDX files.
  @Test
  void trainsOnIdxFiles() throws IOException {
    byte[] images = new byte[16 + 40 * 4];
    byte[] labels = new byte[8 + 40];
    System.arraycopy(
        new byte[] {0, 0, 8, 3, 0, 0, 0, 40, 0, 0, 0, 2, 0, 0, 0, 2}, 0, images, 0, 16);
    System.arraycopy(new byte[] {0, 0, 8, 1, 0, 0, 0, 40}, 0, labels, 0, 8);
    for (int i = 0; i < 40; i++) {
      labels[8 + i] = (byte) (i % 2);
      for (int pixel = 0; pixel < 4; pixel++) {
        images[16 + i * 4 + pixel] = (byte) (i % 2 == 0 ? 10 + i : 200 + i);
      }
    }
    Path x = Files.write(folder.resolve("few-images-idx3-ubyte"), images);
    Path y = Files.write(folder.resolve("few-labels-idx1-ubyte"), labels);
    Console run = Console.run("train", x, y, "--quiet", "--epochs", 30, "--out", folder);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("accuracy 1.0000 (8 of 8)");
    assertThat(Console.run("evaluate", folder, x, y).out()).contains("(40 of 40)");
    assertThat(Console.run("predict", folder, x, y).out()).startsWith("label\n0\n1\n0\n1\n");
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void numbersItsFolders() throws IOException {
    Path runs = Path.of("runs");
    boolean there = Files.exists(runs);
    Console first = Console.run("train", "iris", "--epochs", 1, "--quiet");
    Console second = Console.run("train", "iris", "--epochs", 1, "--quiet");
    List<Path> saved =
        List.of(first, second).stream()
            .map(run -> run.out().replaceAll("(?s).*saved +(\\S+)\\s.*", "$1"))
            .map(Path::of)
            .toList();
    assertThat(saved).doesNotHaveDuplicates().allMatch(Files::exists);
    for (Path file : saved) {
      remove(file.getParent());
    }
    if (!there) {
      Files.delete(runs);
    }
  }

  /// y = x², by a straight line with far too large a step: finite for some epochs, then not.
  @Test
  void savesTheBestWhenTheLossDiverges() throws IOException {
    Path data = folder.resolve("square.csv");
    Files.write(
        data, IntStream.range(-50, 50).mapToObj(i -> i / 7.0 + "," + i * i / 49.0).toList());
    Path out = folder.resolve("diverged");
    Console run =
        Console.run(
            "train",
            data,
            "--activation",
            "identity",
            "--optimizer",
            "sgd",
            "--lr",
            30,
            "--batch",
            1000,
            "--epochs",
            200,
            "--quiet",
            "--out",
            out);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("lower the learning rate")
        .contains("the epoch with the lowest loss are saved in " + out);
    TrainedModel saved = TrainedModel.load(out.resolve("model.safetensors"));
    assertThat(saved.network().state().values())
        .allSatisfy(
            box -> assertThat(box.value().sub(box.value()).eq(0).all()).as(box.name()).isTrue());
  }

  /// In a process of its own: only a process can be interrupted.
  @Test
  void savesTheBestWhenInterrupted() throws Exception {
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")
                    + File.pathSeparator
                    + System.getProperty("jdk.module.path", ""),
                "kierkegrad.cli.Main",
                "train",
                "iris",
                "--epochs",
                "1000000",
                "--out",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    while (process.isAlive() && !Files.readString(log).contains("epoch 1/")) {
      Thread.sleep(50);
    }
    process.destroy();
    process.waitFor();
    assertThat(Files.readString(log)).contains("stopped   after ").contains("saved     ");
    assertThat(TrainedModel.load(folder.resolve("model.safetensors")).network().parameterCount())
        .isEqualTo(131);
  }
}
