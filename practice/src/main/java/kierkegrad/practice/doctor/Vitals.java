package kierkegrad.practice.doctor;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import kierkegrad.monitor.Measurements;
import kierkegrad.monitor.Measurements.StepPoint;
import kierkegrad.monitor.Measurements.WeightsPoint;
import kierkegrad.practice.run.Metrics;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;
import kierkegrad.train.Evaluation;
import kierkegrad.train.Score;

/// Numbers that several symptoms look at, computed from the evidence.
///
/// @param evidence what a run left behind
public record Vitals(Evidence evidence) {
  /// How far the accuracy (or half of how far R²) may lie below what simple methods reach.
  public static final double MARGIN = 0.05;

  /// The settings of the run.
  public Settings settings() {
    return evidence.settings();
  }

  /// What is known of its data.
  public Facts facts() {
    return evidence.facts();
  }

  /// The value of a setting.
  public <T> T get(Setting<T> setting) {
    return settings().get(setting);
  }

  /// What a monitor measured.
  public Measurements measured() {
    return evidence.measurements();
  }

  /// Whether classes are predicted.
  public boolean classes() {
    return !facts().classes().isEmpty();
  }

  /// Whether the training is over.
  public boolean finished() {
    return evidence.ending().isPresent();
  }

  // What came of it.

  /// `accuracy` or `R²`.
  public String scoreName() {
    return classes() ? "accuracy" : "R²";
  }

  /// The accuracy or R² of an evaluation.
  public static double score(Evaluation evaluation) {
    return switch (evaluation.score()) {
      case Score.Classification(var confusion) -> confusion.accuracy();
      case Score.Regression(_, double r2) -> r2;
    };
  }

  /// On the training rows, in the end.
  public OptionalDouble trainScore() {
    return verdict(verdict -> score(verdict.train()));
  }

  /// On rows that were not trained with, in the end.
  public OptionalDouble heldOutScore() {
    return verdict(verdict -> score(verdict.heldOut()));
  }

  /// The mean recall over classes, or R², on rows that were not trained with: what a rare class
  /// counts for as much as a frequent one.
  public OptionalDouble balancedScore() {
    return verdict(verdict ->
        verdict.heldOut().score() instanceof Score.Classification(var confusion)
            ? confusion.balancedAccuracy()
            : score(verdict.heldOut()));
  }

  /// What simple methods reach on rows that they have not seen.
  public OptionalDouble reference() {
    return verdict(verdict -> verdict.references().best());
  }

  private OptionalDouble verdict(ToDoubleFunction<Verdict> number) {
    return evidence
        .verdict()
        .map(v -> OptionalDouble.of(number.applyAsDouble(v)))
        .orElse(OptionalDouble.empty());
  }

  /// Whether the training failed, or the network does worse on its own training rows than simple
  /// methods do on rows that they have not seen, or has a higher loss there than a constant answer.
  public boolean suffers() {
    return evidence.failure().isPresent()
        || shortfall() > margin()
        || verdict(v -> v.train().loss()).orElse(0) > 1.1 * facts().constantLoss();
  }

  /// Whether the network does worse on rows that it was not trained with than simple methods do, by
  /// more than two standard errors and the margin.
  public boolean isPoor() {
    return evidence.verdict().isPresent()
        && !(heldOutScore().orElse(0) + 2 * heldOutError() + margin() > reference().orElse(0));
  }

  /// The standard error of the score on rows that were not trained with: √(p(1 − p)/n) of an
  /// accuracy, about 2(1 − R²)/√n of R².
  public double heldOutError() {
    double rows = evidence.verdict().map(v -> v.heldOut().rows()).orElse(1L);
    double score = heldOutScore().orElse(0);
    return classes()
        ? Math.sqrt(Math.max(score * (1 - score), 1 / rows) / rows)
        : 2 * (1 - Math.clamp(score, 0, 1)) / Math.sqrt(rows);
  }

  /// How far the score on the training rows lies below what simple methods reach.
  public double shortfall() {
    double score = trainScore().orElse(Double.POSITIVE_INFINITY);
    return reference().orElse(Double.NEGATIVE_INFINITY) - (Double.isNaN(score) ? -1 : score);
  }

  /// What [#shortfall] is forgiven.
  public double margin() {
    return classes() ? MARGIN : 2 * MARGIN;
  }

