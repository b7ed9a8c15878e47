package kierkegrad.practice.settings;

import java.util.List;
import java.util.Optional;
import kierkegrad.formats.table.Embed;
import kierkegrad.formats.table.Missing;
import kierkegrad.formats.table.Task;
import kierkegrad.practice.network.Activation;
import kierkegrad.practice.network.Initialization;
import kierkegrad.practice.network.Normalization;
import kierkegrad.practice.network.Output;
import kierkegrad.practice.network.Precision;
import kierkegrad.practice.network.Widths;

/// One thing that can be set about a training. All there are stand here: an entry is an option of
/// the command line (`--lr`), a key of a configuration file (`lr: 0.01`), something to search over,
/// and the name under which advice speaks of it.
///
/// @param <T> the type of its values
/// @see Settings
public final class Setting<T> {
  /// What a setting is about.
  public enum Group {
    /// Which rows and columns are learnt from.
    DATA("Rows and columns"),
    /// What learns.
    NETWORK("Network"),
    /// How it learns.
    TRAINING("Training");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    /// The heading in a help text.
    public String title() {
      return title;
    }
  }

  /// The column to predict.
  public static final Setting<String> TARGET =
      of(
          "target",
          Group.DATA,
          "NAME",
          Kind.TEXT,
          "The column to predict, by name or number (1 is the first, -1 the last; default: a column"
              + " called target, label, class, species or y, else the last).");

  /// Columns that are left out.
  public static final Setting<String> IGNORE =
      of(
          "ignore",
          Group.DATA,
          "NAMES",
          Kind.TEXT,
          "Columns to leave out, by name or number, separated by commas.");

  /// Whether classes or a number are predicted.
  public static final Setting<Task> TASK =
      of(
          "task",
          Group.DATA,
          "NAME",
          Kind.choice(Task.class),
          "classification or regression (default: classification for names and for at most 20"
              + " different whole numbers).");

  /// Which columns of names get an embedding.
  public static final Setting<Embed> EMBED =
      of(
              "embed",
              Group.DATA,
              "WHICH",
              Kind.choice(Embed.class),
              "Which columns of names become learnt vectors instead of one input per name: auto,"
                  + " those with more than ten names; off; all (default: auto).")
          .usually(Embed.AUTO);

  /// What becomes of missing values.
  public static final Setting<Missing> MISSING =
      of(
              "missing",
              Group.DATA,
              "HOW",
              Kind.choice(Missing.class),
              "impute: medians and most frequent values of the training rows stand in for missing"
                  + " ones; error: they are refused (default: impute).")
          .usually(Missing.IMPUTE);

  /// Whether features are normalised.
  public static final Setting<Boolean> NORMALIZE =
      of(
              "normalize",
              Group.DATA,
              "",
              Kind.FLAG,
              "Gives every feature mean 0 and deviation 1 over the training rows (default: it"
                  + " does).")
          .usually(true);

  /// The share of test rows.
  public static final Setting<Double> TEST =
      of(
              "test",
              Group.DATA,
              "SHARE",
              Kind.number(x -> x > 0 && x < 1, "more than 0 and less than 1"),
              "The share of rows kept for the test (default: 0.2; fashion-mnist has its own"
                  + " 10,000).")
          .usually(0.2);

  /// The share of validation rows.
  public static final Setting<Double> VALIDATION =
      of(
          "validation",
          Group.DATA,
          "SHARE",
          Kind.number(x -> x >= 0 && x < 1, "0 or more and less than 1"),
          "The share of rows by which the best epoch is chosen (default: 0; 0.1 with --patience or"
              + " --calibrate).");

  /// The number of folds.
  ///
  /// @see kierkegrad.practice.folds.CrossValidation
  public static final Setting<Integer> FOLDS =
      of(
              "folds",
              Group.DATA,
              "K",
              Kind.FOLDS,
              "Tests by cross-validation instead of with --test: K networks, each tested on another"
                  + " K-th of the rows; the saved one then learns from all rows (default: 0, off).")
          .usually(0);

