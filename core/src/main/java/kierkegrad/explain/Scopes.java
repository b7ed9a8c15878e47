package kierkegrad.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kierkegrad.nn.Box;
import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;
import kierkegrad.tensor.Variable;
import org.jspecify.annotations.Nullable;

/// Names the layer to which an operation belongs, without help from the layers: from the methods
/// that are running, and from the parameters among the operands.
///
/// The running methods say of which class the layers are, from the model inwards. Which of several
/// layers of a class it is, say the parameters that it reads; without any, it is the next one in
/// the model's order. Whether a method is still running or running again is told by its place in
/// the code: forwards is the same call, backwards or the same place is a new one.
final class Scopes {
  private static final StackWalker STACK =
      StackWalker.getInstance(
          Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE, StackWalker.Option.SHOW_HIDDEN_FRAMES));

  /// A method that is running.
  private record Call(Class<?> type, String method, int place) {
    boolean isSameMethod(Call other) {
      return type == other.type && method.equals(other.method);
    }

    boolean isForward() {
      return method.equals("forward") && Layer.class.isAssignableFrom(type);
    }
  }

  /// The layer that a running `forward` was found to be.
  ///
  /// @param call its place in the stack
  /// @param layer the layer; absent if it is none of the model's
  private record Place(int call, String path, @Nullable Layer layer) {}

  private final Layer model;
  private final Map<Variable, String> owners = new IdentityHashMap<>();
  private final Map<String, Integer> last = new HashMap<>();
  private List<Call> calls = List.of();
  private List<Place> places = List.of();

  Scopes(Layer model) {
    this.model = model;
    model.state().forEach((name, box) -> owners.putIfAbsent(box, parent(name)));
  }

  static String parent(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  /// The path of the layer that computes now.
  String of(List<Tensor> operands) {
    List<Call> now = stack();
    Optional<String> owner = owner(operands);
    List<Place> found = new ArrayList<>();
    List<Place> kept = kept(now);
    for (int i = 0; i < now.size(); i++) {
      if (now.get(i).isForward()) {
        int depth = found.size();
        boolean known =
            depth < kept.size() && owner.map(o -> leads(kept.get(depth), o)).orElse(true);
        if (known && kept.get(depth).call() == i) {
          found.add(kept.get(depth));
        } else {
          found.add(enter(i, now.get(i), found, owner));
        }
      }
    }
    calls = now;
    places = List.copyOf(found);
    String path = found.isEmpty() ? "" : found.getLast().path();
    return owner.filter(o -> isWithin(o, path)).orElse(path);
  }

  private static List<Call> stack() {
    return STACK
        .walk(frames ->
            frames
                .map(f -> new Call(f.getDeclaringClass(), f.getMethodName(), f.getByteCodeIndex()))
                .toList())
        .reversed();
  }

  private Optional<String> owner(List<Tensor> operands) {
    return operands.stream()
        .flatMap(t -> t.variable().stream())
        .filter(v -> v instanceof Box)
        .flatMap(v -> Optional.ofNullable(owners.get(v)).stream())
        .findFirst();
  }

  private static boolean leads(Place place, String owner) {
    return isWithin(owner, place.path());
  }

  private static boolean isWithin(String path, String scope) {
    return scope.isEmpty() || path.equals(scope) || path.startsWith(scope + ".");
  }

  /// The places that are still running.
  private List<Place> kept(List<Call> now) {
    int same = 0;
    int most = Math.min(now.size(), calls.size());
    while (same < most && now.get(same).equals(calls.get(same))) {
      same++;
    }
    boolean moved = same < most && now.get(same).isSameMethod(calls.get(same));
    int reach = moved ? same : same - 1;
    List<Place> running = places.stream().filter(place -> place.call() <= reach).toList();
    boolean forwards = same < most && (!moved || now.get(same).place() > calls.get(same).place());
    return forwards ? running : renewed(running);
  }

  /// Without the innermost layer that has a successor: its method runs again.
  private List<Place> renewed(List<Place> running) {
    for (int i = running.size() - 1; i > 0; i--) {
      Place place = running.get(i);
      Place parent = running.get(i - 1);
      if (place.layer() != null && parent.layer() != null) {
        List<Child> children = children(parent.layer());
        int after = last.getOrDefault(parent.path(), -1);
        Class<?> type = place.layer().getClass();
        if (children.stream().anyMatch(c -> c.index() > after && type.isInstance(c.layer()))) {
          return running.subList(0, i);
        }
      }
    }
    return running;
  }

  private Place enter(int at, Call call, List<Place> outer, Optional<String> owner) {
    if (outer.isEmpty()) {
      return new Place(at, "", call.type().isInstance(model) ? model : null);
    }
    Place parent = outer.getLast();
    Layer layer = parent.layer();
    if (layer == null) {
      return new Place(at, parent.path(), null);
    }
    List<Child> fitting =
        children(layer).stream().filter(c -> call.type().isInstance(c.layer())).toList();
    Optional<Child> child = choose(parent, fitting, owner);
    if (child.isPresent()) {
      last.put(parent.path(), child.get().index());
      String path = join(parent.path(), child.get().name());
      last.remove(path);
      return new Place(at, path, child.get().layer());
    }
    return new Place(at, parent.path(), call.type().isInstance(layer) ? layer : null);
  }

  private Optional<Child> choose(Place parent, List<Child> fitting, Optional<String> owner) {
    if (owner.isPresent() && isWithin(owner.get(), parent.path())) {
      return fitting.stream()
          .filter(c -> isWithin(owner.get(), join(parent.path(), c.name())))
          .findFirst();
    }
    int after = last.getOrDefault(parent.path(), -1);
    return fitting.stream()
        .filter(c -> c.index() > after)
        .findFirst()
        .or(() -> fitting.stream().findFirst());
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /// A layer within a layer.
  private record Child(int index, String name, Layer layer) {}

  private static List<Child> children(Layer layer) {
    List<Child> children = new ArrayList<>();
    layer
        .children()
        .forEach((name, part) -> {
          if (part instanceof Layer child) {
            children.add(new Child(children.size(), name, child));
          }
        });
    return children;
  }

  /// The layers under their paths, the model itself first.
  List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    collect("", model, groups);
    return groups;
  }

  private static void collect(String path, Layer layer, List<Group> groups) {
    groups.add(new Group(path, layer.getClass().getSimpleName()));
    children(layer).forEach(c -> collect(join(path, c.name()), c.layer(), groups));
  }
}
