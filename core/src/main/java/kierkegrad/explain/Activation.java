package kierkegrad.explain;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.nn.Layer;
import kierkegrad.op.Bend;
import kierkegrad.op.Curve;
import kierkegrad.op.Gelu;
import kierkegrad.op.Op;
import kierkegrad.op.Unary;
import kierkegrad.tensor.Tape;
import kierkegrad.tensor.Tensor;

/// What came out of one of a model's activation functions, wherever in the model's code it stands.
///
/// @param name the name by which an [Explanation] finds its node, such as `1` in a Sequential, or
///   `blocks.0.relu`
/// @param function which function it is, such as `relu`, `leaky_relu` or `gelu`
/// @param value the result
public record Activation(String name, String function, Tensor value) {

  /// Runs a model forwards, without recording for a gradient, and gives the activations in the
  /// order in which they were computed.
  public static List<Activation> of(Layer model, Tensor x) {
    Recorder recorder = new Recorder();
    Scopes scopes = new Scopes(model);
    Tensor y =
        recorder.record(
            (_, operands) -> scopes.of(operands), () -> Tape.off(() -> model.forward(x)));
    List<Recorder.Entry> entries = recorder.behind(y, 0);
    Names names = new Names(entries.stream().map(Recorder.Entry::scope).toList());
    List<Activation> found = new ArrayList<>();
    for (Recorder.Entry entry : entries) {
      String name = names.operation(entry.scope(), entry.op().opName());
      String function = function(entry.op());
      if (!function.isEmpty()) {
        found.add(new Activation(name, function, entry.result()));
      }
    }
    return found;
  }

  /// Empty if it is none.
  private static String function(Op op) {
    return switch (op) {
      case Unary.RELU, Unary.SIGMOID, Unary.TANH, Unary.SOFTPLUS -> op.opName();
      case Gelu.Value _ -> op.opName();
      case Curve _, Bend _ -> op.opName();
      default -> "";
    };
  }
}
