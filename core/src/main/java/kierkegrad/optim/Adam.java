package kierkegrad.optim;

import java.util.List;
import java.util.OptionalDouble;
import kierkegrad.backend.Update;
import kierkegrad.nn.Parameter;

/// Adam (Kingma and Ba, 2015). PyTorch `Adam`.
///
/// ```text
/// g ← g + λ·p                          weight decay λ
/// m ← β₁·m + (1 − β₁)·g
/// v ← β₂·v + (1 − β₂)·g²
/// p ← p − η/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε)
/// ```
///
/// With AMSGrad, v in the last line is the largest so far.
public final class Adam extends Fused<AdamOptions> {
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
    return AdamOptions.MEMORIES;
  }

  @Override
  OptionalDouble momentum(AdamOptions options) {
    return OptionalDouble.of(options.beta1());
  }

  @Override
  Update.Rule rule(AdamOptions options, double momentum) {
    return options.rule(momentum, false);
  }
}
