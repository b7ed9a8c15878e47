package kierkegrad.conformance.oracle;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.conformance.Answer;
import kierkegrad.conformance.Derivatives;
import kierkegrad.conformance.Values;
import kierkegrad.conformance.Weights;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// What LibTorch answers: values and derivatives.
public final class Oracle {
  private Oracle() {}

  /// Values, and the derivatives of their weighted sum.
  ///
  /// @param differentiated for each operand, whether to differentiate in it
  public static Answer answer(
      Theirs function, List<Values> operands, List<Boolean> differentiated, Derivatives order) {
    Torch.load();
    try (PointerScope _ = new PointerScope()) {
      List<Tensor> xs = new ArrayList<>();
      List<Tensor> leaves = new ArrayList<>();
      for (int i = 0; i < operands.size(); i++) {
        Tensor x = Torch.tensor(operands.get(i));
        xs.add(x);
        if (differentiated.get(i) && order != Derivatives.NONE) {
          x.set_requires_grad(true);
          leaves.add(x);
        }
      }
      List<Tensor> ys = function.apply(xs);
      List<Values> values = ys.stream().map(Torch::values).toList();
      if (leaves.isEmpty()) {
        return new Answer(values, List.of(), List.of());
      }
      List<Tensor> first = gradients(weighted(ys), leaves, order == Derivatives.TWICE);
      List<Values> slopes = numbers(first, leaves);
      if (order != Derivatives.TWICE) {
        return new Answer(values, slopes, List.of());
      }
      List<Tensor> second = gradients(weighted(first), leaves, false);
      return new Answer(values, slopes, numbers(second, leaves));
    }
  }

  /// The sum of everything that depends on the operands, weighted; nothing if nothing does.
  private static List<Tensor> weighted(List<Tensor> ys) {
    List<Tensor> terms = new ArrayList<>();
    for (int k = 0; k < ys.size(); k++) {
      Tensor y = ys.get(k);
      if (y.defined() && y.requires_grad()) {
        terms.add(y.mul(Torch.tensor(Weights.like(Torch.values(y), k))).sum());
      }
    }
    return terms.stream().reduce(Tensor::add).map(List::of).orElse(List.of());
  }

  private static List<Tensor> gradients(List<Tensor> sum, List<Tensor> leaves, boolean again) {
    if (sum.isEmpty()) {
      return List.of();
    }
    TensorVector found =
        torch.grad(
            new TensorVector(sum.getFirst()),
            new TensorVector(leaves.toArray(new Tensor[0])),
            new TensorVector(),
            new BoolOptional(true),
            again,
            true);
    List<Tensor> gradients = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      gradients.add(found.get(i));
    }
    return gradients;
  }

  /// Zeros where there is no gradient.
  private static List<Values> numbers(List<Tensor> gradients, List<Tensor> leaves) {
    List<Values> numbers = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      boolean known = !gradients.isEmpty() && gradients.get(i).defined();
      numbers.add(known ? Torch.values(gradients.get(i)) : Torch.values(leaves.get(i)).zeros());
    }
    return numbers;
  }
}