  /// The seed.
  public static final Setting<Long> SEED =
      of(
              "seed",
              Group.DATA,
              "N",
              Kind.SEED,
              "Decides the split, the first weights and the order of rows (default: 0).")
          .usually(0L);

  /// The widths of all layers.
  public static final Setting<Widths> NET =
      of(
          "net",
          Group.NETWORK,
          "WIDTHS",
          Kind.WIDTHS,
          "The widths of its layers from input to output, such as 4-16-3"
              + " (default: one hidden layer, 16, 64 or 512 wide by the number of rows)."
              + " The activation follows every layer but the last, which gives the logits of a"
              + " softmax, or the number of a regression.");

  /// The widths of the hidden layers.
  public static final Setting<Hidden> HIDDEN =
      of(
          "hidden",
          Group.NETWORK,
          "WIDTHS",
          new Kind<>(Hidden.class, Hidden::of, List.of()),
          "The widths of the hidden layers only, such as 64-32, or 0 for none; instead of --net.");

  /// The activation.
  public static final Setting<Activation> ACTIVATION =
      of(
              "activation",
              Group.NETWORK,
              "NAME",
              Kind.choice(Activation.class),
              "One of: ${COMPLETION-CANDIDATES} (default: relu).")
          .usually(Activation.RELU);

  /// Normalisation between layers.
  public static final Setting<Normalization> NORM =
      of(
              "norm",
              Group.NETWORK,
              "NAME",
              Kind.choice(Normalization.class),
              "What normalises the values of a hidden layer before its activation, one of:"
                  + " ${COMPLETION-CANDIDATES} (default: none).")
          .usually(Normalization.NONE);

  /// The probability of dropout.
  public static final Setting<Double> DROPOUT =
      of(
              "dropout",
              Group.NETWORK,
              "P",
              Kind.number(x -> x >= 0 && x < 1, "0 or more and less than 1"),
              "Drops hidden values with this probability while training (default: 0).")
          .usually(0.0);

  /// What follows the last layer.
  public static final Setting<Output> OUTPUT =
      of(
              "output",
              Group.NETWORK,
              "NAME",
              Kind.choice(Output.class),
              "What follows the last layer, one of: ${COMPLETION-CANDIDATES} (default: none, since"
                  + " cross-entropy has its softmax inside).")
          .usually(Output.NONE);

  /// How first weights are drawn.
  public static final Setting<Initialization> INIT =
      of(
              "init",
              Group.NETWORK,
              "NAME",
              Kind.choice(Initialization.class),
              "How the first weights are drawn, one of: ${COMPLETION-CANDIDATES} (default: default,"
                  + " PyTorch's for a linear layer).")
          .usually(Initialization.DEFAULT);

  /// A factor of the first weights.
  public static final Setting<Double> GAIN =
      of(
              "gain",
              Group.NETWORK,
              "X",
              Kind.number(x -> x >= 0, "0 or more"),
              "Multiplies the first weights (default: 1).")
          .usually(1.0);

  /// The type of numbers.
  public static final Setting<Precision> DTYPE =
      of(
              "dtype",
              Group.NETWORK,
              "TYPE",
              Kind.choice(Precision.class),
              "The type of all numbers, f32 or f64 (default: f32; f64 with --trace).")
          .usually(Precision.F32);

  /// What is minimised.
  public static final Setting<LossChoice> LOSS =
      of(
          "loss",
          Group.TRAINING,
          "NAME",
          Kind.choice(LossChoice.class),
          "What is minimised, one of: ${COMPLETION-CANDIDATES} (default: cross-entropy for classes,"
              + " mse for numbers).");

  /// Weights of classes.
  public static final Setting<ClassWeights> CLASS_WEIGHTS =
      of(
              "class-weights",
              Group.TRAINING,
              "HOW",
              Kind.choice(ClassWeights.class),
              "balanced: rows of rare classes count more, each class as much as any other; none:"
                  + " every row counts the same (default: none).")
          .usually(ClassWeights.NONE);

  /// The optimizer.
  public static final Setting<OptimizerChoice> OPTIMIZER =
      of(
              "optimizer",
              Group.TRAINING,
              "NAME",
              Kind.choice(OptimizerChoice.class),
              "One of: ${COMPLETION-CANDIDATES} (default: adam).")
          .usually(OptimizerChoice.ADAM);

