package kierkegrad.explain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kierkegrad.nn.Parameter;
import kierkegrad.op.Formula;
import kierkegrad.op.Op;
import kierkegrad.op.View;
import kierkegrad.tensor.Tensor;
import kierkegrad.tensor.Variable;

/// Makes nodes of what was recorded: leaves before the operation that first reads them, and a
/// *Duplicate* behind every value that gets gradients from several readers.
final class Builder {
  private static final Formula SAME = Formula.of("y₁ = y₂ = … = x", "dC/dx = dC/dy₁ + dC/dy₂ + …");
  private static final Formula CUT = Formula.of("Y = A, without its history");

  /// A node that is not finished.
  private static final class Draft {
    final String name;
    final String scope;
    final Kind kind;
    final Optional<Op> op;
    final String opName;
    final Optional<Formula> formula;
    final Tensor tensor;
    final Optional<Tensor> gradient;
    final List<Operand> operands = new ArrayList<>();
    final List<Use> uses = new ArrayList<>();

    Draft(
        String name,
        String scope,
        Kind kind,
        Optional<Op> op,
        String opName,
        Optional<Formula> formula,
        Tensor tensor,
        Optional<Tensor> gradient) {
      this.name = name;
      this.scope = scope;
      this.kind = kind;
      this.op = op;
      this.opName = opName;
      this.formula = formula;
      this.tensor = tensor;
      this.gradient = gradient;
    }
  }

  private final Names names;
  private final Backward backward;
  private final Map<Object, Integer> ids = new IdentityHashMap<>();
  private final Map<Object, Integer> duplicates = new IdentityHashMap<>();
  private final Map<Object, Integer> readers = new IdentityHashMap<>();
  private final Set<Object> boxes = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Draft> drafts = new ArrayList<>();

  /// The given values by name, and what they are.
  private final Map<Object, Draft> given = new IdentityHashMap<>();

  private final List<Recorder.Entry> entries;

  Builder(List<Recorder.Entry> entries, Backward backward) {
    this.entries = entries;
    this.backward = backward;
    this.names = new Names(entries.stream().map(Recorder.Entry::scope).toList());
  }

  /// Names a value that was there before.
  Builder given(String name, Kind kind, Tensor tensor) {
    given.putIfAbsent(key(tensor), leaf(name, kind, tensor));
    return this;
  }

  /// The nodes; the last one is the result.
  List<Node> nodes(Tensor result) {
    for (Recorder.Entry entry : entries) {
      for (int i = 0; i < entry.operands().size(); i++) {
        if (backward.sent(entry.result(), i).isPresent()) {
          readers.merge(key(entry.operands().get(i)), 1, Integer::sum);
        }
      }
    }
    entries.forEach(this::add);
    if (!ids.containsKey(key(result))) {
      addLeaf(result);
    }
    List<Node> nodes = new ArrayList<>();
    for (int id = 0; id < drafts.size(); id++) {
      nodes.add(finished(id, drafts.get(id)));
    }
    return nodes;
  }

  /// One value of a box is one node, however often it was read.
  private static Object key(Tensor tensor) {
    return tensor.variable().<Object>map(v -> v).orElse(tensor);
  }

  private void add(Recorder.Entry entry) {
    entry
        .operands()
        .forEach(operand -> {
          if (!ids.containsKey(key(operand))) {
            addLeaf(operand);
          }
        });
    Tensor result = entry.result();
    boolean cut = isCut(entry);
    String opName = cut ? "detach" : entry.op().opName();
    Draft draft =
        new Draft(
            names.operation(entry.scope(), opName),
            entry.scope(),
            Kind.OPERATION,
            Optional.of(entry.op()),
            opName,
            Optional.of(cut ? CUT : entry.op().formula()),
            result,
            backward.gradient(result));
    int id = put(result, draft);
    for (int i = 0; i < entry.operands().size(); i++) {
      Object operand = key(entry.operands().get(i));
      Optional<Tensor> sent = backward.sent(result, i);
      int source = sent.isPresent() ? duplicates.getOrDefault(operand, id(operand)) : id(operand);
      draft.operands.add(new Operand(source, sent));
      drafts.get(source).uses.add(new Use(id, i));
    }
    duplicate(result, id);
  }

