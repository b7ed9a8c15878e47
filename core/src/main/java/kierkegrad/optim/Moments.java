package kierkegrad.optim;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// The running moments of the gradient, and the step along them. The arithmetic is PyTorch's.
final class Moments {
  private static final String STEP = "step";
  private static final String FIRST = "exp_avg";
  private static final String SECOND = "exp_avg_sq";
  private static final String LARGEST = "max_exp_avg_sq";

  /// What is remembered, under PyTorch's names.
  static final List<String> NAMES = List.of(STEP, FIRST, SECOND, LARGEST);

  private Moments() {}

  static Tensor step(
      Tensor p, Tensor g, double lr, AdamOptions options, Map<String, Tensor> memory) {
    double b1 = options.beta1();
    double b2 = options.beta2();
    double t = 1 + recall(memory, STEP, DType.F64, Shape.SCALAR).item();
    Tensor m = recall(memory, FIRST, p.dtype(), p.shape()).mul(b1).add(g.mul(1 - b1));
    Tensor v = recall(memory, SECOND, p.dtype(), p.shape()).mul(b2).add(g.square().mul(1 - b2));
    memory.put(STEP, Tensor.full(DType.F64, Shape.SCALAR, t));
    memory.put(FIRST, m);
    memory.put(SECOND, v);
    Tensor scale = options.amsgrad() ? largest(v, memory) : v;
    Tensor denominator = scale.sqrt().div(Math.sqrt(1 - Math.pow(b2, t))).add(options.eps());
    return p.sub(m.div(denominator).mul(lr / (1 - Math.pow(b1, t))));
  }

  private static Tensor largest(Tensor v, Map<String, Tensor> memory) {
    Tensor largest = recall(memory, LARGEST, v.dtype(), v.shape()).maximum(v);
    memory.put(LARGEST, largest);
    return largest;
  }

  private static Tensor recall(Map<String, Tensor> memory, String name, DType type, Shape shape) {
    return Optional.ofNullable(memory.get(name)).orElseGet(() -> Tensor.zeros(type, shape));
  }
}
