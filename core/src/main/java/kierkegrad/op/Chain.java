package kierkegrad.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Element-wise operations one after another, computed in one pass over memory. A compiler makes it
/// of operations whose results nobody else reads.
///
/// Registers are numbered: the operands first, then one per step; the last step gives the result.
/// ReLU's gradient, for operands `y`, `0` and `g`, is
///
/// ```java
/// new Chain(3, List.of(Chain.Step.of(Compare.LE, 0, 1), Chain.Step.of(new Where(), 3, 1, 2)))
/// ```
///
/// and its comparison never reaches memory.
///
/// @param operands how many there are
/// @param steps each reads registers before it
public record Chain(int operands, List<Step> steps) implements Kernel {
  /// One operation.
  ///
  /// @param op one that [Chain#takes]
  /// @param operands the registers that it reads
  public record Step(Kernel op, List<Integer> operands) {
    /// A step that reads these registers.
    public static Step of(Kernel op, int... operands) {
      return new Step(op, Arrays.stream(operands).boxed().toList());
    }
  }

  /// Checks that every step is element-wise and reads what is there.
  ///
  /// @throws IllegalArgumentException if one does not
  public Chain {
    steps = List.copyOf(steps);
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (!takes(step.op())) {
        throw new IllegalArgumentException(step.op().opName() + " is not element-wise");
      }
      for (int register : step.operands()) {
        if (register < 0 || register >= operands + i) {
          throw new IllegalArgumentException(
              "register " + register + " is read, but only " + (operands + i) + " are defined");
        }
      }
    }
  }

  /// Whether a chain can hold the operation.
  public static boolean takes(Op op) {
    return switch (op) {
      case Unary _, Binary _, Compare _, Clamp _, Where _, Cast _ -> true;
      default -> false;
    };
  }

  /// The element types of all registers.
  public List<DType> types(List<DType> in) {
    List<DType> types = new ArrayList<>(in);
    for (Step step : steps) {
      types.add(step.op().dtype(step.operands().stream().map(types::get).toList()));
    }
    return types;
  }

  @Override
  public String opName() {
    return "chain";
  }

  @Override
  public Shape shape(List<Shape> in) {
    Rules.arity(this, in, operands);
    List<Shape> shapes = new ArrayList<>(in);
    for (Step step : steps) {
      shapes.add(step.op().shape(step.operands().stream().map(shapes::get).toList()));
    }
    return shapes.getLast();
  }

  @Override
  public DType dtype(List<DType> in) {
    return types(in).getLast();
  }

  /// The steps' own rules, read backwards.
  @Override
  public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
    return IntStream.range(0, operands)
        .<Supplier<Tensor>>mapToObj(i -> () -> gradient(i, g, in))
        .toList();
  }

  private Tensor gradient(int operand, Tensor g, Inputs in) {
    List<Tensor> registers = registers(in);
    Tensor[] gradients = new Tensor[registers.size()];
    gradients[registers.size() - 1] = g;
    for (int i = steps.size() - 1; i >= 0; i--) {
      Tensor result = gradients[operands + i];
      if (result == null) {
        continue;
      }
      Step step = steps.get(i);
      Inputs operandsOf = new Inputs(step.operands().stream().map(registers::get).toList());
      List<Supplier<Tensor>> rules = step.op().vjp(result, operandsOf, registers.get(operands + i));
      for (int k = 0; k < step.operands().size(); k++) {
        int register = step.operands().get(k);
        Tensor x = registers.get(register);
        if (x.dtype().isFloating()) {
          Tensor part = rules.get(k).get().sumTo(x.shape());
          gradients[register] = gradients[register] == null ? part : gradients[register].add(part);
        }
      }
    }
    Tensor x = registers.get(operand);
    return gradients[operand] == null ? Tensor.zeros(g.dtype(), x.shape()) : gradients[operand];
  }

  private List<Tensor> registers(Inputs in) {
    List<Tensor> registers = new ArrayList<>(in.all());
    for (Step step : steps) {
      registers.add(Tensor.apply(step.op(), step.operands().stream().map(registers::get).toList()));
    }
    return registers;
  }

  @Override
  public Formula formula() {
    return Formula.of("y = " + attributes(), "dC/dx by the chain rule, step by step");
  }

  @Override
  public String attributes() {
    return steps.stream().map(step -> step.op().opName()).collect(Collectors.joining(" → "));
  }
}
