package kierkegrad.cli.train;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import kierkegrad.cli.data.Prepared;
import kierkegrad.data.Batch;
import kierkegrad.data.Loader;
import kierkegrad.data.TensorDataset;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.table.Task;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.loss.Loss;
import kierkegrad.loss.MSELoss;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.Sequential;
import kierkegrad.optim.Optimizer;
import kierkegrad.optim.Penalty;
import kierkegrad.random.Generator;
import kierkegrad.random.Seed;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.Callback;
import kierkegrad.train.Evaluation;
import kierkegrad.train.History;
import kierkegrad.train.StopSignal;
import kierkegrad.train.Trainer;
import kierkegrad.train.TrainerBuilder;

/// One training run: a network with fresh weights, data and settings.
///
/// @param data what it learns from and is judged by
/// @param settings how it learns
/// @param network what learns
/// @param generator decides the weights, and afterwards what dropout drops
public record Run(Prepared data, Settings settings, Sequential network, Generator generator) {
  /// A run whose weights are drawn from the settings' seed.
  public static Run of(Prepared data, Settings settings) {
    Generator generator = Seed.of(settings.seed());
    Sequential network = Seed.use(generator, settings.network()::network);
    network.to(settings.dtype().dtype());
    return new Run(data.to(settings.dtype().dtype()), settings, network, generator);
  }

  /// Trains the network. If the signal ends it early, the network has the weights of the epoch with
  /// the lowest loss.
  public History fit(List<Callback> callbacks, StopSignal signal) {
    Optimizer optimizer =
        settings.optimizer().create(network.parameters(), settings.lr(), settings.momentum());
    TrainerBuilder trainer =
        Trainer.of(network, loss(data.preparation()), optimizer)
            .epochs(settings.epochs())
            .schedulePerStep(settings.schedule().create(settings.steps(data.train().size())))
            .compiled()
            .stopSignal(signal)
            .callback(new LowestLoss(network));
    penalty(network, settings.l1(), settings.l2()).ifPresent(trainer::penalty);
    callbacks.forEach(trainer::callback);
    return Seed.use(generator, () -> trainer.build().fit(batches(data.train(), settings)));
  }

  /// Judges the network as it is.
  public Evaluation evaluate(TensorDataset rows) {
    return Evaluation.of(network, loss(data.preparation()), rows);
  }

  /// Judges the network as it is, and shows every batch with what the network makes of it.
  public Evaluation evaluate(TensorDataset rows, BiConsumer<Batch, Tensor> seen) {
    return Evaluation.of(network, loss(data.preparation()), rows, seen);
  }

  /// What is minimised for a task: cross-entropy for classes, the squared error for numbers.
  public static Loss loss(Preparation preparation) {
    return preparation.task() == Task.CLASSIFICATION ? new CrossEntropyLoss() : new MSELoss();
  }

  /// The order in which the settings go through rows.
  static Loader batches(TensorDataset rows, Settings settings) {
    Loader loader = new Loader(rows, settings.batch());
    return settings.shuffle() ? loader.shuffled(settings.seed()) : loader;
  }

  /// What is added to the loss so that weights stay small; biases are left out.
  ///
  /// @param l1 the weight of Σ|w|
  /// @param l2 twice the weight of Σw²
  public static Optional<Supplier<Tensor>> penalty(Sequential network, double l1, double l2) {
    List<Parameter> weights =
        network.parameters().stream().filter(p -> p.value().rank() > 1).toList();
    Supplier<Tensor> first = () -> Penalty.l1(weights, l1);
    Supplier<Tensor> second = () -> Penalty.l2(weights, l2);
    if (l1 > 0 && l2 > 0) {
      return Optional.of(() -> first.get().add(second.get()));
    }
    return l1 > 0 ? Optional.of(first) : Optional.of(second).filter(p -> l2 > 0);
  }
}
