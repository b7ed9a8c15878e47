package kierkegrad.nn.transformer;

import kierkegrad.nn.Layer;
import kierkegrad.nn.activation.ReLU;

/// What the layers of a transformer can be told, with PyTorch's defaults.
///
/// ```java
/// new TransformerEncoderLayer(new TransformerOptions(512, 8).withBatchFirst().withNormFirst())
/// ```
///
/// @param width the number of features; PyTorch `d_model`
/// @param heads how many heads attend, which divides the width; PyTorch `nhead`
/// @param feedForward the number of features between the two linear layers; 2048 by default
/// @param dropout the probability of each dropout; 0.1 by default
/// @param activation between the two linear layers; [ReLU] by default
/// @param eps ε of the norms; 1e-5 by default
/// @param batchFirst whether sequences are `[n, s, e]` instead of `[s, n, e]`; false by default
/// @param normFirst whether norms stand before attention and linear layers (Xiong et al., 2020)
///   instead of behind the sums; false by default
/// @param bias whether projections, linear layers and norms have biases; true by default
public record TransformerOptions(
    int width,
    int heads,
    int feedForward,
    double dropout,
    Layer activation,
    double eps,
    boolean batchFirst,
    boolean normFirst,
    boolean bias) {
  /// PyTorch's defaults.
  public TransformerOptions(int width, int heads) {
    this(width, heads, 2048, 0.1, new ReLU(), 1e-5, false, false, true);
  }

  /// With so many features between the linear layers.
  public TransformerOptions withFeedForward(int features) {
    return new TransformerOptions(
        width, heads, features, dropout, activation, eps, batchFirst, normFirst, bias);
  }

  /// With another dropout.
  public TransformerOptions withDropout(double p) {
    return new TransformerOptions(
        width, heads, feedForward, p, activation, eps, batchFirst, normFirst, bias);
  }

  /// With another activation, such as `new GELU()`.
  public TransformerOptions withActivation(Layer function) {
    return new TransformerOptions(
        width, heads, feedForward, dropout, function, eps, batchFirst, normFirst, bias);
  }

  /// With another ε.
  public TransformerOptions withEps(double epsilon) {
    return new TransformerOptions(
        width, heads, feedForward, dropout, activation, epsilon, batchFirst, normFirst, bias);
  }

  /// For `[n, s, e]`.
  public TransformerOptions withBatchFirst() {
    return new TransformerOptions(
        width, heads, feedForward, dropout, activation, eps, true, normFirst, bias);
  }

  /// With norms first.
  public TransformerOptions withNormFirst() {
    return new TransformerOptions(
        width, heads, feedForward, dropout, activation, eps, batchFirst, true, bias);
  }

  /// Without biases.
  public TransformerOptions withoutBias() {
    return new TransformerOptions(
        width, heads, feedForward, dropout, activation, eps, batchFirst, normFirst, false);
  }

  MultiheadOptions attention() {
    MultiheadOptions options = new MultiheadOptions(width, heads).withDropout(dropout);
    MultiheadOptions biased = bias ? options : options.withoutBias();
    return batchFirst ? biased.withBatchFirst() : biased;
  }

  /// Such as `512, heads=8`, with what differs from the defaults.
  @Override
  public String toString() {
    return width
        + ", heads="
        + heads
        + (feedForward == 2048 ? "" : ", dim_feedforward=" + feedForward)
        + (dropout == 0.1 ? "" : ", dropout=" + dropout)
        + (activation.equals(new ReLU()) ? "" : ", activation=" + activation)
        + (eps == 1e-5 ? "" : ", layer_norm_eps=" + eps)
        + (batchFirst ? ", batch_first=true" : "")
        + (normFirst ? ", norm_first=true" : "")
        + (bias ? "" : ", bias=false");
  }
}
