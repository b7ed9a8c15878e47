package kierkegrad.practice.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import kierkegrad.data.Batch;
import kierkegrad.data.Loader;
import kierkegrad.data.TensorDataset;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.loss.Loss;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.Sequential;
import kierkegrad.optim.Optimizer;
import kierkegrad.optim.Penalty;
import kierkegrad.practice.data.Prepared;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.score.Scores;
import kierkegrad.practice.settings.Decay;
import kierkegrad.practice.settings.LossChoice;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;
import kierkegrad.random.Generator;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.Callback;
import kierkegrad.train.Evaluation;
import kierkegrad.train.History;
import kierkegrad.train.StopSignal;
import kierkegrad.train.Trainer;
import kierkegrad.train.TrainerBuilder;
import kierkegrad.train.TrainingState;

/// One training run: a network with fresh weights, data and settings.
///
/// ```java
/// Run run = Run.of(Source.of("iris"), Settings.NONE.with(Setting.EPOCHS, 50));
/// run.fit();
/// Evaluation test = run.evaluate(run.data().test());
/// ```
///
/// @param data what it learns from and is judged by
/// @param settings how it learns, complete
/// @param network what learns
/// @param loss what is minimised
/// @param generator decides the weights, and afterwards what dropout drops
public record Run(
    Prepared data, Settings settings, Sequential network, Loss loss, Generator generator) {
  /// A run on data whose rows are split and encoded as the settings say.
  ///
  /// @param chosen some settings; the others get their usual values
  public static Run of(Source source, Settings chosen) {
    return of(source.name(), source.prepare(chosen), chosen);
  }

  /// A run on prepared data. The weights are drawn from the settings' seed.
  ///
  /// @param name of the data, for messages
  /// @param chosen some settings; the others get their usual values
  public static Run of(String name, Prepared data, Settings chosen) {
    Settings settings = chosen.complete(data.shape(name));
    Generator generator = Seed.of(settings.get(Setting.SEED));
    DType dtype = settings.get(Setting.DTYPE).dtype();
    Sequential network = Seed.use(generator, () -> network(data.preparation(), settings));
    network.to(dtype);
    Prepared typed = data.to(dtype);
    return new Run(typed, settings, network, loss(typed, settings), generator);
  }

  private static Sequential network(Preparation preparation, Settings settings) {
    List<Layer> layers = new ArrayList<>(preparation.embedding().stream().toList());
    layers.addAll(settings.network().network().layers());
    return new Sequential(layers);
  }

  private static Loss loss(Prepared data, Settings settings) {
    Preparation preparation = data.preparation();
    int classes = preparation.classes().size();
    Optional<Tensor> weights =
        classes == 0
            ? Optional.empty()
            : settings
                .get(Setting.CLASS_WEIGHTS)
                .of(data.train().all().y().toIntArray(), classes)
                .map(w -> w.to(settings.get(Setting.DTYPE).dtype()));
    return settings
        .get(Setting.LOSS)
        .create(
            preparation.task(),
            preparation.outputs(),
            weights,
            settings.get(Setting.LABEL_SMOOTHING));
  }

  /// Trains the network.
  public History fit() {
    return fit(List.of(), new StopSignal());
  }

  /// Trains the network. If the signal ends it early, the network has the weights of the epoch with
  /// the lowest loss: on the validation part, if there is one.
  public History fit(List<Callback> callbacks, StopSignal signal) {
    return train(trainer(callbacks, signal), Optional.empty());
  }

  /// Trains, or goes on from a saved state.
  History train(TrainerBuilder trainer, Optional<TrainingState> from) {
    Loader batches = batches(data.train(), settings);
    return Seed.use(
        generator,
        () ->
            from.map(state -> trainer.build().resume(state, batches))
                .orElseGet(() -> trainer.build().fit(batches)));
  }

  /// The training that the settings describe.
  TrainerBuilder trainer(List<Callback> callbacks, StopSignal signal) {
    TrainerBuilder trainer =
        Trainer.of(network, loss, optimizer())
            .epochs(settings.get(Setting.EPOCHS))
            .accumulate(settings.get(Setting.ACCUMULATE))
            .schedulePerStep(
                settings.get(Setting.SCHEDULE).create(settings.steps(data.train().size())))
            .compiled()
            .stopSignal(signal)
            .callback(new RowFinder(batches(data.train(), settings), data.trainRows()))
            .keepLowestLoss();
    penalty(network, settings.get(Setting.L1), settings.get(Setting.L2))
        .ifPresent(trainer::penalty);
    data.validation().ifPresent(trainer::validation);
    if (settings.get(Setting.CLIP) > 0) {
      trainer.clipNorm(settings.get(Setting.CLIP));
    }
    if (settings.get(Setting.PATIENCE) > 0) {
      trainer.patience(settings.get(Setting.PATIENCE));
    }
    callbacks.forEach(trainer::callback);
    return trainer;
  }

  /// The optimizer that the settings describe, for this network.
  public Optimizer optimizer() {
    return settings
        .get(Setting.OPTIMIZER)
        .create(
            network.parameters(),
            settings.get(Setting.LR),
            settings.get(Setting.MOMENTUM),
            settings.decay());
  }

  /// Judges the network as it is.
  public Evaluation evaluate(TensorDataset rows) {
    return Evaluation.of(network, loss, rows);
  }

  /// Judges the network as it is, and shows every batch with what the network makes of it.
  public Evaluation evaluate(TensorDataset rows, BiConsumer<Batch, Tensor> seen) {
    return Evaluation.of(network, loss, rows, seen);
  }

  /// The network as it is with all that is needed to use it, calibrated if the settings say so.
  public TrainedModel model() {
    TrainedModel model =
        new TrainedModel(
            settings.get(Setting.OUTPUT).logits(network),
            data.preparation(),
            settings.toMap(),
            settings.get(Setting.SEED));
    return data.validation()
        .filter(_ -> settings.get(Setting.CALIBRATE))
        .map(rows -> model.withTemperature(model.calibration(rows).temperature()))
        .orElse(model);
  }

  /// How good the network as it is predicts rows, in the terms of the data.
  public Scores scores(TensorDataset rows) {
    return Scores.of(model(), rows, evaluate(rows).loss());
  }

  /// What is minimised for a task unless somebody chooses: cross-entropy for classes, the squared
  /// error for numbers.
  public static Loss loss(Preparation preparation) {
    return LossChoice.usual(preparation.task())
        .create(preparation.task(), preparation.outputs(), Optional.empty(), 0);
  }

  /// The order in which the settings go through rows.
  public static Loader batches(TensorDataset rows, Settings settings) {
    Loader loader = new Loader(rows, Math.min(settings.get(Setting.BATCH), rows.size()));
    return settings.get(Setting.SHUFFLE) ? loader.shuffled(settings.get(Setting.SEED)) : loader;
  }

  /// What is added to the loss so that weights stay small; biases are left out.
  ///
  /// @param l1 the weight of Σ|w|
  /// @param l2 twice the weight of Σw²
  public static Optional<Supplier<Tensor>> penalty(Sequential network, double l1, double l2) {
    List<Parameter> weights = network.parameters().stream().filter(Decay::isWeight).toList();
    Supplier<Tensor> first = () -> Penalty.l1(weights, l1);
    Supplier<Tensor> second = () -> Penalty.l2(weights, l2);
    if (l1 > 0 && l2 > 0) {
      return Optional.of(() -> first.get().add(second.get()));
    }
    return l1 > 0 ? Optional.of(first) : Optional.of(second).filter(p -> l2 > 0);
  }
}
