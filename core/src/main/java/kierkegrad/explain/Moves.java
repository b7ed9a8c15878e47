package kierkegrad.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kierkegrad.op.Index;
import kierkegrad.op.Op;
import kierkegrad.op.Where;
import kierkegrad.tensor.Tensor;

/// Operations that only move entries: views, copies, concatenation, padding, choices. Where each
/// entry came from is found by moving addresses instead of numbers.
record Moves() implements NumberRule {
  /// Where an entry came from.
  ///
  /// @param operand which operand; −1 if from none
  /// @param entry the entry in it
  private record Origin(int operand, int entry) {}

  @Override
  public Working value(Numbers n, int entry) {
    Origin origin = origins(n).get(entry);
    if (origin.operand() < 0) {
      return n.result(entry, "a constant", Expr.number(n.value(entry)));
    }
    return n.result(
        entry, n.name(origin.operand(), origin.entry()), n.x(origin.operand(), origin.entry()));
  }

  @Override
  public Working gradient(Numbers n, int operand, int entry) {
    List<Origin> origins = origins(n);
    Origin wanted = new Origin(operand, entry);
    int[] to =
        IntStream.range(0, origins.size()).filter(i -> origins.get(i).equals(wanted)).toArray();
    String symbols =
        switch (to.length) {
          case 0 -> "0, because it was not taken";
          case 1, 2, 3 -> IntStream.of(to).mapToObj(n::slope).collect(Collectors.joining(" + "));
          default -> "Σ dC/d" + n.letter() + " over its " + to.length + " places";
        };
    List<Expr> terms = IntStream.of(to).mapToObj(n::g).toList();
    return n.sending(operand, entry, symbols, Expr.sum(terms));
  }

  /// Addresses are −0.5, −1.5, …: no padding is one of them.
  private static List<Origin> origins(Numbers n) {
    List<Tensor> addresses = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    int start = 0;
    for (int k = 0; k < n.operands().size(); k++) {
      Tensor operand = n.operands().get(k);
      boolean chooses = k == choice(n.op());
      starts.add(start);
      if (chooses) {
        addresses.add(operand);
      } else {
        int size = operand.elements();
        double[] places = new double[size];
        for (int i = 0; i < size; i++) {
          places[i] = -(start + i) - 0.5;
        }
        addresses.add(Tensor.of(places, size).reshape(operand.shape()));
        start += size;
      }
    }
    double[] moved = Tensor.apply(n.op(), addresses).toDoubleArray();
    List<Origin> origins = new ArrayList<>();
    for (double place : moved) {
      origins.add(origin(place, starts));
    }
    return origins;
  }

  /// Which operand says what is taken; −1 if none does.
  private static int choice(Op op) {
    return switch (op) {
      case Where _ -> 0;
      case Index _ -> 1;
      default -> -1;
    };
  }

  private static Origin origin(double place, List<Integer> starts) {
    double address = -place - 0.5;
    if (address < 0 || address != Math.rint(address)) {
      return new Origin(-1, 0);
    }
    int operand = starts.size() - 1;
    while (starts.get(operand) > address) {
      operand--;
    }
    return new Origin(operand, (int) address - starts.get(operand));
  }
}
