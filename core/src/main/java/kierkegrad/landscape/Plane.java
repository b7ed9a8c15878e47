package kierkegrad.landscape;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.random.Generator;
import kierkegrad.random.Sampling;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// A plane in the space of a model's weights: the points `center + α·u + β·v`.
///
/// @param center one float64 tensor per parameter, in the model's order
/// @param u the direction of α, likewise
/// @param v the direction of β, likewise
public record Plane(List<Tensor> center, List<Tensor> u, List<Tensor> v) {
  /// Keeps immutable copies.
  public Plane {
    center = List.copyOf(center);
    u = List.copyOf(u);
    v = List.copyOf(v);
  }

  /// Through the model's weights, along two random directions.
  ///
  /// Each direction is Gaussian and *filter-normalised* (Li et al. 2018, "Visualizing the Loss
  /// Landscape of Neural Nets"): every row of a weight, which is what one neuron or filter reads,
  /// is scaled to the length of the model's own row, `d ← d/‖d‖ · ‖w‖`. So α = 1 is a step as long
  /// as the weights themselves, whatever their scale. Parameters of one dimension, biases and the
  /// scales of norms, keep their values, as in the paper's figures.
  ///
  /// @throws IllegalArgumentException if no parameter has two dimensions or more
  public static Plane random(Layer model, Generator generator) {
    List<Tensor> center = weights(model);
    if (center.stream().noneMatch(w -> w.rank() > 1)) {
      throw new IllegalArgumentException(
          "plane: the model has no weight of two dimensions or more, only biases and scales, which keep their values");
    }
    return new Plane(center, direction(center, generator), direction(center, generator));
  }

  static List<Tensor> direction(List<Tensor> center, Generator generator) {
    return center.stream()
        .map(w ->
            w.rank() > 1
                ? normalized(Sampling.normal(generator, DType.F64, w.shape(), 0, 1), w)
                : Tensor.zeros(DType.F64, w.shape()))
        .toList();
  }

  private static Tensor normalized(Tensor direction, Tensor weight) {
    int[] dims = new int[weight.rank() - 1];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = i + 1;
    }
    return direction.div(length(direction, dims)).mul(length(weight, dims));
  }

  private static Tensor length(Tensor x, int[] dims) {
    return x.square().sum(dims, true).sqrt();
  }

  static List<Tensor> weights(Layer model) {
    return model.parameters().stream()
        .map(Parameter::value)
        .map(value -> value.detach().to(DType.F64).copy())
        .toList();
  }

  /// The weights at a point, one tensor per parameter.
  public List<Tensor> at(double alpha, double beta) {
    List<Tensor> weights = new ArrayList<>();
    for (int i = 0; i < center.size(); i++) {
      weights.add(center.get(i).add(u.get(i).mul(alpha)).add(v.get(i).mul(beta)));
    }
    return weights;
  }
}
