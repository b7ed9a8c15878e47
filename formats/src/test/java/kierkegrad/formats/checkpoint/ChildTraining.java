package kierkegrad.formats.checkpoint;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import kierkegrad.data.Loader;
import kierkegrad.data.TensorDataset;
import kierkegrad.formats.safetensors.Safetensors;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.ReLU;
import kierkegrad.nn.dropout.Dropout;
import kierkegrad.nn.norm.BatchNorm1d;
import kierkegrad.optim.Adam;
import kierkegrad.random.Generator;
import kierkegrad.random.Seed;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.Callback;
import kierkegrad.train.History;
import kierkegrad.train.Step;
import kierkegrad.train.Trainer;
import kierkegrad.train.TrainingState;

/// A training in a process of its own, which may be killed: it goes on from the last state in its
/// folder, and leaves the final weights there.
public final class ChildTraining {
  static final String FINAL = "final.safetensors";

  private ChildTraining() {}

  /// Weighs more and more, so that a small disk gets full.
  private static final class Growing implements Callback {
    private final int full;
    private final Consumer<String> told;
    private long steps;

    Growing(int full, Consumer<String> told) {
      this.full = full;
      this.told = told;
    }

    @Override
    public void onStep(Step step) {
      steps = step.number();
      told.accept("step " + steps);
    }

    @Override
    public void onCheckpointFailed(Exception cause) {
      told.accept("warning: " + cause.getMessage());
    }

    @Override
    public SequencedMap<String, Tensor> state() {
      SequencedMap<String, Tensor> state = new LinkedHashMap<>();
      if (steps >= full) {
        state.put("ballast", Tensor.zeros(1 << 20));
      }
      return state;
    }
  }

  /// The training of this model.
  ///
  /// @param full the step from which on states are large
  static Trainer trainer(
      Sequential model, CheckpointFolder folder, int full, Consumer<String> told) {
    return Trainer.of(model, new CrossEntropyLoss(), new Adam(model.parameters(), 0.01))
        .epochs(8)
        .validation(rows(2))
        .compiled()
        .callback(new Growing(full, told))
        .checkpoints(folder)
        .checkpointSteps(3)
        .build();
  }

  static Sequential model() {
    return Seed.use(
        Seed.of(1),
        () ->
            new Sequential(
                new Linear(4, 16),
                new BatchNorm1d(16),
                new ReLU(),
                new Dropout(0.2),
                new Linear(16, 4)));
  }

  static TensorDataset rows(long seed) {
    Tensor x = Tensor.randn(Seed.of(seed), 120, 4);
    return new TensorDataset(x, x.argmax(1));
  }

  /// @param args the folder, and the step from which on states are too large for a small disk
  public static void main(String[] args) {
    Path directory = Path.of(args[0]);
    CheckpointFolder folder = new CheckpointFolder(directory);
    Sequential model = model();
    Trainer trainer = trainer(model, folder, Integer.parseInt(args[1]), System.out::println);
    Generator generator = Seed.of(7);
    Loader batches = new Loader(rows(1), 10).shuffled(3);
    Optional<TrainingState> last = folder.last();
    last.ifPresent(state -> System.out.println("resumed after step " + state.steps()));
    History history =
        Seed.use(
            generator,
            () -> last.map(s -> trainer.resume(s, batches)).orElseGet(() -> trainer.fit(batches)));
    history.unsaved().ifPresent(e -> System.out.println("unsaved: " + e.getMessage()));
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    model.state().forEach((name, box) -> weights.put(name, box.value()));
    new Safetensors(weights, new LinkedHashMap<>()).save(directory.resolve(FINAL));
    System.out.println("done " + history.ending() + " " + history.epochs().size());
  }

  /// How a process of its own is started.
  static List<String> command(Path folder, int full) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:-UsePerfData");
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.add("-cp");
    command.add(classPath());
    command.add(ChildTraining.class.getName());
    command.add(folder.toString());
    command.add(Integer.toString(full));
    return command;
  }

  private static String classPath() {
    String modules = System.getProperty("jdk.module.path", "");
    String tests =
        Path.of(ChildTraining.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            .resolveSibling("test-classes")
            .toString();
    return String.join(
        File.pathSeparator, tests, System.getProperty("java.class.path", ""), modules);
  }
}
