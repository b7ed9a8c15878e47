package kierkegrad.practice.folds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import kierkegrad.data.Batch;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.formats.table.Target;
import kierkegrad.formats.table.Task;
import kierkegrad.practice.data.Prepared;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.run.Run;
import kierkegrad.practice.score.Scores;
import kierkegrad.practice.score.Spread;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.SettingException;
import kierkegrad.practice.settings.Settings;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.Evaluation;
import kierkegrad.train.History;
import kierkegrad.train.Score;
import kierkegrad.train.StopSignal;

/// How good a training is, by k networks of which each is judged by rows that it has not seen:
/// every row is predicted exactly once, by a network that learnt from other rows. Encoding,
/// normalisation and the end of the training are decided anew in each fold, from its training rows
/// alone, so that nothing about a row reaches the network that predicts it. scikit-learn's
/// `cross_validate` and `cross_val_predict`.
///
/// ```java
/// CrossValidation folds = CrossValidation.of(Source.of("iris"), Settings.of(Map.of("folds", "5")));
/// System.out.println(folds.accuracy()); // 0.9600 ± 0.0279
/// ```
///
/// @param folds the scores of each
/// @param outOfFold the scores of all rows together
/// @param predictions of all rows, in order: probabilities `[n, classes]`, or numbers `[n, 1]` in
///   the target's unit
public record CrossValidation(List<Fold> folds, Scores outOfFold, Tensor predictions) {
  /// Keeps an immutable copy.
  public CrossValidation {
    folds = List.copyOf(folds);
  }

  /// One of the networks.
  ///
  /// @param number from 1
  /// @param trainRows how many rows it learnt from
  /// @param scores of its test rows
  public record Fold(int number, int trainRows, Scores scores) {}

  /// Trains and judges as many networks as [Setting#FOLDS] says, several at a time.
  public static CrossValidation of(Source source, Settings settings) {
    return of(source, settings, _ -> {}, new StopSignal());
  }

