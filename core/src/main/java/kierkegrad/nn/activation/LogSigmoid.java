package kierkegrad.nn.activation;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// `ln σ(x)`, without overflow. PyTorch `LogSigmoid`.
public record LogSigmoid() implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.logSigmoid();
  }

  /// `LogSigmoid()`.
  @Override
  public String toString() {
    return "LogSigmoid()";
  }
}
