package kierkegrad.optim;

import java.util.List;
import java.util.Map;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.Tensor;

/// Adam (Kingma and Ba, 2015). PyTorch `Adam`.
///
/// ```text
/// g ← g + λ·p                          weight decay λ
/// m ← β₁·m + (1 − β₁)·g
/// v ← β₂·v + (1 − β₂)·g²
/// p ← p − η/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε)
/// ```
///
/// With AMSGrad, v in the last line is the largest so far. A step is a dozen passes over the
/// parameter.
public final class Adam extends Grouped<AdamOptions> {
  /// PyTorch's defaults with this learning rate; theirs is 0.001.
  public Adam(List<Parameter> parameters, double lr) {
    this(parameters, new AdamOptions(lr, 0));
  }

  /// The same options for all parameters.
  public Adam(List<Parameter> parameters, AdamOptions options) {
    this(List.of(new ParameterGroup<>(parameters, options)));
  }

  /// Options by group.
  public Adam(List<ParameterGroup<AdamOptions>> groups) {
    super("adam", groups);
  }

  @Override
  List<String> memories() {
    return Moments.NAMES;
  }

  @Override
  Tensor update(Tensor p, Tensor g, double lr, AdamOptions options, Map<String, Tensor> memory) {
    double decay = options.weightDecay();
    return Moments.step(p, decay == 0 ? g : g.add(p.mul(decay)), lr, options, memory);
  }
}
