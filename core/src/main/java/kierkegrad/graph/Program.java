package kierkegrad.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kierkegrad.backend.Backend;
import kierkegrad.backend.Storage;
import kierkegrad.op.Chain;
import kierkegrad.op.Copy;
import kierkegrad.op.CustomOp;
import kierkegrad.op.Inputs;
import kierkegrad.op.Kernel;
import kierkegrad.op.Op;
import kierkegrad.op.View;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Tape;
import kierkegrad.tensor.Tensor;
import kierkegrad.tensor.Trace;
import kierkegrad.tensor.Variable;

/// A graph made ready to run: every node has its place in memory, every operation is a kernel bound
/// to these places, and running is one call after another.
///
/// Boxes are read and written where they are. A program is for one thread at a time.
public final class Program {
  private final List<Storage> inputs;
  private final List<Place> outputs;
  private final Runnable[] instructions;

  /// Where a result lies.
  private record Place(Storage storage, Layout layout) {
    static Place of(Tensor tensor) {
      return new Place(tensor.storage(), tensor.layout());
    }

    Tensor tensor() {
      return Tensor.on(storage, layout);
    }
  }

  private Program(List<Storage> inputs, List<Tensor> outputs, List<Runnable> instructions) {
    this.inputs = inputs;
    this.outputs = outputs.stream().map(Place::of).toList();
    this.instructions = instructions.toArray(Runnable[]::new);
  }

  /// Simplifies a graph, joins operations, plans the memory and binds its operations.
  public static Program of(Graph graph) {
    return of(graph, false);
  }

  /// The same, but what is written to a box is computed in its place where nobody reads the old
  /// value afterwards, so that the boxes of a run that fails may hold old and new values.
  public static Program inPlace(Graph graph) {
    return of(graph, true);
  }

  private static Program of(Graph graph, boolean inPlace) {
    return new Planner(Fusion.of(Expansion.of(Epilogue.of(Simplify.of(graph)))), inPlace).plan();
  }

  /// Runs all operations on these values of the inputs, which must have their types and shapes.
  public void run(Tensor... values) {
    for (int i = 0; i < values.length; i++) {
      Backend.current().feed(inputs.get(i), values[i]);
    }
    for (Runnable instruction : instructions) {
      instruction.run();
    }
  }

  /// Makes the outputs that were handed out so far stale, for the next run will overwrite them.
  public void expire() {
    for (Place output : outputs) {
      output.storage().overwritten();
    }
  }

  /// The outputs of the last run. The next run overwrites them, so keep a copy of what is to stay.
  public List<Tensor> outputs() {
    return outputs.stream().map(Place::tensor).toList();
  }

  /// One output of the last run.
  ///
  /// @see #outputs
  public Tensor output(int number) {
    return outputs.get(number).tensor();
  }

  /// The number of operations that a run calls.
  public int size() {
    return instructions.length;
  }

  /// Goes through the nodes in order and gives each its place.
  private static final class Planner {
    private final Graph graph;
    private final Memory memory = new Memory();
    private final Map<Tensor, Tensor> places = new IdentityHashMap<>();
    private final Map<Storage, Integer> readers = new IdentityHashMap<>();
    private final Set<Storage> owned = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Runnable> instructions = new ArrayList<>();
    private final Map<Tensor, Integer> uses = new IdentityHashMap<>();

    /// The values that may be computed where their box holds the old one, and these places.
    private final Map<Tensor, Tensor> homes = new IdentityHashMap<>();

    Planner(Graph graph, boolean inPlace) {
      this.graph = graph;
      if (inPlace) {
        findHomes();
      }
    }

    private void findHomes() {
      for (Trace.Write write : graph.writes()) {
        Tensor home = write.box().value();
        boolean fits =
            home.dtype() == write.value().dtype()
                && home.shape().equals(write.value().shape())
                && home.layout().isContiguous()
                && home.layout().offset() == 0;
        if (fits) {
          homes.put(write.value(), home);
        }
      }
      graph.outputs().forEach(homes::remove);
    }

    Program plan() {
      List<Storage> inputs = new ArrayList<>();
      for (Tensor input : graph.inputs()) {
        Storage slot = Backend.current().fill(input.dtype(), input.elements(), 0);
        inputs.add(slot);
        places.put(input, Tensor.on(slot, Layout.contiguous(input.shape())));
      }
      count();
      for (Tensor node : graph.nodes()) {
        if (!places.containsKey(node)) {
          place(node);
        }
      }
      graph
          .writes()
          .forEach(write -> {
            Tensor value = at(write.value());
            Tensor box = write.box().value();
            boolean isHome =
                value.storage() == box.storage() && value.layout().equals(box.layout());
            Place place = Place.of(value);
            instructions.add(
                isHome ? box.storage()::overwritten : () -> write.box().set(place.tensor()));
          });
      return new Program(inputs, graph.outputs().stream().map(this::at).toList(), instructions);
    }

