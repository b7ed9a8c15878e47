package kierkegrad.landscape;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.random.Generator;
import kierkegrad.random.Sampling;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tape;
import kierkegrad.tensor.Tensor;

/// The plane through a model's weights that a training's way stays nearest to, and that way's
/// shadow on it.
///
/// @param plane along the first two principal components, each of length 1
/// @param first the share of the squared distances from the final weights along the first
/// @param second the share along the second
/// @param path where every snapshot lies, float64 `[k, 2]`: its distances from the final weights
///   along the two
public record PrincipalPlane(Plane plane, double first, double second, Tensor path) {
  private static final double NOTHING = 1e-12;

  /// The principal components of the differences `D = θₖ − θ` to the model's weights θ. They are
  /// not centred on their mean: the plane shall go through θ. The components are found from the
  /// small matrix `D·Dᵀ` `[k, k]`, so a large model costs memory for its snapshots only.
  ///
  /// The start is on the left and above. If the way is straight, the second direction is a random
  /// one at right angles to it.
  ///
  /// @param generator draws that direction
  /// @throws IllegalArgumentException if the trail is of another model, or nothing moved
  public static PrincipalPlane of(Layer model, Trail trail, Generator generator) {
    return Tape.off(() -> compute(model, trail, generator));
  }

  private static PrincipalPlane compute(Layer model, Trail trail, Generator generator) {
    List<Tensor> center = Plane.weights(model);
    List<Tensor> moves = moves(model, center, trail);
    int k = trail.size();
    Tensor products = Tensor.zeros(DType.F64, Shape.of(k, k));
    for (Tensor d : moves) {
      products = products.add(d.matmul(d.mT()));
    }
    Eigen eigen = Eigen.of(products.toDoubleArray(), k);
    double total = eigen.sum();
    if (!(total > 0)) {
      throw new IllegalArgumentException(
          "the weights of all %d snapshots are those of the model: there is no path to show"
              .formatted(k));
    }
    double[] x = eigen.coordinates(0);
    double[] y = k > 1 ? eigen.coordinates(1) : new double[k];
    boolean straight = k < 2 || eigen.value(1) <= NOTHING * eigen.value(0);
    turn(x, -1);
    turn(y, 1);
    List<Tensor> u = direction(moves, x, eigen.value(0), center);
    List<Tensor> v =
        straight ? perpendicular(u, generator) : direction(moves, y, eigen.value(1), center);
    double[] path = new double[2 * k];
    for (int i = 0; i < k; i++) {
      path[2 * i] = x[i];
      path[2 * i + 1] = straight ? 0 : y[i];
    }
    return new PrincipalPlane(
        new Plane(center, u, v),
        eigen.value(0) / total,
        straight ? 0 : eigen.value(1) / total,
        Tensor.of(path, k, 2));
  }

  /// The differences to the final weights, one matrix `[k, n]` per parameter.
  private static List<Tensor> moves(Layer model, List<Tensor> center, Trail trail) {
    List<Tensor> moves = new ArrayList<>();
    List<Parameter> parameters = model.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      String name = parameters.get(i).name();
      Tensor values = trail.values().get(name);
      Tensor now = center.get(i);
      if (values == null || values.elements() != trail.size() * now.elements()) {
        throw new IllegalArgumentException(
            "the path is one of another model: it has no %s %s".formatted(name, now.shape()));
      }
      moves.add(
          values
              .to(DType.F64)
              .reshape(trail.size(), now.elements())
              .sub(now.reshape(1, now.elements())));
    }
    return moves;
  }

  /// Gives the first point that sign.
  private static void turn(double[] coordinates, int sign) {
    if (coordinates[0] * sign < 0) {
      for (int i = 0; i < coordinates.length; i++) {
        coordinates[i] = -coordinates[i];
      }
    }
  }

  /// `Dᵀ·c / λ`: of length 1, since the coordinates `c` have the squared length λ.
  private static List<Tensor> direction(
      List<Tensor> moves, double[] coordinates, double lambda, List<Tensor> center) {
    Tensor weights = Tensor.of(coordinates, 1, coordinates.length).div(lambda);
    List<Tensor> direction = new ArrayList<>();
    for (int i = 0; i < moves.size(); i++) {
      direction.add(weights.matmul(moves.get(i)).reshape(center.get(i).shape()));
    }
    return direction;
  }

  private static List<Tensor> perpendicular(List<Tensor> u, Generator generator) {
    List<Tensor> random =
        u.stream().map(part -> Sampling.normal(generator, DType.F64, part.shape(), 0, 1)).toList();
    double along = dot(u, random);
    List<Tensor> rest = new ArrayList<>();
    for (int i = 0; i < u.size(); i++) {
      rest.add(random.get(i).sub(u.get(i).mul(along)));
    }
    double length = Math.sqrt(dot(rest, rest));
    return rest.stream().map(part -> part.div(length)).toList();
  }

  private static double dot(List<Tensor> a, List<Tensor> b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += a.get(i).mul(b.get(i)).sum().item();
    }
    return sum;
  }
}
