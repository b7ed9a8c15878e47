package kierkegrad.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kierkegrad.data.Batch;
import kierkegrad.data.TensorDataset;
import kierkegrad.explain.Explain;
import kierkegrad.explain.Explanation;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.formats.table.Task;
import kierkegrad.loss.Loss;
import kierkegrad.nn.Sequential;
import kierkegrad.optim.Optimizer;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.run.Run;
import kierkegrad.practice.settings.Decay;
import kierkegrad.practice.settings.OptimizerChoice;
import kierkegrad.random.Seed;
import kierkegrad.report.explain.ExplainPage;
import kierkegrad.report.explain.Row;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// A step of a saved model on one row, in float64, so that its numbers can be computed again by
/// hand. The file of the model stays as it is.
///
/// @param title which row, which answer, which optimizer
/// @param explanation the step
/// @param row what else is known about the row
record ExplainedRow(String title, Explanation explanation, Row row) {
  /// How the step is made.
  ///
  /// @param row counted from 1, as a reader counts the rows of a table below its header
  /// @param steps how many are made, of which the last one is explained
  /// @param optimizer in place of the model's own
  /// @param lr in place of the model's own
  record How(int row, int steps, Optional<OptimizerChoice> optimizer, Optional<Double> lr) {}

  static ExplainedRow of(TrainedModel model, Source source, How how) {
    TensorDataset rows = source.rows(model.preparation());
    if (how.row() < 1 || how.row() > rows.size()) {
      throw CommandException.usage(
          "%s has %,d rows, so --row is a number from 1 to %d, not %d"
              .formatted(source.name(), rows.size(), rows.size(), how.row()));
    }
    if (how.steps() < 1) {
      throw CommandException.usage("--step counts from 1, and " + how.steps() + " is less");
    }
    Sequential network = model.network();
    network.to(DType.F64);
    network.train();
    Batch batch = batch(rows, how.row());
    Optimizer optimizer = optimizer(model, how);
    Loss loss = loss(model);
    return Seed.use(
        Seed.of(model.seed()),
        () -> {
          Explanation explanation = Explain.step(network, loss, optimizer, batch);
          for (int i = 1; i < how.steps(); i++) {
            explanation = Explain.step(network, loss, optimizer, batch);
          }
          return new ExplainedRow(
              title(model, source, how, batch, optimizer),
              explanation,
              row(model, source, how.row(), batch));
        });
  }

  /// The step as a page.
  ExplainPage page() {
    return ExplainPage.of(explanation).row(row);
  }

  private static Row row(TrainedModel model, Source source, int number, Batch batch) {
    Preparation preparation = model.preparation();
    List<String> features =
        preparation instanceof Preparation.Tabular(var encoder)
            ? encoder.featureNames()
            : List.of();
    Optional<String> truth =
        model.task() == Task.CLASSIFICATION
            ? Optional.of(model.classes().get((int) batch.y().itemLong()))
            : Optional.empty();
    return new Row(
        source.name(),
        number,
        features,
        source.raw(preparation, number - 1),
        model.classes(),
        truth);
  }

  private static Batch batch(TensorDataset rows, int row) {
    Batch one = rows.rows(row - 1);
    Tensor y = one.y();
    return new Batch(one.x().to(DType.F64), y.dtype().isFloating() ? y.to(DType.F64) : y);
  }

  private static String title(
      TrainedModel model, Source source, How how, Batch batch, Optimizer optimizer) {
    String answer =
        model.task() == Task.CLASSIFICATION
            ? ": " + model.classes().get((int) batch.y().itemLong())
            : "";
    return "row %d of %s%s; %s, lr %s; step %d"
        .formatted(
            how.row(),
            source.name(),
            answer,
            optimizer.getClass().getSimpleName(),
            optimizer.lr(),
            how.steps());
  }

  private static Optimizer optimizer(TrainedModel model, How how) {
    Map<String, String> settings = model.settings();
    OptimizerChoice choice =
        how.optimizer()
            .or(() -> Optional.ofNullable(settings.get("optimizer")).map(ExplainedRow::choice))
            .orElseThrow(() -> missing("--optimizer"));
    double lr =
        how.lr()
            .or(() -> Optional.ofNullable(settings.get("lr")).map(Double::valueOf))
            .orElseThrow(() -> missing("--lr"));
    double momentum = number(settings, "momentum");
    double rate =
        settings.containsKey("decay") && how.optimizer().isEmpty()
            ? number(settings, "decay")
            : choice.decay();
    Decay decay = new Decay(rate, Boolean.parseBoolean(settings.get("decay-all")));
    return choice.create(model.network().parameters(), lr, momentum, decay);
  }

  private static OptimizerChoice choice(String name) {
    return OptimizerChoice.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static CommandException missing(String option) {
    return CommandException.usage(
        "the model's file does not say how it was trained; add " + option);
  }

  private static double number(Map<String, String> settings, String name) {
    return Double.parseDouble(settings.getOrDefault(name, "0"));
  }

  /// What was minimised, with the penalties on the weights.
  private static Loss loss(TrainedModel model) {
    Loss loss = Run.loss(model.preparation());
    double l1 = number(model.settings(), "l1");
    double l2 = number(model.settings(), "l2");
    return Run.penalty(model.network(), l1, l2)
        .<Loss>map(penalty -> (y, t) -> loss.of(y, t).add(penalty.get()))
        .orElse(loss);
  }
}