  /// Such as `accuracy 0.62 on training rows; a linear model reaches 0.8 and five nearest
  /// neighbours 0.97 on rows they have not seen`.
  public String outcome() {
    return evidence
        .verdict()
        .map(v ->
            "%s %s on the training rows, %s on others; a linear model reaches %s and five nearest neighbours %s on rows they have not seen"
                .formatted(
                    scoreName(),
                    Texts.number(score(v.train())),
                    Texts.number(score(v.heldOut())),
                    Texts.number(v.references().linear()),
                    Texts.number(v.references().neighbours())))
        .orElse("not known yet");
  }

  // The loss.

  /// The training losses of the finished epochs.
  public double[] losses() {
    return evidence.epochs().stream().mapToDouble(Metrics.Epoch::trainLoss).toArray();
  }

  /// The training loss of the last finished epoch; NaN if there is none.
  public double lastLoss() {
    return evidence.epochs().isEmpty() ? Double.NaN : evidence.epochs().getLast().trainLoss();
  }

  /// The loss of the first step, before anything was learnt; NaN if it was not measured.
  public double firstLoss() {
    return measured().steps().isEmpty() ? Double.NaN : measured().steps().getFirst().loss();
  }

  /// How much of the loss of a constant answer is gone, from 0 for nothing to 1 for all.
  public double progress() {
    return (facts().constantLoss() - lastLoss()) / Math.abs(facts().constantLoss());
  }

  /// The epoch with the lowest validation loss, counted from 1, if there was validation.
  public OptionalInt bestValidation() {
    List<Metrics.Epoch> epochs = evidence.epochs();
    return IntStream.range(0, epochs.size())
        .filter(i -> epochs.get(i).validationLoss().isPresent())
        .boxed()
        .min(Comparator.comparingDouble(i -> epochs.get(i).validationLoss().orElseThrow()))
        .map(i -> OptionalInt.of(i + 1))
        .orElse(OptionalInt.empty());
  }

  // The layers.

  /// The places of the weight matrices among the parameters.
  public List<Integer> matrices() {
    List<Measurements.Weights> all = measured().parameters();
    return IntStream.range(0, all.size())
        .filter(i -> all.get(i).shape().rank() > 1)
        .boxed()
        .toList();
  }

  /// The name of a parameter.
  public String name(int parameter) {
    return measured().parameters().get(parameter).name();
  }

  /// The steps with a learning rate that is not near the end of its schedule: at least a third of
  /// the highest.
  public List<StepPoint> steps() {
    double highest = measured().steps().stream().mapToDouble(StepPoint::lr).max().orElse(0);
    return measured().steps().stream().filter(s -> s.lr() >= highest / 3).toList();
  }

  /// How far an update moves a parameter, ‖Δw‖/‖w‖: the median over [#steps]. NaN if never
  /// measured.
  public double ratio(int parameter) {
    return median(steps().stream().mapToDouble(s -> s.parameters().get(parameter).updateRatio()));
  }

  /// The median of [#ratio] over the matrices.
  public double ratio() {
    return median(matrices().stream().mapToDouble(this::ratio));
  }

  /// The largest [#ratio] of the matrices.
  public double largestRatio() {
    return matrices().stream().mapToDouble(this::ratio).max().orElse(Double.NaN);
  }

  /// The root mean square of a parameter's gradient in a step.
  public double slope(StepPoint step, int parameter) {
    WeightsPoint point = step.parameters().get(parameter);
    return point.gradientNorm()
        / Math.sqrt(measured().parameters().get(parameter).shape().elements());
  }

  /// The root mean square of a gradient: the median over the first tenth of the measured steps.
  public double earlySlope(int parameter) {
    List<StepPoint> all = measured().steps();
    int count = Math.max(1, all.size() / 10);
    return median(all.stream().limit(count).mapToDouble(s -> slope(s, parameter)));
  }

  /// The norm of a parameter in the last measured step, as a share of that in the first.
  public double growth(int parameter) {
    List<StepPoint> all = measured().steps();
    return all.isEmpty()
        ? Double.NaN
        : all.getLast().parameters().get(parameter).weightNorm()
            / all.getFirst().parameters().get(parameter).weightNorm();
  }

  /// The median of the finite numbers; NaN of none.
  public static double median(java.util.stream.DoubleStream numbers) {
    double[] sorted = numbers.filter(Double::isFinite).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }

  /// The least number; infinite of none.
  public static double least(double[] numbers) {
    return Arrays.stream(numbers).min().orElse(Double.POSITIVE_INFINITY);
  }
}
