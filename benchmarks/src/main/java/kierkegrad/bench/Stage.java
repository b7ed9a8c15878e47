package kierkegrad.bench;

/// A part of a network, as data, so that every peer builds the same one.
public sealed interface Stage {
  /// `x·Wᵀ + b`.
  record Dense(int in, int out) implements Stage {}

  /// A convolution without padding, stride 1, with bias.
  record Conv(int in, int out, int kernel) implements Stage {}

  /// The largest of every square of that size, side by side.
  record Pool(int size) implements Stage {}

  /// `[n, …]` to `[n, numbers]`.
  record Flatten() implements Stage {}

  /// An activation.
  enum Activation implements Stage {
    SIGMOID,
    RELU
  }

  /// A causal pre-norm transformer block: `x + proj(attention(qkv(LN(x))))`, then `x +
  /// fc2(gelu(fc1(LN(x))))`, where fc1 is four times as wide.
  record Block(int width, int heads) implements Stage {}
}
