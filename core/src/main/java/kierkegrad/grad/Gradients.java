package kierkegrad.grad;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import kierkegrad.backend.Backend;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tape;
import kierkegrad.tensor.Tensor;
import kierkegrad.tensor.Variable;

/// The gradients that one backward pass found: a value, one tensor per leaf. Nothing is accumulated
/// behind the scenes, so there is nothing to reset.
///
/// A leaf is a [Variable], such as a parameter, or a tensor made by [Tensor#tracked].
public final class Gradients {
  /// In the order in which the leaves were met, so that sums over all of them have the same bits in
  /// every run.
  private final Map<Object, Tensor> byLeaf;

  /// Who follows a backward pass, operation by operation.
  @FunctionalInterface
  public interface Observer {
    /// A gradient reached a result, and its operation passed it on.
    ///
    /// @param result the result of the operation
    /// @param gradient dC/d result, complete
    /// @param sent what each operand was sent, of its shape; empty for one that needs no gradient
    void passed(Tensor result, Tensor gradient, List<Optional<Tensor>> sent);
  }

  private Gradients(Map<Object, Tensor> byLeaf) {
    this.byLeaf = byLeaf;
  }

  /// The gradients of a scalar in every tracked leaf that it depends on. What [Tensor#backward]
  /// calls.
  public static Gradients backward(Tensor loss) {
    if (loss.elements() != 1) {
      throw new ShapeException(
          "backward: needs one number, got "
              + loss.shape()
              + "; take its sum() or mean(), or use Grad.vjp");
    }
    return backward(loss, Tensor.ones(loss.dtype(), loss.shape()), Optional.empty());
  }

  /// The gradients of a result of any shape, weighted with a seed of that shape. The observer is
  /// told of every operation on the way, in the order of the backward pass.
  public static Gradients backward(Tensor result, Tensor seed, Observer observer) {
    return backward(result, seed, Optional.of(observer));
  }

  private static Gradients backward(Tensor result, Tensor seed, Optional<Observer> observer) {
    if (!result.isTracked()) {
      throw new IllegalStateException(
          "backward: nothing behind this number is tracked; use a Parameter or x.tracked(), and no noGrad around it");
    }
    Map<Tensor, Tensor> swept =
        Tape.off(() -> Reverse.sweep(List.of(result), List.of(seed), Gradients::isLeaf, observer));
    Map<Object, Tensor> byLeaf = new LinkedHashMap<>();
    for (Tensor tensor : Ancestry.of(List.of(result), true)) {
      Tensor gradient = swept.get(tensor);
      if (gradient != null) {
        byLeaf.merge(key(tensor), gradient, Tensor::add);
      }
    }
    return new Gradients(byLeaf);
  }

  private static boolean isLeaf(Tensor tensor) {
    return tensor.op().isEmpty();
  }

  private static Object key(Tensor leaf) {
    return leaf.variable().<Object>map(v -> v).orElse(leaf);
  }

  /// No gradient yet; [#with] adds one.
  public static Gradients none() {
    return new Gradients(Map.of());
  }

  /// The gradient in a parameter, of its shape.
  ///
  /// @throws IllegalArgumentException if the parameter took no part; [#find] answers that without
  ///   an error
  public Tensor of(Variable variable) {
    return find(variable)
        .orElseThrow(() ->
            new IllegalArgumentException(
                variable.name()
                    + " took no part in this loss (or is frozen), so it has no gradient; use find(…) if that may be"));
  }