  /// The learning rate.
  public static final Setting<Double> LR =
      of(
          "lr",
          Group.TRAINING,
          "X",
          Kind.number(x -> x > 0, "more than 0"),
          "Learning rate (default: 0.01, 0.003 or 0.002 by the number of rows; 0.05 with sgd and"
              + " adagrad, 1 with adadelta, a fifth with lion).");

  /// The momentum of SGD.
  public static final Setting<Double> MOMENTUM =
      of(
              "momentum",
              Group.TRAINING,
              "X",
              Kind.number(x -> x >= 0 && x < 1, "0 or more and less than 1"),
              "Momentum of sgd (default: 0).")
          .usually(0.0);

  /// The schedule of the learning rate.
  public static final Setting<ScheduleChoice> SCHEDULE =
      of(
          "schedule",
          Group.TRAINING,
          "NAME",
          Kind.choice(ScheduleChoice.class),
          "How the learning rate changes over the run, one of: ${COMPLETION-CANDIDATES}"
              + " (default: cosine; constant with sgd).");

  /// The number of epochs.
  public static final Setting<Integer> EPOCHS =
      of(
          "epochs",
          Group.TRAINING,
          "N",
          Kind.count(1),
          "How often every row is seen (default: 100, 40 or 10 by the number of rows).");

  /// Rows per step.
  public static final Setting<Integer> BATCH =
      of(
          "batch",
          Group.TRAINING,
          "N",
          Kind.BATCH,
          "Rows per step, or full for all of them (default: 16, 32 or 128 by the number of rows; 1"
              + " with --trace).");

  /// The weight of the absolute values of weights.
  public static final Setting<Double> L1 =
      of(
              "l1",
              Group.TRAINING,
              "X",
              Kind.number(x -> x >= 0, "0 or more"),
              "Adds X·Σ|w| over the weights to the loss (default: 0).")
          .usually(0.0);

  /// The weight of the squares of weights.
  public static final Setting<Double> L2 =
      of(
              "l2",
              Group.TRAINING,
              "X",
              Kind.number(x -> x >= 0, "0 or more"),
              "Adds X/2·Σw² over the weights to the loss (default: 0).")
          .usually(0.0);

  /// The rate of weight decay.
  public static final Setting<Double> DECAY =
      of(
          "decay",
          Group.TRAINING,
          "X",
          Kind.number(x -> x >= 0, "0 or more"),
          "Weight decay of the optimizer, on weights only: apart from the gradient with adamw and"
              + " lion, added to it with the others (default: 0.003 with adam for up to 10,000"
              + " rows, 0.01 with adamw, else 0; 0 beside --l1 and --l2).");

  /// Whether all parameters decay.
  public static final Setting<Boolean> DECAY_ALL =
      of(
              "decay-all",
              Group.TRAINING,
              "",
              Kind.FLAG,
              "Decays biases and normalisation too, as PyTorch does unless told (default: it does"
                  + " not).")
          .usually(false);

  /// The share of the target that goes to all classes.
  public static final Setting<Double> LABEL_SMOOTHING =
      of(
              "label-smoothing",
              Group.TRAINING,
              "SHARE",
              Kind.number(x -> x >= 0 && x < 1, "0 or more and less than 1"),
              "Spreads this share of the target over all classes, so that the network is not driven"
                  + " to be sure (default: 0; with cross-entropy).")
          .usually(0.0);

  /// How many batches make an update.
  public static final Setting<Integer> ACCUMULATE =
      of(
              "accumulate",
              Group.TRAINING,
              "N",
              Kind.count(1),
              "Updates after every N batches, by their mean gradient: a batch N times as large in"
                  + " the memory of one (default: 1).")
          .usually(1);

  /// Whether rows are shuffled.
  public static final Setting<Boolean> SHUFFLE =
      of(
              "shuffle",
              Group.TRAINING,
              "",
              Kind.FLAG,
              "Shuffles the rows before every epoch (default: it does).")
          .usually(true);

