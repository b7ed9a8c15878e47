package kierkegrad.practice.importance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kierkegrad.data.Batch;
import kierkegrad.data.TensorDataset;
import kierkegrad.formats.DataException;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.metric.Metrics;
import kierkegrad.random.Generator;
import kierkegrad.random.Seed;
import kierkegrad.tensor.Tensor;

/// How much a model's predictions rest on each column of a table, in two ways.
///
/// *Permutation importance* (Breiman, *Random forests*, 2001; scikit-learn's
/// `permutation_importance`): how much worse the model judges rows when one column's values are
/// dealt out to the wrong rows. All inputs that come of a column move together. Columns that say
/// the same share the credit or both seem useless, since either stands in for the other; and a
/// model that is no good has nothing to lose.
///
/// *Gradient × input*: what each column adds to the answer as far as the slope tells, the mean over
/// the rows of |Σ ∂f/∂x · x| with the sum over the inputs of the column, and f the logit of the
/// predicted class, or the predicted number. For an embedded column x is its vector. With
/// normalised numbers it counts from the mean of the training rows.
///
/// ```java
/// Importance.of(model, rows, new Importance.Options()).columns().getFirst().name()
/// ```
///
/// Judge rows that the model was not trained with: on training rows also what was learnt by heart
/// seems important.
///
/// @param score what gets worse
/// @param baseline the score of the rows as they are
/// @param rows how many rows were judged
/// @param options how it was measured
/// @param columns the columns, the most important first
public record Importance(
    Score score, double baseline, int rows, Options options, List<Column> columns) {
  /// How to measure.
  ///
  /// @param repeats how often each column is dealt out anew
  /// @param seed decides how
  /// @param score what is to get worse; the usual one of the model's task if absent
  public record Options(int repeats, long seed, Optional<Score> score) {
    /// Five repeats with seed 0, of the usual score.
    public Options() {
      this(5, 0, Optional.empty());
    }

    /// @throws IllegalArgumentException if there are no repeats
    public Options {
      if (repeats < 1) {
        throw new IllegalArgumentException(
            "importance: " + repeats + " repeats measure nothing; use 1 or more");
      }
    }
  }

  /// A column.
  ///
  /// @param name its name
  /// @param drops by how much the score fell in each repeat
  /// @param gradient its mean |gradient × input|
  public record Column(String name, List<Double> drops, double gradient) {
    /// Keeps an immutable copy.
    public Column {
      drops = List.copyOf(drops);
    }

    /// The mean fall of the score; negative if the model did better without the column.
    public double mean() {
      return drops.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /// The standard deviation of the falls (over n, as scikit-learn's).
    public double sd() {
      double mean = mean();
      return Math.sqrt(
          drops.stream().mapToDouble(d -> (d - mean) * (d - mean)).average().orElseThrow());
    }
  }

  /// Keeps an immutable copy.
  public Importance {
    columns = List.copyOf(columns);
  }

  /// Measures both for a model of tables. The network is in evaluation afterwards.
  ///
  /// @param data inputs and targets as the network sees them
  /// @throws DataException if the model is one for images, the score is not one of its task, or
  ///   there are no rows
  public static Importance of(TrainedModel model, TensorDataset data, Options options) {
    if (!(model.preparation() instanceof Preparation.Tabular(var encoder))) {
      throw new DataException(
          "the model is one for images, which have no columns; a heat map shows what it looks at");
    }
    if (data.size() == 0) {
      throw new DataException("there are no rows to judge the model by");
    }
    Score score = options.score().orElseGet(() -> Score.usual(model.task()));
    score.require(model.task());
    Batch all = data.all();
    double baseline = score.of(model, all.x(), all.y());
    SequencedMap<String, List<Integer>> inputs = ColumnInputs.of(encoder);
    Map<String, Double> gradients = gradients(model, all.x(), ColumnInputs.vectors(encoder));
    Generator generator = Seed.of(options.seed());
    List<Column> columns = new ArrayList<>();
    inputs.forEach((name, places) -> {
      Tensor mask = mask(places, all.x().size(1));
      List<Double> drops =
          IntStream.range(0, options.repeats())
              .mapToObj(_ -> {
                Tensor dealt = Tensor.where(mask, shuffled(all.x(), generator), all.x());
                return score.fall(baseline, score.of(model, dealt, all.y()));
              })
              .toList();
      columns.add(new Column(name, drops, gradients.getOrDefault(name, Double.NaN)));
    });
    columns.sort(
        Comparator.comparingDouble(Column::mean).thenComparingDouble(Column::gradient).reversed());
    return new Importance(score, baseline, data.size(), options, columns);
  }

  private static Tensor shuffled(Tensor x, Generator generator) {
    long[] order = IntStream.of(generator.order(x.size(0))).asLongStream().toArray();
    return x.indexSelect(0, Tensor.of(order));
  }

  private static Tensor mask(List<Integer> places, int width) {
    float[] ones = new float[width];
    places.forEach(place -> ones[place] = 1);
    return Tensor.of(ones).gt(0).unsqueeze(0);
  }

  private static Map<String, Double> gradients(
      TrainedModel model, Tensor x, SequencedMap<String, List<Integer>> places) {
    double[][] rows = Metrics.rows(Attribution.of(model, x));
    return places.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                column ->
                    Arrays.stream(rows)
                        .mapToDouble(row ->
                            Math.abs(column.getValue().stream().mapToDouble(i -> row[i]).sum()))
                        .average()
                        .orElseThrow()));
  }
}
