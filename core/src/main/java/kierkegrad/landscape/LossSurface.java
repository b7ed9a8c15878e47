package kierkegrad.landscape;

import java.util.List;
import java.util.function.Function;
import kierkegrad.data.Batch;
import kierkegrad.graph.Graph;
import kierkegrad.graph.Program;
import kierkegrad.loss.Loss;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.Tape;
import kierkegrad.tensor.Tensor;

/// The loss at the points of a grid on a plane of weights.
///
/// ```java
/// Linear model = new Linear(4, 3);
/// Plane plane = Plane.random(model, Seed.of(0));
/// Tensor axis = Tensor.linspace(-1, 1, 41);
/// Batch batch = new Batch(Tensor.ones(8, 4), Tensor.zeros(DType.I64, Shape.of(8)));
/// LossSurface surface = LossSurface.of(model, new CrossEntropyLoss(), batch, plane, axis, axis);
/// ```
///
/// @param alpha the places along the plane's `u` `[columns]`
/// @param beta the places along its `v` `[rows]`
/// @param loss float64 `[rows, columns]`; infinite or NaN where the loss is no finite number
/// @param center the loss at `(0, 0)`, that of the model itself
public record LossSurface(Tensor alpha, Tensor beta, Tensor loss, double center) {
  /// Computes the loss of one batch at every point, in evaluation mode: Dropout drops nothing, and
  /// BatchNorm keeps the running statistics of the model.
  ///
  /// The model's code runs once; its operations are then repeated with other weights. Afterwards
  /// the weights have their own bits again, also after an error, and the model is in evaluation
  /// mode. Tensors that were read from its parameters before are stale.
  ///
  /// @param plane through this model's parameters
  public static LossSurface of(
      Layer model, Loss loss, Batch batch, Plane plane, Tensor alpha, Tensor beta) {
    model.eval();
    List<Parameter> parameters = model.parameters();
    List<Tensor> own = parameters.stream().map(p -> p.value().detach().copy()).toList();
    Function<List<Tensor>, List<Tensor>> forward =
        in -> List.of(loss.of(model.forward(in.get(0)), in.get(1)));
    Program program = Program.of(Graph.trace(forward, List.of(batch.x(), batch.y())));
    double[] alphas = alpha.toDoubleArray();
    double[] betas = beta.toDoubleArray();
    double[] losses = new double[alphas.length * betas.length];
    try {
      program.run(batch.x(), batch.y());
      double center = program.output(0).item();
      for (int row = 0; row < betas.length; row++) {
        for (int column = 0; column < alphas.length; column++) {
          move(parameters, plane, alphas[column], betas[row]);
          program.run(batch.x(), batch.y());
          losses[row * alphas.length + column] = program.output(0).item();
        }
      }
      return new LossSurface(alpha, beta, Tensor.of(losses, betas.length, alphas.length), center);
    } finally {
      write(parameters, own);
    }
  }

  private static void move(List<Parameter> parameters, Plane plane, double alpha, double beta) {
    write(parameters, Tape.off(() -> plane.at(alpha, beta)));
  }

  private static void write(List<Parameter> parameters, List<Tensor> values) {
    for (int i = 0; i < values.size(); i++) {
      parameters.get(i).set(values.get(i));
    }
  }
}
