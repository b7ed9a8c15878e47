package kierkegrad.nn;

import java.util.Optional;
import kierkegrad.nn.init.Init;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// `y = x·Wᵀ + b`, for x `[…, in]`, W `[out, in]`, b `[out]`. PyTorch `Linear`, with its
/// initialisation: all uniform on ±1/√in.
///
/// @param weight W
/// @param bias b, if there is one
public record Linear(Parameter weight, Optional<Parameter> bias) implements Layer {
  /// With bias.
  public Linear(int in, int out) {
    this(in, out, true);
  }

  /// With or without bias.
  public Linear(int in, int out, boolean bias) {
    this(
        new Parameter(Init.linear(DType.F32, Shape.of(out, in), in)),
        bias
            ? Optional.of(new Parameter(Init.linear(DType.F32, Shape.of(out), in)))
            : Optional.empty());
  }

  /// The size of the last dimension of x.
  public int in() {
    return weight.value().size(1);
  }

  /// The size of the last dimension of y.
  public int out() {
    return weight.value().size(0);
  }

  @Override
  public Tensor forward(Tensor x) {
    if (x.rank() == 0 || x.size(-1) != in()) {
      throw new ShapeException(mismatch(x));
    }
    Tensor w = weight.value();
    return bias.map(b -> x.linear(w, b.value())).orElseGet(() -> x.matmul(w.mT()));
  }

  private String mismatch(Tensor x) {
    String from = x.op().map(op -> " from " + op.opName()).orElse("");
    int width = x.rank() == 0 ? 1 : x.size(-1);
    return "linear"
        + weight.layer("weight")
        + ": expects "
        + in()
        + " input features, got "
        + x.shape()
        + from
        + "; is the layer before it "
        + width
        + " wide?";
  }

  /// Such as `Linear(4, 3)`.
  @Override
  public String toString() {
    return "Linear(" + in() + ", " + out() + (bias.isPresent() ? ")" : ", bias=false)");
  }
}