  /// Trains and judges.
  ///
  /// @param seen is told of every fold, in order
  /// @param signal ends it
  /// @throws SettingException if the settings have no folds, or test rows beside them
  /// @throws CancellationException if the signal ended it
  public static CrossValidation of(
      Source source, Settings settings, Consumer<Fold> seen, StopSignal signal) {
    check(settings);
    int k = settings.get(Setting.FOLDS);
    int threads = Math.min(k, Runtime.getRuntime().availableProcessors());
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<Judged>> judged = new ArrayList<>();
      for (int i = 0; i < k; i++) {
        int number = i;
        judged.add(pool.submit(() -> judge(source, settings, number, signal)));
      }
      List<Judged> all = new ArrayList<>();
      for (Future<Judged> one : judged) {
        all.add(result(one, signal));
        seen.accept(all.getLast().fold());
      }
      return together(source, settings, all);
    }
  }

  /// Finds out whether chosen settings make sense, before any work.
  ///
  /// @throws SettingException if they have no folds, or test rows beside them
  public static void check(Settings settings) {
    if (settings.get(Setting.FOLDS) < 2) {
      throw new SettingException("cross-validation needs a number of folds; use --folds 5");
    }
    if (settings.find(Setting.TEST).isPresent()) {
      throw new SettingException(
          "--test does not go with --folds, which test every row once; leave one of them out");
    }
  }

  /// What one network made of its test rows.
  private record Judged(Fold fold, int[] rows, Tensor predictions) {}

  private static Judged judge(Source source, Settings settings, int number, StopSignal signal) {
    Run run = Run.of(source.name(), source.fold(settings, number), settings);
    if (signal.isRequested() || run.fit(List.of(), signal).ending() == History.Ending.STOPPED) {
      throw new CancellationException("stopped in fold " + (number + 1));
    }
    Prepared data = run.data();
    TrainedModel model = run.model();
    Tensor predictions = model.predict(data.test().all().x()).to(DType.F64);
    double loss = run.evaluate(data.test()).loss();
    Scores scores = Scores.of(data.preparation(), predictions, data.test().all().y(), loss);
    int[] rows = Arrays.stream(data.testRows()).mapToInt(row -> (int) row - 1).toArray();
    return new Judged(new Fold(number + 1, data.train().size(), scores), rows, predictions);
  }

  private static Judged result(Future<Judged> judged, StopSignal signal) {
    try {
      return judged.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      signal.stop();
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      signal.stop();
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }

  private static CrossValidation together(Source source, Settings settings, List<Judged> all) {
    Prepared whole = source.whole(settings);
    int rows = whole.test().size();
    int width = all.getFirst().predictions().size(1);
    double[] predictions = new double[rows * width];
    double loss = 0;
    for (Judged one : all) {
      double[] here = one.predictions().toDoubleArray();
      for (int i = 0; i < one.rows().length; i++) {
        System.arraycopy(here, i * width, predictions, one.rows()[i] * width, width);
      }
      loss += one.fold().scores().loss() * one.rows().length / rows;
    }
    Tensor inOrder = Tensor.of(predictions, rows, width);
    Scores scores = Scores.of(whole.preparation(), inOrder, whole.test().all().y(), loss);
    return new CrossValidation(all.stream().map(Judged::fold).toList(), scores, inOrder);
  }

  /// The accuracy over the folds; of a regression R².
  public Spread accuracy() {
    return over(scores ->
        switch (scores) {
          case Scores.OfClasses classes -> classes.confusion().accuracy();
          case Scores.OfNumbers numbers -> numbers.errors().r2();
        });
  }

  /// The root of the mean squared error over the folds, in the target's unit; NaN of classes.
  public Spread rmse() {
    return over(scores ->
        scores instanceof Scores.OfNumbers(_, _, var errors) ? errors.rmse() : Double.NaN);
  }

  /// The loss over the folds.
  public Spread loss() {
    return over(Scores::loss);
  }

  /// Any score over the folds.
  public Spread over(ToDoubleFunction<Scores> score) {
    return Spread.of(folds.stream().map(Fold::scores).mapToDouble(score).toArray());
  }

  /// The mean and deviation of each score over the folds, such as `folds_accuracy` and
  /// `folds_accuracy_sd`.
  public SequencedMap<String, Object> toMap() {
    SequencedMap<String, Object> map = new LinkedHashMap<>();
    map.put("folds", folds.size());
    List<SequencedMap<String, Object>> each =
        folds.stream().map(fold -> fold.scores().toMap("folds")).toList();
    for (String name : each.getFirst().keySet()) {
      double[] numbers =
          each.stream()
              .map(scores -> scores.get(name))
              .filter(Double.class::isInstance)
              .mapToDouble(x -> (Double) x)
              .toArray();
      if (numbers.length == folds.size()) {
        map.put(name, Spread.of(numbers).mean());
        map.put(name + "_sd", Spread.of(numbers).deviation());
      }
    }
    return map;
  }

  /// The predictions as if the network that learnt from all rows had made them: for a report about
  /// it whose mistakes are honest.
  ///
  /// @param whole all rows, as [Source#whole] makes them ready
  /// @param seen is shown the rows with outputs that mean the predictions
  public Evaluation evaluation(Prepared whole, BiConsumer<Batch, Tensor> seen) {
    Tensor outputs = outputs(whole.preparation()).to(whole.test().all().x().dtype());
    seen.accept(whole.test().all(), outputs);
    return new Evaluation(
        outputs.size(0), outOfFold.loss(), Score.of(outputs, whole.test().all().y()));
  }

  /// What a network would have to say: the logarithms of probabilities, or standardised numbers.
  private Tensor outputs(Preparation preparation) {
    if (preparation.task() != Task.REGRESSION) {
      return predictions.clamp(Double.MIN_NORMAL, 1).log();
    }
    return preparation instanceof Preparation.Tabular(var encoder)
            && encoder.target() instanceof Target.Quantity quantity
        ? predictions.sub(quantity.mean()).div(quantity.scale())
        : predictions;
  }

  /// Such as `5 folds: accuracy 0.9600 ± 0.0279, loss 0.1130 ± 0.0520`.
  @Override
  public String toString() {
    String scores =
        switch (outOfFold) {
          case Scores.OfClasses _ -> "accuracy " + accuracy();
          case Scores.OfNumbers _ -> "rmse " + rmse() + ", R2 " + accuracy();
        };
    return "%d folds: %s, loss %s".formatted(folds.size(), scores, loss());
  }
}
