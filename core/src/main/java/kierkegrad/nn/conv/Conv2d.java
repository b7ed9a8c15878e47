package kierkegrad.nn.conv;

import java.util.Optional;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.op.Window;
import kierkegrad.tensor.Tensor;

/// A learned window that slides over images: `y[n,o,i,j] = b[o] + Σ x[n,c,i+kh,j+kw] ·
/// w[o,c,kh,kw]`, for x `[n, in, h, w]`. PyTorch `Conv2d`, with its initialisation: all uniform on
/// ±1/√(in/groups·kh·kw).
///
/// ```java
/// new Conv2d(3, 32, 3)                                        // 3·3
/// new Conv2d(3, 32, Window.of(3).stride(2).padding(1))
/// new Conv2d(32, 32, Window.of(3).padding(1), 32, false)      // depthwise, without bias
/// ```
///
/// @param weight w, `[out, in/groups, kh, kw]`
/// @param bias b, `[out]`, if there is one
/// @param window how the weight slides
/// @param groups into how many blocks the channels fall; each block out sees only its block in
public record Conv2d(Parameter weight, Optional<Parameter> bias, Window window, int groups)
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
    Parameter weight =
        Convolution.weight(
            "conv2d", in, out, groups, window.height().kernel(), window.width().kernel());
    this(weight, Convolution.bias(weight, bias), window, groups);
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
    Convolution.requireChannels("conv2d", weight, x, in(), 4);
    return x.conv2d(weight.value(), bias.map(Parameter::value), window, groups);
  }

  /// Such as `Conv2d(3, 32, kernel_size=(3, 3), stride=(1, 1))`.
  @Override
  public String toString() {
    return Convolution.text("Conv2d", in(), out(), window, groups, bias.isPresent());
  }
}
