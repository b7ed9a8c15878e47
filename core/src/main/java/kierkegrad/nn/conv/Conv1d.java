package kierkegrad.nn.conv;

import java.util.Optional;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.op.Span;
import kierkegrad.tensor.PadMode;
import kierkegrad.tensor.Tensor;

/// A learned window that slides along sequences: `y[n,o,i] = b[o] + Σ x[n,c,i+k] · w[o,c,k]`, for x
/// `[n, in, l]`. PyTorch `Conv1d`, with its initialisation: all uniform on ±1/√(in/groups·k).
///
/// @param weight w, `[out, in/groups, k]`
/// @param bias b, `[out]`, if there is one
/// @param window how the weight slides
/// @param groups into how many blocks the channels fall; each block out sees only its block in
/// @param paddingMode what the padding consists of; zeros by default
public record Conv1d(
    Parameter weight, Optional<Parameter> bias, Span window, int groups, PadMode paddingMode)
    implements Layer {
  /// A window that moves by one and stays inside.
  public Conv1d(int in, int out, int kernel) {
    this(in, out, Span.of(kernel));
  }

  /// Any window.
  public Conv1d(int in, int out, Span window) {
    this(in, out, window, 1, true);
  }

  /// Any window, in groups, with or without bias.
  ///
  /// @throws IllegalArgumentException if the groups do not divide the channels
  public Conv1d(int in, int out, Span window, int groups, boolean bias) {
    this(in, out, window, groups, bias, PadMode.CONSTANT);
  }

  /// Any window, in groups, with or without bias, and any padding.
  ///
  /// @throws IllegalArgumentException if the groups do not divide the channels
  public Conv1d(int in, int out, Span window, int groups, boolean bias, PadMode paddingMode) {
    Parameter weight = Convolution.weight("conv1d", in, out, groups, window.kernel());
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
    Convolution.requireChannels("conv1d", weight, x, in());
    Tensor w = weight.value();
    Optional<Tensor> b = bias.map(Parameter::value);
    if (paddingMode == PadMode.CONSTANT) {
      return x.conv1d(w, b, window, groups);
    }
    Tensor padded = Convolution.padded(x, paddingMode, window);
    return padded.conv1d(w, b, window.padding(0), groups);
  }

  /// Such as `Conv1d(3, 32, kernel_size=(3,), stride=(1,))`.
  @Override
  public String toString() {
    String mode = Convolution.mode(paddingMode);
    return Convolution.text("Conv1d", in(), out(), groups, bias.isPresent(), mode, window);
  }
}
