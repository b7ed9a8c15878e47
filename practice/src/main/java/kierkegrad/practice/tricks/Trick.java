package kierkegrad.practice.tricks;

import java.util.Optional;
import kierkegrad.formats.table.Task;
import kierkegrad.practice.network.Activation;
import kierkegrad.practice.network.Initialization;
import kierkegrad.practice.network.Normalization;
import kierkegrad.practice.network.Output;
import kierkegrad.practice.settings.LossChoice;
import kierkegrad.practice.settings.OptimizerChoice;
import kierkegrad.practice.settings.ScheduleChoice;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;
import kierkegrad.practice.settings.Size;

/// What is changed about a good training, one thing at a time.
public enum Trick {
  /// Sigmoid, with Glorot's initialisation.
  SIGMOID(
      "ReLU → sigmoid",
      "A sigmoid is flat at both ends, so little gradient comes back through it; ReLU has slope 1"
          + " wherever it is on.",
      (s, _) -> activation(s, Activation.SIGMOID)),
  /// Tanh, with Glorot's initialisation.
  TANH(
      "ReLU → tanh",
      "Tanh is centred at 0, which is better than a sigmoid, but it saturates too.",
      (s, _) -> activation(s, Activation.TANH)),
  /// Squared error of softmax outputs.
  SQUARED_ERROR(
      "cross-entropy → squared error",
      "Squared error after a softmax has almost no slope where the answer is badly wrong;"
          + " cross-entropy has its largest there.",
      (s, _) -> s.with(Setting.OUTPUT, Output.SOFTMAX).with(Setting.LOSS, LossChoice.MSE)),
  /// An update for every row.
  ONE_SAMPLE(
      "minibatch → one sample",
      "One row's gradient is noisy, and a step per row leaves the processor's parallel units idle.",
      (s, _) -> batch(s, 1, 1)),
  /// An update for every epoch.
  FULL_BATCH(
      "minibatch → full batch",
      "All rows give the exact gradient, but only one update for each pass through the data.",
      (s, rows) -> batch(s, Integer.MAX_VALUE, rows)),
  /// Rows in their order in the data.
  NO_SHUFFLE(
      "no shuffling, order of the file",
      "Rows that always come in the same order give batches that always err in the same way.",
      (s, _) -> s.with(Setting.SHUFFLE, false)),
  /// Rows sorted by their target.
  SORTED(
      "no shuffling, sorted by target",
      "If rows come class by class, each batch pulls the network towards one class, and it forgets"
          + " the others.",
      (s, _) -> s.with(Setting.SHUFFLE, false)),
  /// Raw features.
  NO_NORMALISATION(
      "no normalisation",
      "Features of different size stretch the loss into a narrow valley, where no one rate fits all"
          + " directions.",
      (s, _) -> s.with(Setting.NORMALIZE, false)),
  /// The same rate throughout.
  CONSTANT_RATE(
      "constant learning rate",
      "A large rate at first comes far, a small one at the end settles; a constant one keeps"
          + " jumping about the minimum.",
      (s, _) -> s.with(Setting.SCHEDULE, ScheduleChoice.CONSTANT)),
  /// Plain gradient descent, at its own usual rate.
  SGD(
      "Adam → SGD",
      "Adam gives each weight a step of its own size; SGD needs a rate that suits them all.",
      (s, _) ->
          s.with(Setting.OPTIMIZER, OptimizerChoice.SGD)
              .with(Setting.LR, Size.SMALL.lr(OptimizerChoice.SGD))),
  /// No penalty.
  NO_PENALTY(
      "no L2 or L1",
      "A price on large weights keeps the function smooth and helps with rows not seen.",
      (s, _) -> s.with(Setting.L1, 0.0).with(Setting.L2, 0.0)),
  /// First weights a hundred times too small.
  SMALL_INIT(
      "too small initialisation",
      "With weights near 0 the signal dies out from layer to layer, and so does its gradient.",
      (s, _) -> s.with(Setting.GAIN, s.get(Setting.GAIN) / 100)),
  /// First weights ten times too large.
  LARGE_INIT(
      "too large initialisation",
      "With large weights the signal grows from layer to layer: it saturates or overflows.",
      (s, _) -> s.with(Setting.GAIN, s.get(Setting.GAIN) * 10)),
  /// All units present.
  NO_DROPOUT(
      "no dropout",
      "Dropping units at random keeps them from relying on each other, like a mean of many"
          + " networks.",
      (s, _) -> s.with(Setting.DROPOUT, 0.0));

  /// What the baseline has beyond the usual settings.
  private static final Settings ALL =
      Settings.NONE
          .with(Setting.INIT, Initialization.KAIMING)
          .with(Setting.SCHEDULE, ScheduleChoice.COSINE)
          .with(Setting.L2, 1e-4)
          .with(Setting.DROPOUT, 0.1);

  /// Changes the settings of a training on so many rows.
  private interface Change {
    Settings of(Settings baseline, int rows);
  }

  private final String title;
  private final String lecture;
  private final Change change;

  Trick(String title, String lecture, Change change) {
    this.title = title;
    this.lecture = lecture;
    this.change = change;
  }

  /// Such as `ReLU → sigmoid`.
  public String title() {
    return title;
  }

  /// Why the lectures advise it, in one sentence.
  public String lecture() {
    return lecture;
  }

  /// The settings with all tricks: ReLU with Kaiming's initialisation, cross-entropy (squared error
  /// for numbers), shuffled minibatches, normalised features, a cosine schedule, Adam, L2 of 1e-4
  /// and dropout of 0.1, unless the user says otherwise.
  public static Settings baseline(Settings chosen) {
    return ALL.with(chosen);
  }

  /// The baseline with this one change.
  ///
  /// @param baseline completed settings
  /// @param rows to train with
  public Settings apply(Settings baseline, int rows) {
    return change.of(baseline, rows);
  }

  /// Why it makes no sense to try this here, if it does not.
  ///
  /// @param baseline completed settings
  public Optional<String> obstacle(Settings baseline, Task task) {
    boolean linear = baseline.get(Setting.NET).values().size() == 2;
    if (linear && (this == SIGMOID || this == TANH || this == NO_DROPOUT)) {
      return Optional.of("the network has no hidden layer");
    }
    if (this == SQUARED_ERROR && task == Task.REGRESSION) {
      return Optional.of("the target is a number, for which squared error is right");
    }
    if (this == ONE_SAMPLE && baseline.get(Setting.NORM) == Normalization.BATCH) {
      return Optional.of("batch normalisation needs more than one row");
    }
    return apply(baseline, 1).equals(baseline)
        ? Optional.of("the chosen settings have it already")
        : Optional.empty();
  }

  private static Settings activation(Settings baseline, Activation activation) {
    Settings changed = baseline.with(Setting.ACTIVATION, activation);
    return baseline.get(Setting.INIT) == Initialization.KAIMING
        ? changed.with(Setting.INIT, Initialization.XAVIER)
        : changed;
  }

  /// Smaller batches have noisier gradients and take a smaller rate: in proportion to the root of
  /// the batch (Krizhevsky 2014; for Adam, Malladi et al. 2022), at most ten times the baseline's.
  private static Settings batch(Settings baseline, int size, int rows) {
    double share = rows / (double) Math.min(rows, baseline.get(Setting.BATCH));
    double factor = size == 1 ? 1 / Math.sqrt(baseline.get(Setting.BATCH)) : Math.sqrt(share);
    return baseline
        .with(Setting.BATCH, size)
        .with(Setting.LR, baseline.get(Setting.LR) * Math.min(factor, 10));
  }
}
