package kierkegrad.train;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import kierkegrad.backend.Storage;
import kierkegrad.grad.Gradients;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Tensor;

/// A [Clipping] bound to gradients whose storages are filled again and again: each run limits what
/// is in them then.
public final class BoundClipping implements Runnable {
  private final Gradients found;
  private final List<Place> places;
  private final Runnable work;

  private record Place(Storage storage, Layout layout) {}

  private BoundClipping(Gradients found, List<Place> places, Runnable work) {
    this.found = found;
    this.places = places;
    this.work = work;
  }

  /// Gradients that stay where they are.
  static BoundClipping none(Gradients gradients) {
    List<Place> places = new ArrayList<>();
    gradients.map(g -> {
      places.add(new Place(g.storage(), g.layout()));
      return g;
    });
    return new BoundClipping(gradients, places, () -> {});
  }

  /// Gradients limited into storages of their own, because somebody else may read the ones found.
  ///
  /// @param limiting from the gradients found and the tensors for the limited ones
  static BoundClipping of(
      Gradients gradients, BiFunction<List<Tensor>, List<Tensor>, Runnable> limiting) {
    List<Tensor> in = new ArrayList<>();
    List<Tensor> out = new ArrayList<>();
    gradients.map(g -> {
      in.add(g);
      out.add(Tensor.zeros(g.dtype(), g.shape()));
      return g;
    });
    List<Place> places =
        out.stream().map(limited -> new Place(limited.storage(), limited.layout())).toList();
    return new BoundClipping(gradients, places, limiting.apply(in, out));
  }

  /// Limits what the gradients hold now.
  @Override
  public void run() {
    work.run();
  }

  /// The gradients that the last run limited, always in the same storages. The next run overwrites
  /// them, so keep a copy of what is to stay.
  public Gradients gradients() {
    Iterator<Place> next = places.iterator();
    return found.map(_ -> {
      Place place = next.next();
      return Tensor.on(place.storage(), place.layout());
    });
  }
}
