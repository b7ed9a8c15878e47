package kierkegrad.nn;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import kierkegrad.tensor.Tensor;

/// A layer that is made when it sees its first input, from whose shape its own sizes come. PyTorch
/// has one such class per layer: `LazyLinear`, `LazyConv2d`, `LazyBatchNorm1d` and so on.
///
/// ```java
/// new Lazy(x -> new Linear(x.size(-1), 10))
/// new Lazy(x -> new Conv2d(x.size(1), 32, 3))
/// ```
///
/// Its state is that of the layer, under the same names. Before the first input there is none: run
/// the model once, or give it a [#make] with an example, before making an optimizer.
public final class Lazy implements Layer {
  private final Function<Tensor, ? extends Layer> maker;
  private final AtomicReference<Optional<Layer>> made = new AtomicReference<>(Optional.empty());

  /// @param maker what makes the layer from its first input
  public Lazy(Function<Tensor, ? extends Layer> maker) {
    this.maker = maker;
  }

  /// The layer, made from this input unless there is one already.
  public synchronized Layer make(Tensor x) {
    if (made.get().isEmpty()) {
      made.set(Optional.of(maker.apply(x)));
    }
    return made.get().get();
  }

  @Override
  public Tensor forward(Tensor x) {
    return make(x).forward(x);
  }

  @Override
  public SequencedMap<String, Object> children() {
    return made.get().map(Layer::children).orElseGet(LinkedHashMap::new);
  }

  /// That of the layer, or `Lazy()` before the first input.
  @Override
  public String toString() {
    return made.get().map(Layer::toString).orElse("Lazy()");
  }
}
