package kierkegrad.op;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tape;
import kierkegrad.tensor.Tensor;
import kierkegrad.tensor.Watch;

/// What a [Composed] operation does, as a [Chain]: its composition, traced on symbolic numbers.
///
/// @param chain its operands are those of the operation, then the constants
/// @param constants single numbers, such as a slope; two operations that differ only in them have
///   the same chain
public record Steps(Chain chain, List<Tensor> constants) {
  private static final Map<Key, Steps> KNOWN = new ConcurrentHashMap<>();

  private record Key(Composed op, List<DType> types) {}

  private record Constant(DType type, double value) {}

  /// The steps of an operation on operands of these types.
  public static Steps of(Composed op, List<DType> types) {
    return KNOWN.computeIfAbsent(new Key(op, types), key -> traced(key.op(), key.types()));
  }

  /// The chain's operands.
  public List<Tensor> operands(List<Tensor> operands) {
    List<Tensor> all = new ArrayList<>(operands);
    all.addAll(constants);
    return all;
  }

  private static Steps traced(Composed op, List<DType> types) {
    List<Tensor> symbols = types.stream().map(t -> Tensor.symbolic(t, Shape.SCALAR)).toList();
    // An observer of the program need not hear of this.
    Tensor result =
        Watch.by((_, _, _) -> {}, () -> Tape.off(() -> op.compose(new Inputs(symbols))));
    Tracer tracer = new Tracer();
    symbols.forEach(tracer::operand);
    tracer.constants(result);
    tracer.steps(result);
    return new Steps(new Chain(tracer.operands, tracer.steps), List.copyOf(tracer.constants));
  }

  /// Numbers the registers: operands, constants, steps.
  private static final class Tracer {
    private final Map<Tensor, Integer> registers = new IdentityHashMap<>();
    private final Map<Constant, Integer> known = new HashMap<>();
    private final List<Tensor> constants = new ArrayList<>();
    private final List<Chain.Step> steps = new ArrayList<>();
    private int operands;

    void operand(Tensor x) {
      registers.put(x, operands++);
    }

    void constants(Tensor x) {
      if (registers.containsKey(x)) {
        return;
      }
      if (x.isSymbolic()) {
        x.inputs().forEach(this::constants);
        return;
      }
      int register =
          known.computeIfAbsent(
              new Constant(x.dtype(), x.item()),
              c -> {
                constants.add(x);
                return operands++;
              });
      registers.put(x, register);
    }

    int steps(Tensor x) {
      Integer register = registers.get(x);
      if (register != null) {
        return register;
      }
      List<Integer> in = x.inputs().stream().map(this::steps).toList();
      steps.add(new Chain.Step((Kernel) x.op().orElseThrow(), in));
      int last = operands + steps.size() - 1;
      registers.put(x, last);
      return last;
    }
  }
}
