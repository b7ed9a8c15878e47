package kierkegrad.cli;

import java.util.Optional;
import kierkegrad.cli.network.Mlp;
import kierkegrad.cli.network.Precision;
import kierkegrad.cli.train.OptimizerChoice;
import kierkegrad.cli.train.ScheduleChoice;
import kierkegrad.cli.train.Settings;
import kierkegrad.cli.train.Size;
import picocli.CommandLine.Option;

/// The options that say how the network is trained.
final class OptimizationOptions {
  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description = "One of: ${COMPLETION-CANDIDATES} (default: adam).")
  OptimizerChoice optimizer = OptimizerChoice.ADAM;

  @Option(
      names = "--lr",
      paramLabel = "X",
      description =
          "Learning rate (default: 0.01, 0.003 or 0.002 by the number of rows; 0.05 with sgd and"
              + " adagrad, 1 with adadelta, a fifth with lion).")
  Optional<Double> lr = Optional.empty();

  @Option(names = "--momentum", paramLabel = "X", description = "Momentum of sgd (default: 0).")
  Optional<Double> momentum = Optional.empty();

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      description =
          "How the learning rate changes over the run, one of: ${COMPLETION-CANDIDATES}"
              + " (default: cosine; constant with sgd).")
  Optional<ScheduleChoice> schedule = Optional.empty();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How often every row is seen (default: 100, 40 or 10 by the number of rows).")
  Optional<Integer> epochs = Optional.empty();

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Rows per step (default: 16, 32 or 128 by the number of rows; 1 with --trace).")
  Optional<Integer> batch = Optional.empty();

  @Option(
      names = "--l1",
      paramLabel = "X",
      description = "Adds X·Σ|w| over the weights to the loss (default: 0).")
  double l1;

  @Option(
      names = "--l2",
      paramLabel = "X",
      description = "Adds X/2·Σw² over the weights to the loss (default: 0).")
  double l2;

  @Option(
      names = "--shuffle",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Shuffles the rows before every epoch (default: it does).")
  boolean shuffle = true;

  /// @throws CommandException if a number is out of range or does not go with another option
  void check(boolean traced) {
    lr.ifPresent(x -> require(x > 0 && Double.isFinite(x), "--lr " + x, "more than 0"));
    momentum.ifPresent(x -> require(x >= 0 && x < 1, "--momentum " + x, "0 or more, less than 1"));
    epochs.ifPresent(n -> require(n >= 1, "--epochs " + n, "1 or more"));
    batch.ifPresent(n -> require(n >= 1, "--batch " + n, "1 or more"));
    require(l1 >= 0 && Double.isFinite(l1), "--l1 " + l1, "0 or more");
    require(l2 >= 0 && Double.isFinite(l2), "--l2 " + l2, "0 or more");
    if (momentum.isPresent() && optimizer != OptimizerChoice.SGD) {
      throw CommandException.usage("--momentum goes with --optimizer sgd, not with " + optimizer);
    }
    if (traced && batch.orElse(1) != 1) {
      throw CommandException.usage(
          "--trace follows single rows, not batches of %d; use --batch 1".formatted(batch.get()));
    }
  }

  private static void require(boolean holds, String option, String wanted) {
    if (!holds) {
      throw CommandException.usage(option + ": must be " + wanted);
    }
  }

  /// The settings, with defaults for data of this size.
  Settings settings(Mlp network, Precision dtype, Size size, boolean traced, long seed) {
    boolean sgd = optimizer == OptimizerChoice.SGD;
    return new Settings(
        network,
        dtype,
        optimizer,
        lr.orElse(size.lr(optimizer)),
        momentum.orElse(0.0),
        schedule.orElse(sgd ? ScheduleChoice.CONSTANT : ScheduleChoice.COSINE),
        epochs.orElse(size.epochs()),
        batch.orElse(traced ? 1 : size.batch()),
        l1,
        l2,
        shuffle,
        seed);
  }
}