    /// How often each node is read; outputs and writes are read once more, at the end.
    private void count() {
      for (Tensor node : graph.nodes()) {
        node.inputs().forEach(x -> uses.merge(x, 1, Integer::sum));
      }
      graph.outputs().forEach(y -> uses.merge(y, 1, Integer::sum));
      graph.writes().forEach(write -> uses.merge(write.value(), 1, Integer::sum));
    }

    private void place(Tensor node) {
      if (node.op().isEmpty()) {
        Tensor value = node.variable().map(Variable::value).orElse(node);
        places.put(node, value);
        hold(value.storage(), uses.getOrDefault(node, 0));
        return;
      }
      List<Tensor> operands = node.inputs().stream().map(this::at).toList();
      Op op = node.op().get();
      Tensor result =
          switch (op) {
            case View view -> view(view, operands.getFirst(), node);
            case Kernel kernel -> {
              Tensor out =
                  home(kernel, operands, node)
                      .or(() -> inPlace(kernel, operands, node))
                      .orElseGet(() -> fresh(node));
              instructions.add(Backend.current().bind(kernel, operands, out));
              yield out;
            }
            case CustomOp custom -> {
              Tensor out = fresh(node);
              instructions.add(call(custom, operands, out.storage()));
              yield out;
            }
          };
      places.put(node, result);
      hold(result.storage(), uses.getOrDefault(node, 0));
      operands.forEach(x -> hold(x.storage(), -1));
    }

    private static Runnable call(CustomOp op, List<Tensor> operands, Storage out) {
      List<Place> places = operands.stream().map(Place::of).toList();
      return () -> {
        Inputs in = new Inputs(places.stream().map(Place::tensor).toList());
        Backend.current().overwrite(out, Tape.off(() -> op.forward(in)));
      };
    }

    /// The operand under another layout, or a copy of it where strides cannot say that.
    private Tensor view(View view, Tensor x, Tensor node) {
      if (view instanceof View.Reshape && x.layout().reshape(node.shape()).isEmpty()) {
        Tensor out = fresh(node);
        Tensor rows = Tensor.on(out.storage(), Layout.contiguous(x.shape()));
        instructions.add(Backend.current().bind(new Copy(), List.of(x), rows));
        return out;
      }
      return Tensor.on(x.storage(), view.view(x.layout()));
    }

    /// The place of the box that takes the result, if this operation is the last that reads it.
    private Optional<Tensor> home(Kernel op, List<Tensor> operands, Tensor node) {
      return Optional.ofNullable(homes.get(node))
          .filter(home -> {
            List<Tensor> own =
                operands.stream().filter(x -> x.storage() == home.storage()).toList();
            return own.size() == readers.getOrDefault(home.storage(), 0)
                && own.stream().allMatch(x -> isElementwise(op) && liesLike(x, node));
          });
    }

    private static boolean isElementwise(Kernel op) {
      return op instanceof Chain || Chain.takes(op);
    }

    private static boolean liesLike(Tensor x, Tensor node) {
      return x.dtype() == node.dtype()
          && x.shape().equals(node.shape())
          && x.layout().isContiguous()
          && x.layout().offset() == 0;
    }

    /// The place of an operand that nobody reads again, for an element-wise result.
    private Optional<Tensor> inPlace(Kernel op, List<Tensor> operands, Tensor node) {
      if (!isElementwise(op)) {
        return Optional.empty();
      }
      return operands.stream()
          .filter(x -> owned.contains(x.storage()) && readers.getOrDefault(x.storage(), 0) == 1)
          .filter(x -> liesLike(x, node))
          .findFirst();
    }

    private Tensor fresh(Tensor node) {
      Storage storage = memory.take(node.dtype(), node.elements());
      owned.add(storage);
      return Tensor.on(storage, Layout.contiguous(node.shape()));
    }

    /// Counts who still reads a storage, by any view, and gives it back after the last one.
    private void hold(Storage storage, int change) {
      int left = readers.merge(storage, change, Integer::sum);
      if (left == 0 && owned.remove(storage)) {
        memory.release(storage);
      }
    }

    private Tensor at(Tensor node) {
      Tensor place = places.get(node);
      if (place == null) {
        throw new IllegalStateException("node before its operand");
      }
      return place;
    }
  }
}
