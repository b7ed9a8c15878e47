package kierkegrad.nn;

import java.util.Optional;
import kierkegrad.nn.init.Init;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// `y[…, o] = Σ x₁[…, i] · w[o, i, j] · x₂[…, j] + b[o]`, for x₁ `[…, in1]` and x₂ `[…, in2]`.
/// PyTorch `Bilinear`, with its initialisation: all uniform on ±1/√in1.
///
/// @param weight w, `[out, in1, in2]`
/// @param bias b, `[out]`, if there is one
public record Bilinear(Parameter weight, Optional<Parameter> bias) implements Layer {
  /// With bias.
  public Bilinear(int in1, int in2, int out) {
    this(in1, in2, out, true);
  }

  /// With or without bias.
  public Bilinear(int in1, int in2, int out, boolean bias) {
    this(
        new Parameter(Init.linear(DType.F32, Shape.of(out, in1, in2), in1)),
        bias
            ? Optional.of(new Parameter(Init.linear(DType.F32, Shape.of(out), in1)))
            : Optional.empty());
  }

  /// The quadratic form: x is both operands.
  @Override
  public Tensor forward(Tensor x) {
    return forward(x, x);
  }

  /// The bilinear form of two operands that differ in their last dimension at most.
  ///
  /// @throws ShapeException if they do not fit the weight or each other
  public Tensor forward(Tensor x1, Tensor x2) {
    Tensor w = weight.value();
    int[] s = w.shape().toArray();
    boolean fits =
        x1.rank() == x2.rank()
            && x1.rank() > 0
            && x1.size(-1) == s[1]
            && x2.size(-1) == s[2]
            && x1.shape().without(-1).equals(x2.shape().without(-1));
    if (!fits) {
      throw new ShapeException(
          "bilinear"
              + weight.layer("weight")
              + ": expects […, "
              + s[1]
              + "] and […, "
              + s[2]
              + "], got "
              + x1.shape()
              + " and "
              + x2.shape());
    }
    Shape lead = x1.shape().without(-1);
    int n = lead.elements();
    Tensor table = w.permute(1, 0, 2).reshape(s[1], s[0] * s[2]);
    Tensor half = x1.reshape(n, s[1]).matmul(table).reshape(n, s[0], s[2]);
    Tensor y = half.matmul(x2.reshape(n, s[2], 1)).reshape(lead.insert(lead.rank(), s[0]));
    return bias.map(b -> y.add(b.value())).orElse(y);
  }

  /// Such as `Bilinear(in1=2, in2=3, out=4)`.
  @Override
  public String toString() {
    int[] s = weight.value().shape().toArray();
    return "Bilinear(in1="
        + s[1]
        + ", in2="
        + s[2]
        + ", out="
        + s[0]
        + (bias.isPresent() ? ")" : ", bias=false)");
  }
}
