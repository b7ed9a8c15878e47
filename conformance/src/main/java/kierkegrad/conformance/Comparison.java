package kierkegrad.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import kierkegrad.conformance.oracle.Oracle;
import kierkegrad.conformance.oracle.Theirs;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// A function of ours beside one of theirs, on the same operands.
///
/// @param code theirs in words, for messages
/// @param theirs LibTorch's function
/// @param ours Kierkegrad's
/// @param order how often both are differentiated
/// @param limit the largest relative deviation in double precision
record Comparison(
    String code,
    Theirs theirs,
    Function<List<Tensor>, List<Tensor>> ours,
    Derivatives order,
    double limit) {
  private static final String NAMES = "abcdefghijklmnopqrstuvwxyz";

  /// The names of operands in a script: a, b, c, …
  static List<String> names(int operands) {
    return IntStream.range(0, operands).mapToObj(i -> NAMES.substring(i, i + 1)).toList();
  }

  /// The cases of a set of operands: in double and single precision, dense and strided.
  List<Case> cases(String label, List<Input> inputs) {
    List<Case> cases = new ArrayList<>();
    boolean canBeStrided = inputs.stream().anyMatch(Input::canBeStrided);
    boolean floats = inputs.stream().anyMatch(in -> in.type() == DType.F64);
    for (DType type : floats ? List.of(DType.F64, DType.F32) : List.of(DType.F64)) {
      for (boolean strided : canBeStrided ? List.of(false, true) : List.of(false)) {
        String name = label + inputs + " " + type + (strided ? " strided" : "");
        cases.add(new Case(name, () -> compare(inputs, type, strided)));
      }
    }
    return cases;
  }

  private Deviation compare(List<Input> inputs, DType type, boolean strided) {
    List<Tensor> operands = new ArrayList<>();
    List<Tensor> leaves = new ArrayList<>();
    List<Values> numbers = new ArrayList<>();
    List<Boolean> differentiated = new ArrayList<>();
    for (Input input : inputs) {
      Tensor x = input.tensor(type, strided);
      boolean leaf = input.differentiated() && x.dtype().isFloating();
      Tensor operand = leaf ? x.tracked() : x;
      operands.add(operand);
      numbers.add(Values.of(x));
      differentiated.add(leaf);
      if (leaf) {
        leaves.add(operand);
      }
    }
    Answer expected = theirs(numbers, differentiated);
    return deviation(ours(operands, leaves), expected, type);
  }

  Answer theirs(List<Values> numbers, List<Boolean> differentiated) {
    try {
      return Oracle.answer(theirs, numbers, differentiated, order);
    } catch (RuntimeException e) {
      throw new Mismatch("LibTorch refuses " + code + ": " + firstLines(e), e);
    }
  }

  Answer ours(List<Tensor> operands, List<Tensor> leaves) {
    try {
      return Ours.answer(ours, operands, leaves, order);
    } catch (RuntimeException e) {
      throw new Mismatch("Kierkegrad refuses what LibTorch computes by " + code + ": " + e, e);
    }
  }

  /// The largest deviation of all results.
  ///
  /// @throws Mismatch if it is above the limit
  Deviation deviation(Answer ours, Answer theirs, DType type) {
    Deviation worst = Deviation.none(type);
    worst = worst.max(of("value", ours.values(), theirs.values()));
    worst = worst.max(of("first derivative", ours.first(), theirs.first()));
    return worst.max(of("second derivative", ours.second(), theirs.second()));
  }

  private Deviation of(String what, List<Values> ours, List<Values> theirs) {
    if (ours.size() != theirs.size()) {
      throw new Mismatch(
          code + ": " + what + ": " + ours.size() + " results, LibTorch gives " + theirs.size());
    }
    Deviation worst = Deviation.none(DType.BOOL);
    for (int i = 0; i < ours.size(); i++) {
      Deviation here = Deviation.of(ours.get(i), theirs.get(i));
      if (!(here.relative() <= limit(here.type()))) {
        throw new Mismatch(
            String.format(
                Locale.ROOT,
                "%s: %s %d deviates by %.3g%n    ours   %s%n    theirs %s",
                code,
                what,
                i,
                here.relative(),
                ours.get(i),
                theirs.get(i)));
      }
      worst = worst.max(here);
    }
    return worst;
  }

  private double limit(DType type) {
    return type == DType.F64 ? limit : Tolerance.of(type).relative();
  }

  /// Both must refuse these operands.
  Case refusal(List<Input> inputs) {
    return new Case(
        "refuses " + inputs,
        () -> {
          List<Tensor> operands = inputs.stream().map(in -> in.tensor(DType.F64, false)).toList();
          List<Values> numbers = operands.stream().map(Values::of).toList();
          List<Boolean> none = inputs.stream().map(_ -> false).toList();
          boolean theyRefuse = fails(() -> Oracle.answer(theirs, numbers, none, Derivatives.NONE));
          boolean weRefuse = fails(() -> ours.apply(operands));
          if (!theyRefuse && !weRefuse) {
            throw new Mismatch(code + ": nobody refuses " + inputs);
          }
          if (!theyRefuse || !weRefuse) {
            throw new Mismatch(
                code + ": only " + (theyRefuse ? "LibTorch" : "Kierkegrad") + " refuses " + inputs);
          }
          return Deviation.none(DType.BOOL);
        });
  }

  private static boolean fails(Supplier<?> code) {
    try {
      var unused = code.get();
      return false;
    } catch (RuntimeException _) {
      return true;
    }
  }

  private static String firstLines(RuntimeException e) {
    String text = String.valueOf(e.getMessage());
    return text.length() > 400 ? text.substring(0, 400) + "…" : text;
  }
}
