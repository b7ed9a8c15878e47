package kierkegrad.practice.range;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import kierkegrad.data.Batches;
import kierkegrad.loss.Loss;
import kierkegrad.nn.Layer;
import kierkegrad.optim.Optimizer;
import kierkegrad.practice.range.RangeTest.Ending;
import kierkegrad.practice.range.RangeTest.Point;
import kierkegrad.practice.run.Run;
import kierkegrad.practice.settings.Setting;
import kierkegrad.random.Generator;
import kierkegrad.random.Seed;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.Callback;
import kierkegrad.train.Step;
import kierkegrad.train.StopSignal;
import kierkegrad.train.Trainer;
import kierkegrad.train.TrainerBuilder;
import kierkegrad.train.TrainingException;

/// The range test of Smith (2017): a short training whose learning rate grows by the same factor
/// from step to step. While it is too small the loss stays, then it falls, and at last it rises.
///
/// ```java
/// RangeTest test = new LearningRateFinder().run(model, loss, optimizer, batches);
/// double lr = test.suggestion();
/// ```
///
/// The loss is smoothed with an exponential average without the bias of its start, `aᵢ = β·aᵢ₋₁ +
/// (1 − β)·lossᵢ`, divided by `1 − βⁱ`. The test ends where that is four times its lowest.
/// Afterwards model and optimizer are as they were before.
///
/// @param from the first rate
/// @param to the last one
/// @param steps how many steps it takes
/// @param beta how much of the average stays from step to step
public record LearningRateFinder(double from, double to, int steps, double beta) {
  private static final double DIVERGED = 4;

  /// From 1e-7 to 10 in 100 steps, with β = 0.9.
  public LearningRateFinder() {
    this(1e-7, 10, 100, 0.9);
  }

  /// @throws IllegalArgumentException if the rates do not grow, or there are fewer than ten steps
  public LearningRateFinder {
    if (!(from > 0 && from < to && Double.isFinite(to))) {
      throw new IllegalArgumentException(
          "range test: from %s to %s; both must be more than 0, and the second the larger"
              .formatted(from, to));
    }
    if (steps < 10) {
      throw new IllegalArgumentException("range test: " + steps + " steps; use 10 or more");
    }
    if (!(beta >= 0 && beta < 1)) {
      throw new IllegalArgumentException(
          "range test: beta " + beta + "; it must be 0 or more and less than 1");
    }
  }

  /// With other ends.
  public LearningRateFinder withRange(double first, double last) {
    return new LearningRateFinder(first, last, steps, beta);
  }

  /// With another number of steps.
  public LearningRateFinder withSteps(int number) {
    return new LearningRateFinder(from, to, number, beta);
  }

  /// Tests a run as its settings describe it, apart from rate and schedule.
  public RangeTest run(Run run, StopSignal signal) {
    Optional<Supplier<Tensor>> penalty =
        Run.penalty(run.network(), run.settings().get(Setting.L1), run.settings().get(Setting.L2));
    Generator generator = Seed.of(run.settings().get(Setting.SEED));
    Batches batches = Run.batches(run.data().train(), run.settings());
    return Seed.use(
        generator, () -> run(run.network(), run.loss(), run.optimizer(), batches, penalty, signal));
  }

  /// Tests any training. Dropout draws from the current generator.
  public RangeTest run(Layer model, Loss loss, Optimizer optimizer, Batches batches) {
    return run(model, loss, optimizer, batches, Optional.empty(), new StopSignal());
  }

  private RangeTest run(
      Layer model,
      Loss loss,
      Optimizer optimizer,
      Batches batches,
      Optional<Supplier<Tensor>> penalty,
      StopSignal asked) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    model.state().forEach((name, box) -> weights.put(name, box.value().detach().copy()));
    Map<String, Tensor> memory = optimizer.state();
    Curve curve = new Curve(asked);
    TrainerBuilder trainer =
        Trainer.of(model, loss, optimizer)
            .epochs(steps)
            .schedulePerStep((_, time) -> rate(time))
            .stopSignal(curve.signal)
            .callback(curve);
    penalty.ifPresent(trainer::penalty);
    try {
      trainer.compiled().build().fit(batches);
    } catch (TrainingException e) {
      curve.ending = Ending.NOT_FINITE;
    } finally {
      model.load(weights);
      optimizer.restore(memory);
    }
    if (curve.points.isEmpty()) {
      throw new IllegalStateException("range test: there was no step with a finite loss");
    }
    return new RangeTest(curve.points, curve.ending);
  }

  private double rate(long step) {
    return from * Math.pow(to / from, step / (steps - 1.0));
  }

  /// Writes down the losses, and ends the training.
  private final class Curve implements Callback {
    private final StopSignal signal = new StopSignal();
    private final StopSignal asked;
    private final List<Point> points = new ArrayList<>();
    private Ending ending = Ending.END;
    private double average;
    private double lowest = Double.POSITIVE_INFINITY;

    Curve(StopSignal asked) {
      this.asked = asked;
    }

    @Override
    public void onStep(Step step) {
      average = beta * average + (1 - beta) * step.loss();
      double smoothed = average / (1 - Math.pow(beta, points.size() + 1.0));
      points.add(new Point(step.lr(), step.loss(), smoothed));
      lowest = Math.min(lowest, smoothed);
      if (points.size() >= steps) {
        end(Ending.END);
      } else if (smoothed > DIVERGED * lowest) {
        end(Ending.DIVERGED);
      } else if (asked.isRequested()) {
        end(Ending.STOPPED);
      }
    }

    private void end(Ending reason) {
      ending = reason;
      signal.stop();
    }
  }
}