  /// Whether it only cuts a value off from its history.
  private static boolean isCut(Recorder.Entry entry) {
    return entry.op() instanceof View.Reshape
        && entry.result().op().isEmpty()
        && entry.operands().getFirst().isTracked();
  }

  private void addLeaf(Tensor tensor) {
    Object key = key(tensor);
    Draft known = given.get(key);
    if (known == null) {
      known = tensor.variable().map(v -> box(v, tensor)).orElseGet(() -> constant(tensor));
    }
    int id = put(tensor, known);
    duplicate(tensor, id);
  }

  private Draft box(Variable box, Tensor tensor) {
    boxes.add(tensor.storage());
    return leaf(box.name(), box instanceof Parameter ? Kind.PARAMETER : Kind.BUFFER, tensor);
  }

  private Draft constant(Tensor tensor) {
    String name =
        tensor.rank() == 0 ? "constant(" + Style.SHORT.number(tensor.item()) + ")" : "constant";
    return leaf(name, Kind.CONSTANT, tensor);
  }

  private Draft leaf(String name, Kind kind, Tensor tensor) {
    String scope =
        kind == Kind.PARAMETER || kind == Kind.BUFFER
            ? name.substring(0, Math.max(0, name.lastIndexOf('.')))
            : "";
    Optional<Tensor> gradient =
        tensor.variable().map(backward::gradient).orElseGet(() -> backward.gradient(tensor));
    return new Draft(
        names.unique(name),
        scope,
        kind,
        Optional.empty(),
        lower(kind),
        Optional.empty(),
        tensor,
        gradient);
  }

  private int put(Tensor tensor, Draft draft) {
    ids.put(key(tensor), drafts.size());
    drafts.add(draft);
    return drafts.size() - 1;
  }

  private int id(Object key) {
    Integer id = ids.get(key);
    if (id == null) {
      throw new IllegalStateException("an operand that was not recorded before its reader");
    }
    return id;
  }

  private void duplicate(Tensor tensor, int id) {
    Object key = key(tensor);
    if (readers.getOrDefault(key, 0) > 1) {
      Draft original = drafts.get(id);
      Draft copy =
          new Draft(
              names.unique(original.name + ".duplicate"),
              original.scope,
              Kind.DUPLICATE,
              Optional.empty(),
              lower(Kind.DUPLICATE),
              Optional.of(SAME),
              tensor,
              original.gradient);
      copy.operands.add(new Operand(id, original.gradient));
      drafts.add(copy);
      duplicates.put(key, drafts.size() - 1);
      original.uses.add(new Use(drafts.size() - 1, 0));
    }
  }

  private Node finished(int id, Draft draft) {
    return new Node(
        id,
        draft.name,
        draft.scope,
        draft.kind,
        draft.op,
        draft.opName,
        draft.op.map(Op::attributes).orElse(""),
        draft.formula,
        draft.operands.stream()
            .map(o -> new Operand(o.node(), o.gradient().map(this::kept)))
            .toList(),
        draft.uses,
        kept(draft.tensor),
        draft.gradient.map(this::kept));
  }

  /// The numbers as they are now: an update writes over those of a parameter.
  private Tensor kept(Tensor tensor) {
    Tensor value = tensor.detach();
    return boxes.contains(value.storage()) ? value.copy() : value;
  }

  /// The names of the operations' results.
  Map<Tensor, String> names() {
    Map<Tensor, String> names = new IdentityHashMap<>();
    for (Draft draft : drafts) {
      if (draft.kind == Kind.OPERATION) {
        names.put(draft.tensor, draft.name);
      }
    }
    return names;
  }

  /// The id of a box's node, if it was read.
  Optional<Integer> find(Variable box) {
    return Optional.ofNullable(ids.get(box));
  }

  /// The id of a tensor's node.
  int id(Tensor tensor) {
    return id(key(tensor));
  }

  private static String lower(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