  /// The largest norm of gradients.
  public static final Setting<Double> CLIP =
      of(
              "clip",
              Group.TRAINING,
              "X",
              Kind.number(x -> x >= 0, "0 or more"),
              "Scales gradients down whose norm is more than X (default: 0, which leaves them"
                  + " alone).")
          .usually(0.0);

  /// Whether probabilities are calibrated.
  public static final Setting<Boolean> CALIBRATE =
      of(
              "calibrate",
              Group.TRAINING,
              "",
              Kind.FLAG,
              "Divides logits by a temperature that makes probabilities honest on the validation"
                  + " rows (default: it does not).")
          .usually(false);

  /// When training ends early.
  public static final Setting<Integer> PATIENCE =
      of(
              "patience",
              Group.TRAINING,
              "N",
              Kind.count(0),
              "Ends the training after N epochs without a lower validation loss, and keeps the best"
                  + " weights (default: 0, which trains to the end).")
          .usually(0);

  private static final List<Setting<?>> ALL =
      List.of(
          TARGET,
          TASK,
          IGNORE,
          EMBED,
          MISSING,
          NORMALIZE,
          TEST,
          VALIDATION,
          FOLDS,
          SEED,
          NET,
          HIDDEN,
          ACTIVATION,
          NORM,
          DROPOUT,
          OUTPUT,
          INIT,
          GAIN,
          DTYPE,
          LOSS,
          CLASS_WEIGHTS,
          OPTIMIZER,
          LR,
          MOMENTUM,
          SCHEDULE,
          EPOCHS,
          BATCH,
          L1,
          L2,
          DECAY,
          DECAY_ALL,
          LABEL_SMOOTHING,
          ACCUMULATE,
          SHUFFLE,
          CLIP,
          PATIENCE,
          CALIBRATE);

  private final String name;
  private final Group group;
  private final String param;
  private final Kind<T> kind;
  private final String description;
  private final Optional<T> usual;

  private Setting(
      String name, Group group, String param, Kind<T> kind, String description, Optional<T> usual) {
    this.name = name;
    this.group = group;
    this.param = param;
    this.kind = kind;
    this.description = description;
    this.usual = usual;
  }

  private static <T> Setting<T> of(
      String name, Group group, String param, Kind<T> kind, String description) {
    return new Setting<>(name, group, param, kind, description, Optional.empty());
  }

  private Setting<T> usually(T value) {
    return new Setting<>(name, group, param, kind, description, Optional.of(value));
  }

  /// All settings, in the order of the help text.
  public static List<Setting<?>> all() {
    return ALL;
  }

  /// The setting of a name, if there is one.
  public static Optional<Setting<?>> find(String name) {
    return ALL.stream().filter(setting -> setting.name.equals(name)).findFirst();
  }

  /// Its name, such as `class-weights`.
  public String name() {
    return name;
  }

  /// What it is about.
  public Group group() {
    return group;
  }

  /// What stands for its value in a help text, such as `X`; empty if it is on or off.
  public String param() {
    return param;
  }

  /// What it does, and its default. `${COMPLETION-CANDIDATES}` stands for [#candidates].
  public String description() {
    return description;
  }

  /// Its value where nobody chooses one; none if that depends on the data or on other settings.
  ///
  /// @see Settings#complete
  public Optional<T> usual() {
    return usual;
  }

  /// All its values, if they are few; otherwise none.
  public List<String> candidates() {
    return kind.candidates();
  }

  /// Whether it is on or off.
  public boolean isFlag() {
    return kind.type() == Boolean.class;
  }

  /// Reads a value.
  ///
  /// @throws SettingException if the setting cannot have it
  public T read(String text) {
    try {
      return kind.reader().apply(text.strip());
    } catch (IllegalArgumentException e) {
      throw new SettingException("--%s %s: %s".formatted(name, text, e.getMessage()));
    }
  }

  /// Writes a value as [#read] reads it.
  public String print(T value) {
    return kind.print(value);
  }

  T cast(Object value) {
    return kind.type().cast(value);
  }

  String printObject(Object value) {
    return kind.print(value);
  }

  /// Its name.
  @Override
  public String toString() {
    return name;
  }
}
