package kierkegrad.op;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kierkegrad.random.Generator;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// What a randomized leaky ReLU multiplies its operand by: 1 where x > 0, elsewhere a number
/// uniform between two bounds.
///
/// Every run draws anew, one number per element that needs one, in row-major order, and so does
/// every run of a graph.
///
/// @param generator what it draws from; the current one at each run if there is none
public record RandomSlope(double lower, double upper, Optional<Generator> generator)
    implements Kernel {
  @Override
  public String opName() {
    return "rrelu_slope";
  }

  @Override
  public Shape shape(List<Shape> in) {
    Rules.arity(this, in, 1);
    return in.getFirst();
  }

  @Override
  public DType dtype(List<DType> in) {
    return in.getFirst().floating();
  }

  @Override
  public boolean isPure() {
    return false;
  }

  @Override
  public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
    return Rules.gradients(() -> Tensor.zeros(g.dtype(), in.a().shape()));
  }

  @Override
  public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
    return Optional.of(Tensor.zeros(y.dtype(), y.shape()));
  }

  @Override
  public Formula formula() {
    return Formula.of("y = 1 if x > 0, else uniform from lower to upper", "dC/dx = 0");
  }

  @Override
  public String attributes() {
    return "lower=" + lower + ", upper=" + upper;
  }
}
