package kierkegrad.nn.recurrent;

import kierkegrad.check.Require;

/// What RNN, LSTM and GRU can be told, with PyTorch's defaults.
///
/// ```java
/// new LSTM(new RecurrentOptions(10, 20).withLayers(2).withBidirectional().withDropout(0.2))
/// ```
///
/// @param input the number of features of x
/// @param hidden the number of features of the state
/// @param layers how many layers stand on one another; 1 by default
/// @param bias whether there are biases; true by default
/// @param batchFirst whether x is `[n, t, input]` instead of `[t, n, input]`; false by default.
///   States are `[…, n, hidden]` either way
/// @param dropout the probability with which an output of any layer but the last is dropped while
///   training; 0 by default
/// @param bidirectional whether each layer reads the sequence backwards too, whose outputs stand
///   behind those of reading forwards; false by default
/// @param projection the number of features to which an LSTM projects its hidden state (Sak et al.,
///   2014), or 0 for no projection, the default
public record RecurrentOptions(
    int input,
    int hidden,
    int layers,
    boolean bias,
    boolean batchFirst,
    double dropout,
    boolean bidirectional,
    int projection) {
  /// PyTorch's defaults.
  public RecurrentOptions(int input, int hidden) {
    this(input, hidden, 1, true, false, 0, false, 0);
  }

  /// @throws IllegalArgumentException if a number is out of range
  public RecurrentOptions {
    if (input < 0 || hidden < 1 || layers < 1) {
      throw new IllegalArgumentException(
          "recurrent: "
              + input
              + " input features, "
              + hidden
              + " hidden ones and "
              + layers
              + " layers; use at least 0, 1 and 1");
    }
    Require.probability("recurrent", "dropout", dropout);
    if (projection < 0 || projection >= hidden) {
      throw new IllegalArgumentException(
          "recurrent: a projection to "
              + projection
              + " features; use 0 for none, or fewer than the "
              + hidden
              + " hidden ones");
    }
  }

  /// With so many layers on one another.
  public RecurrentOptions withLayers(int count) {
    return new RecurrentOptions(
        input, hidden, count, bias, batchFirst, dropout, bidirectional, projection);
  }

  /// Without biases.
  public RecurrentOptions withoutBias() {
    return new RecurrentOptions(
        input, hidden, layers, false, batchFirst, dropout, bidirectional, projection);
  }

  /// For `[n, t, input]`.
  public RecurrentOptions withBatchFirst() {
    return new RecurrentOptions(
        input, hidden, layers, bias, true, dropout, bidirectional, projection);
  }

  /// With dropout between the layers.
  public RecurrentOptions withDropout(double p) {
    return new RecurrentOptions(
        input, hidden, layers, bias, batchFirst, p, bidirectional, projection);
  }

  /// Reading backwards too.
  public RecurrentOptions withBidirectional() {
    return new RecurrentOptions(input, hidden, layers, bias, batchFirst, dropout, true, projection);
  }

  /// With a hidden state that is projected to so many features.
  public RecurrentOptions withProjection(int features) {
    return new RecurrentOptions(
        input, hidden, layers, bias, batchFirst, dropout, bidirectional, features);
  }

  /// How many directions a layer reads in: 1 or 2.
  public int directions() {
    return bidirectional ? 2 : 1;
  }

  /// The number of features of one direction's output: the projection's, or the hidden ones.
  public int output() {
    return projection > 0 ? projection : hidden;
  }

  void requireNoProjection(String name) {
    if (projection > 0) {
      throw new IllegalArgumentException(name + ": only an LSTM has a projection; leave it 0");
    }
  }

  /// Such as `10, 20, num_layers=2, batch_first=true`.
  @Override
  public String toString() {
    return input
        + ", "
        + hidden
        + (projection > 0 ? ", proj_size=" + projection : "")
        + (layers != 1 ? ", num_layers=" + layers : "")
        + (bias ? "" : ", bias=false")
        + (batchFirst ? ", batch_first=true" : "")
        + (dropout != 0 ? ", dropout=" + dropout : "")
        + (bidirectional ? ", bidirectional=true" : "");
  }
}
