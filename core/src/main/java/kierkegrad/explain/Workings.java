package kierkegrad.explain;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.explain.Read.Source;
import kierkegrad.op.Binary;
import kierkegrad.op.Clamp;
import kierkegrad.op.Composed;
import kierkegrad.op.Concat;
import kierkegrad.op.Copy;
import kierkegrad.op.Fused;
import kierkegrad.op.Index;
import kierkegrad.op.MatMul;
import kierkegrad.op.Op;
import kierkegrad.op.Pad;
import kierkegrad.op.Reduce;
import kierkegrad.op.Slices;
import kierkegrad.op.Unary;
import kierkegrad.op.View;
import kierkegrad.op.Where;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Which rule in numbers an operation has. What is not named here has that of the Jacobian.
final class Workings {
  private static final String SUBSCRIPTS = "₁₂₃₄₅₆₇₈₉";

  private Workings() {}

  static NumberRule rule(Op op) {
    return switch (op) {
      case Unary f -> new Elementwise.OfOne(f);
      case Binary f -> new Elementwise.OfTwo(f);
      case Clamp f -> new Elementwise.Limited(f);
      case Composed f -> new Compositions(f);
      case Reduce f -> new Sums.Reduction(f);
      case MatMul _ -> new Sums.Matrices();
      case Fused.Linear f when f.activation().isEmpty() -> new Sums.Affine();
      case Fused.Softmax f -> new Classes.Shares(f.dim());
      case Fused.LogSoftmax f -> new Classes.Logarithms(f.dim());
      case Fused.CrossEntropy _ -> new Classes.CrossEntropy();
      case View _,
          Copy _,
          Concat _,
          Pad _,
          Where _,
          Index.Gather _,
          Slices.Select _,
          Slices.Put _ ->
          new Moves();
      default -> new Slopes();
    };
  }

  /// The sum of what the readers of a *Duplicate* send.
  static Working total(Explanation of, Node node, int entry) {
    List<Expr> terms = new ArrayList<>();
    List<String> symbols = new ArrayList<>();
    String place = Numbers.index(node.shape(), entry);
    for (int i = 0; i < node.uses().size(); i++) {
      Use use = node.uses().get(i);
      Tensor part = of.sent(use);
      terms.add(Expr.entry(part.toDoubleArray()[entry], new Read(Source.GRADIENT, i, entry)));
      symbols.add("dC/dy" + (i < 9 ? SUBSCRIPTS.charAt(i) : "_" + (i + 1)) + place);
    }
    double sum = node.gradient().map(g -> g.toDoubleArray()[entry]).orElse(0.0);
    return new Working(
        "dC/dx" + place, String.join(" + ", symbols), Expr.sum(terms), sum, List.of());
  }

  static void require(String name, String what, Shape shape, int entry) {
    if (entry < 0 || entry >= shape.elements()) {
      throw new IllegalArgumentException(
          name
              + ": "
              + what
              + " "
              + shape
              + " has no entry "
              + entry
              + "; entries are counted row by row from 0 to "
              + (shape.elements() - 1));
    }
  }
}
