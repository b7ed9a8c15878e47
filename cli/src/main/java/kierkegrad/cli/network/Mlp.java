package kierkegrad.cli.network;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.dropout.Dropout;

/// A multi-layer perceptron: linear layers with an activation, and dropout if wanted, after each
/// but the last.
///
/// @param widths the widths from input to output
/// @param activation what follows every linear layer but the last
/// @param dropout the probability with which hidden values are dropped in training
public record Mlp(Widths widths, Activation activation, double dropout) {
  /// The network, with weights drawn from the current seed.
  public Sequential network() {
    List<Layer> layers = new ArrayList<>();
    List<Integer> sizes = widths.values();
    for (int i = 1; i < sizes.size(); i++) {
      layers.add(new Linear(sizes.get(i - 1), sizes.get(i)));
      if (i < sizes.size() - 1) {
        layers.add(activation.layer());
        if (dropout > 0) {
          layers.add(new Dropout(dropout));
        }
      }
    }
    return new Sequential(layers);
  }

  /// Such as `4-16-3 relu`.
  @Override
  public String toString() {
    return widths + " " + activation + (dropout > 0 ? ", dropout " + dropout : "");
  }
}
