package kierkegrad.practice.network;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.dropout.Dropout;

/// A multi-layer perceptron: linear layers; after each but the last a normalisation if wanted, an
/// activation, and dropout if wanted.
///
/// @param widths the widths from input to output
/// @param activation what follows every linear layer but the last
/// @param normalization what normalises hidden values before their activation
/// @param dropout the probability with which hidden values are dropped in training
/// @param output what follows the last linear layer
/// @param initialization how the first weights are drawn
/// @param gain multiplies the first weights
public record Mlp(
    Widths widths,
    Activation activation,
    Normalization normalization,
    double dropout,
    Output output,
    Initialization initialization,
    double gain) {
  /// The network, with weights drawn from the current seed.
  public Sequential network() {
    List<Layer> layers = new ArrayList<>();
    List<Integer> sizes = widths.values();
    for (int i = 1; i < sizes.size(); i++) {
      int width = sizes.get(i);
      layers.add(initialization.linear(sizes.get(i - 1), width, gain));
      if (i < sizes.size() - 1) {
        normalization.layer(width).ifPresent(layers::add);
        layers.add(activation.layer());
        if (dropout > 0) {
          layers.add(new Dropout(dropout));
        }
      }
    }
    output.layer().ifPresent(layers::add);
    return new Sequential(layers);
  }

  /// Such as `4-16-3 relu, dropout 0.2`.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(widths + " " + activation);
    text.append(normalization == Normalization.NONE ? "" : ", " + normalization + " norm");
    text.append(dropout > 0 ? ", dropout " + dropout : "");
    text.append(output == Output.NONE ? "" : ", " + output + " output");
    text.append(initialization == Initialization.DEFAULT ? "" : ", init " + initialization);
    return text.append(gain == 1 ? "" : ", gain " + gain).toString();
  }
}
