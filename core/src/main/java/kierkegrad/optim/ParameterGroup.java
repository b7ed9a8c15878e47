package kierkegrad.optim;

import java.util.List;
import kierkegrad.nn.Parameter;

/// Parameters that are trained with the same options.
///
/// @param parameters what is trained
/// @param options how; the learning rate in them is the one that a [Schedule] starts from
public record ParameterGroup<O extends Options>(List<Parameter> parameters, O options) {
  /// A group.
  public ParameterGroup {
    parameters = List.copyOf(parameters);
  }
}
