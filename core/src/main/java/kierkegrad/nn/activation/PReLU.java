package kierkegrad.nn.activation;

import java.util.Arrays;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// x if x > 0, otherwise w·x, where the slope w is learnt: one for all, or one per channel, which
/// is dimension 1 of x. PyTorch `PReLU` (He et al., 2015).
///
/// @param weight w, `[numParameters]`
public record PReLU(Parameter weight) implements Layer {
  /// One slope, 0.25 at first.
  public PReLU() {
    this(1);
  }

  /// A slope per channel, 0.25 at first.
  public PReLU(int numParameters) {
    this(numParameters, 0.25);
  }

  /// A slope per channel, or one for all.
  ///
  /// @param numParameters the number of channels, or 1
  /// @param init what every slope is at first
  public PReLU(int numParameters, double init) {
    this(new Parameter(Tensor.full(DType.F32, Shape.of(numParameters), init)));
  }

  /// @throws ShapeException if there are several slopes, but not one per channel
  @Override
  public Tensor forward(Tensor x) {
    Tensor w = weight.value();
    int channels = x.rank() < 2 ? 1 : x.size(1);
    if (w.elements() == 1) {
      return x.prelu(w.reshape());
    }
    if (w.elements() != channels) {
      throw new ShapeException(
          "prelu: "
              + w.elements()
              + " slopes do not fit "
              + x.shape()
              + ", which has "
              + channels
              + " channels (dimension 1); use as many, or one for all");
    }
    int[] sizes = new int[x.rank() - 1];
    Arrays.fill(sizes, 1);
    sizes[0] = channels;
    return x.prelu(w.reshape(sizes));
  }

  /// Such as `PReLU(num_parameters=1)`.
  @Override
  public String toString() {
    return "PReLU(num_parameters=" + weight.value().elements() + ")";
  }
}
