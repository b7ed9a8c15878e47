package kierkegrad.nn.conv;

import java.util.Optional;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.op.Window;
import kierkegrad.tensor.PadMode;
import kierkegrad.tensor.Tensor;

/// A learned window that slides over images: `y[n,o,i,j] = b[o] + Σ x[n,c,i+kh,j+kw] ·
/// w[o,c,kh,kw]`, for x `[n, in, h, w]`. PyTorch `Conv2d`, with its initialisation: all uniform on
/// ±1/√(in/groups·kh·kw).
///
/// ```java
/// new Conv2d(3, 32, 3)                                        // 3·3
/// new Conv2d(3, 32, Window.of(3).stride(2).padding(1))
/// new Conv2d(3, 32, Window.of(3).same())                      // the size of the images stays
/// new Conv2d(32, 32, Window.of(3).padding(1), 32, false)      // depthwise, without bias
/// new Conv2d(3, 32, Window.of(3).padding(1), 1, true, PadMode.REFLECT)
/// ```
///
/// @param weight w, `[out, in/groups, kh, kw]`
/// @param bias b, `[out]`, if there is one
/// @param window how the weight slides
/// @param groups into how many blocks the channels fall; each block out sees only its block in
/// @param paddingMode what the padding consists of; zeros by default
public record Conv2d(
    Parameter weight, Optional<Parameter> bias, Window window, int groups, PadMode paddingMode)
    implements Layer {
  /// A square window that moves by one and stays inside.
  public Conv2d(int in, int out, int kernel) {
    this(in, out, Window.of(kernel));
  }

  /// Any window.
  public Conv2d(int in, int out, Window window) {
    this(in, out, window, 1, true);
  }

  /// Any window, in groups, with or without bias.
  ///
  /// @throws IllegalArgumentException if the groups do not divide the channels
  public Conv2d(int in, int out, Window window, int groups, boolean bias) {
    this(in, out, window, groups, bias, PadMode.CONSTANT);
  }

  /// Any window, in groups, with or without bias, and any padding.
  ///
  /// @throws IllegalArgumentException if the groups do not divide the channels
  public Conv2d(int in, int out, Window window, int groups, boolean bias, PadMode paddingMode) {
    Parameter weight =
        Convolution.weight(
            "conv2d", in, out, groups, window.height().kernel(), window.width().kernel());
    this(weight, Convolution.bias(weight, out, bias), window, groups, paddingMode);
  }

  /// The number of channels of x.
  public int in() {
    return weight.value().size(1) * groups;
  }

  /// The number of channels of y.
  public int out() {
    return weight.value().size(0);
  }

  @Override
  public Tensor forward(Tensor x) {
    Convolution.requireChannels("conv2d", weight, x, in());
    Tensor w = weight.value();
    Optional<Tensor> b = bias.map(Parameter::value);
    if (paddingMode == PadMode.CONSTANT) {
      return x.conv2d(w, b, window, groups);
    }
    Tensor padded = Convolution.padded(x, paddingMode, window.height(), window.width());
    return padded.conv2d(w, b, window.padding(0), groups);
  }

  /// Such as `Conv2d(3, 32, kernel_size=(3, 3), stride=(1, 1))`.
  @Override
  public String toString() {
    String mode = Convolution.mode(paddingMode);
    return Convolution.text(
        "Conv2d", in(), out(), groups, bias.isPresent(), mode, window.height(), window.width());
  }
}
