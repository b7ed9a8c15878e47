package kierkegrad.optim;

import java.util.List;
import java.util.OptionalDouble;
import kierkegrad.backend.Update;
import kierkegrad.nn.Parameter;

/// Adam with decoupled weight decay (Loshchilov and Hutter, 2019): first `p ← p − η·λ·p`, then the
/// step of [Adam] with the plain gradient. PyTorch `AdamW`.
public final class AdamW extends Fused<AdamOptions> {
  /// PyTorch's default weight decay λ.
  public static final double WEIGHT_DECAY = 0.01;

  /// PyTorch's defaults with this learning rate; theirs is 0.001.
  public AdamW(List<Parameter> parameters, double lr) {
    this(parameters, new AdamOptions(lr, WEIGHT_DECAY));
  }

  /// The same options for all parameters.
  public AdamW(List<Parameter> parameters, AdamOptions options) {
    this(List.of(new ParameterGroup<>(parameters, options)));
  }

  /// Options by group.
  public AdamW(List<ParameterGroup<AdamOptions>> groups) {
    super("adamw", groups);
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
    return options.rule(momentum, true);
  }
}