  /// The gradient in a tracked leaf, of its shape.
  ///
  /// @throws IllegalArgumentException if the leaf took no part
  public Tensor of(Tensor leaf) {
    return find(leaf)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "this tensor "
                    + leaf.shape()
                    + " is no tracked leaf of the loss; make it with x.tracked() and use that one"));
  }

  /// The gradient in a parameter, if it took part.
  public Optional<Tensor> find(Variable variable) {
    return Optional.ofNullable(byLeaf.get(variable));
  }

  /// The gradient in a tracked leaf, if it took part.
  public Optional<Tensor> find(Tensor leaf) {
    return Optional.ofNullable(byLeaf.get(key(leaf)));
  }

  /// The sum of both, leaf by leaf: what several backward passes would accumulate.
  public Gradients plus(Gradients other) {
    Map<Object, Tensor> sum = new LinkedHashMap<>(byLeaf);
    other.byLeaf.forEach((leaf, gradient) -> sum.merge(leaf, gradient, Tensor::add));
    return new Gradients(sum);
  }

  /// Every gradient multiplied by a number.
  public Gradients times(double factor) {
    return map(g -> g.mul(factor));
  }

  /// One gradient replaced; the others stay.
  public Gradients with(Variable variable, Tensor gradient) {
    Map<Object, Tensor> changed = new LinkedHashMap<>(byLeaf);
    changed.put(variable, gradient);
    return new Gradients(changed);
  }

  /// Every gradient changed by a function.
  public Gradients map(UnaryOperator<Tensor> change) {
    Map<Object, Tensor> changed = new LinkedHashMap<>();
    byLeaf.forEach((leaf, gradient) -> changed.put(leaf, Tape.off(() -> change.apply(gradient))));
    return new Gradients(changed);
  }

  /// The Euclidean norm of all gradients together, added up in double.
  public double norm() {
    List<Tensor> all = List.copyOf(byLeaf.values());
    return Math.sqrt(Backend.current().bindSquares(all).getAsDouble());
  }

  /// The norm of order p of all gradients together, `(Σ|g|ᵖ)^(1/p)`, added up in double; of order ∞
  /// the largest size, of order 0 the number of gradients that are not 0 throughout. PyTorch
  /// `get_total_norm`.
  public double norm(double p) {
    return p == 2 ? norm() : Norms.total(List.copyOf(byLeaf.values()), p);
  }

  /// Gradients scaled down together so that their norm is at most `limit`. PyTorch
  /// `clip_grad_norm_`.
  public Gradients clipNorm(double limit) {
    return clipNorm(limit, 2, false);
  }

  /// The same with a norm of another order.
  ///
  /// @param errorIfNonfinite whether a norm that is infinite or NaN is an error
  /// @throws ArithmeticException if it is one
  public Gradients clipNorm(double limit, double p, boolean errorIfNonfinite) {
    double norm = norm(p);
    if (errorIfNonfinite) {
      requireFinite(norm);
    }
    double factor = clippingFactor(norm, limit);
    return factor == 1 ? this : times(factor);
  }

  /// A norm by which gradients can be clipped.
  ///
  /// @throws ArithmeticException if it is infinite or NaN
  public static double requireFinite(double norm) {
    if (!Double.isFinite(norm)) {
      throw new ArithmeticException(
          "clipping: the norm of all gradients is "
              + norm
              + ", so nothing is left to scale; look for what diverges, or clip without this check");
    }
    return norm;
  }

  /// What [#clipNorm] multiplies by: `min(1, limit / (norm + 1e-6))`; NaN if the norm is.
  public static double clippingFactor(double norm, double limit) {
    return Math.min(1, limit / (norm + 1e-6));
  }

  /// Every element limited to `[−limit, limit]`. PyTorch `clip_grad_value_`.
  public Gradients clipValue(double limit) {
    return map(g -> g.clamp(-limit, limit));
  }

  /// The variables, such as parameters, that have a gradient, in the order of [#norm]'s sum.
  public List<Variable> variables() {
    return byLeaf.keySet().stream()
        .filter(Variable.class::isInstance)
        .map(Variable.class::cast)
        .toList();
  }

  /// The number of leaves that have a gradient.
  public int size() {
    return byLeaf.size();
  }

  /// Such as `Gradients[fc1.weight [3, 4], fc1.bias [3]]`.
  @Override
  public String toString() {
    return byLeaf.entrySet().stream()
        .map(
            e -> (e.getKey() instanceof Variable v ? v.name() : "leaf") + " " + shape(e.getValue()))
        .sorted()
        .toList()
        .toString()
        .transform(text -> "Gradients" + text);
  }

  private static Shape shape(Tensor gradient) {
    return gradient.shape();
  }
}
