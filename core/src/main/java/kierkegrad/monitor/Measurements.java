package kierkegrad.monitor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import kierkegrad.tensor.Shape;

/// What a [Monitor] has measured. Time is counted in updates: at `update` k, k updates have been
/// made.
///
/// @param parameters the trained parameters, in the model's order; points list theirs in the same
/// @param steps points of the course of the training, at even distances
/// @param activations the activation functions by name, in the order in which the model computes
///   them
/// @param probeRows for how many rows
/// @param probes what the activations gave for these rows, again and again
/// @param snapshots distributions, at the start and after a few epochs
public record Measurements(
    List<Weights> parameters,
    List<StepPoint> steps,
    SequencedMap<String, Function> activations,
    int probeRows,
    List<Probe> probes,
    List<Snapshot> snapshots) {

  /// Keeps unmodifiable copies.
  public Measurements {
    parameters = List.copyOf(parameters);
    steps = List.copyOf(steps);
    activations = copy(activations);
    probes = List.copyOf(probes);
    snapshots = List.copyOf(snapshots);
  }

  private static <T> SequencedMap<String, T> copy(SequencedMap<String, T> map) {
    return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(map));
  }

  /// A parameter.
  ///
  /// @param name such as `fc1.weight`
  /// @param shape its shape
  public record Weights(String name, Shape shape) {}

  /// One step, as it was before its update.
  ///
  /// @param update how many updates were made before it
  /// @param loss of its batch, without penalty
  /// @param lr the learning rate of the first group
  /// @param gradientNorm the Euclidean norm of all gradients together, with penalty, after clipping
  /// @param parameters one for each of [Measurements#parameters]
  public record StepPoint(
      long update, double loss, double lr, double gradientNorm, List<WeightsPoint> parameters) {
    /// Keeps an unmodifiable copy.
    public StepPoint {
      parameters = List.copyOf(parameters);
    }
  }

  /// One parameter in one step.
  ///
  /// @param gradientNorm ‖g‖₂; NaN if it has no gradient
  /// @param weightNorm ‖w‖₂ before the update
  /// @param updateRatio ‖w after − w before‖₂ / ‖w before‖₂; infinite or NaN if w was 0
  public record WeightsPoint(double gradientNorm, double weightNorm, double updateRatio) {}

  /// An activation function in the model.
  ///
  /// @param name what it is called, such as `relu`
  /// @param units how many outputs it has per row; of a convolution, how many channels
  public record Function(String name, int units) {}

  /// The activations at some time.
  ///
  /// @param update how many updates were made before it
  /// @param activations by the names of [Measurements#activations]
  public record Probe(long update, SequencedMap<String, ActivationPoint> activations) {
    /// Keeps an unmodifiable copy.
    public Probe {
      activations = copy(activations);
    }
  }

  /// One activation at some time.
  ///
  /// @param dead the share of units that are 0 for all rows; of ReLU, otherwise NaN
  /// @param saturated the share of values within a hundredth of the range of an end: of sigmoid
  ///   below 0.01 or above 0.99, of tanh below −0.98 or above 0.98; otherwise NaN
  public record ActivationPoint(double dead, double saturated) {}

  /// Distributions at some time.
  ///
  /// @param update how many updates were made before it
  /// @param epoch how many epochs were over
  /// @param weights of the parameters by name
  /// @param gradients of the parameters by name; those of the last batch before it, or of the first
  ///   one
  /// @param activations of the activations by name
  public record Snapshot(
      long update,
      int epoch,
      SequencedMap<String, Histogram> weights,
      SequencedMap<String, Histogram> gradients,
      SequencedMap<String, Histogram> activations) {
    /// Keeps unmodifiable copies.
    public Snapshot {
      weights = copy(weights);
      gradients = copy(gradients);
      activations = copy(activations);
    }
  }
}
