package kierkegrad.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// What the formula of a [Traced] optimizer is written with, for one parameter: what it remembers
/// between steps, and numbers that change from step to step. All of it is symbolic while the
/// formula is traced.
final class Formula {
  private final DType type;
  private final double lr;
  private final Map<String, Tensor> remembered;
  private final SequencedMap<String, Cell> memory = new LinkedHashMap<>();
  private final List<Number> numbers = new ArrayList<>();

  /// What a number may depend on.
  ///
  /// @param lr the learning rate of the group now
  /// @param momentum its momentum now
  /// @param t which step of the parameter this is, from 1
  record Now(double lr, double momentum, double t) {}

  private record Number(Cell cell, ToDoubleFunction<Now> value) {}

  /// @param type of the parameter
  /// @param lr the learning rate of its group now
  /// @param remembered from earlier steps
  Formula(DType type, double lr, Map<String, Tensor> remembered) {
    this.type = type;
    this.lr = lr;
    this.remembered = remembered;
  }

  /// What is remembered under a name.
  ///
  /// @param initial what it is before the first step; gives type and shape
  Tensor memory(String name, Tensor initial) {
    return cell(name, initial).value();
  }

  /// Remembers what a function makes of what was remembered.
  ///
  /// @param initial what it is before the first step; gives type and shape
  /// @return what is remembered now
  Tensor memory(String name, Tensor initial, UnaryOperator<Tensor> next) {
    Cell cell = cell(name, initial);
    Tensor now = next.apply(cell.value());
    cell.set(now);
    return now;
  }

  /// A running mean of what is given, the momentum being the share of the old one.
  Tensor moment(String name, Tensor x) {
    Tensor share = number(now -> 1 - now.momentum());
    return memory(name, Traced.zeros(x), old -> old.add(x.sub(old).mul(share)));
  }

  /// A running mean of what is given: `memory·old + (1 − memory)·x`.
  Tensor average(String name, Tensor x, double memory) {
    return memory(name, Traced.zeros(x), old -> old.mul(memory).add(x.mul(1 - memory)));
  }

  private Cell cell(String name, Tensor initial) {
    return memory.computeIfAbsent(
        name,
        n -> {
          Tensor known = remembered.getOrDefault(n, initial);
          return new Cell(n, known.to(initial.dtype()).copy());
        });
  }

  /// The learning rate when the formula is traced, for what is remembered at first.
  double lr() {
    return lr;
  }

  /// A number in the parameter's type, computed in double before each step.
  Tensor number(ToDoubleFunction<Now> value) {
    return number(type, value);
  }

  /// A number in double.
  Tensor exact(ToDoubleFunction<Now> value) {
    return number(DType.F64, value);
  }

  private Tensor number(DType type, ToDoubleFunction<Now> value) {
    Cell cell = new Cell("number", Tensor.full(type, Shape.SCALAR, 0));
    numbers.add(new Number(cell, value));
    return cell.value();
  }

  /// Works out the numbers of a step.
  void prepare(Now now) {
    for (Number number : numbers) {
      number.cell().set(Tensor.full(DType.F64, Shape.SCALAR, number.value().applyAsDouble(now)));
    }
  }

  /// What is remembered now, by name.
  Map<String, Tensor> remembered() {
    Map<String, Tensor> now = new LinkedHashMap<>();
    memory.forEach((name, cell) -> now.put(name, cell.value()));
    return now;
  }
}
