package kierkegrad.formats.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.tensor.Tensor;

/// A residual block as a user would write it, with every kind of component.
public record OwnBlock(
    List<Linear> blocks, Map<String, Layer> ends, Optional<Double> scale, Optional<String> note)
    implements Layer {
  OwnBlock(int size) {
    this(
        List.of(new Linear(size, size), new Linear(size, size, false)),
        Map.of("last", new Linear(size, size)),
        Optional.of(0.5),
        Optional.empty());
  }

  @Override
  public Tensor forward(Tensor x) {
    Tensor y = x;
    for (Linear block : blocks) {
      y = block.forward(y).tanh();
    }
    return ends.get("last").forward(y.mul(scale.orElse(1.0))).add(x);
  }
}
