package kierkegrad.practice.settings;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import kierkegrad.nn.Parameter;
import kierkegrad.optim.Options;
import kierkegrad.optim.ParameterGroup;

/// Weight decay: every step makes weights a little smaller. Biases and the scales of normalisation
/// are left alone unless all parameters are to decay: they are few, they cannot make a function
/// steep, and to pull a scale to 0 switches its layer off.
///
/// @param rate λ; 0 for none
/// @param all whether biases and normalisation decay as well, as in PyTorch unless told
public record Decay(double rate, boolean all) {
  /// None.
  public static final Decay NONE = new Decay(0, false);

  /// Whether a parameter is a matrix of weights, a kernel or a table of vectors, and not a bias or
  /// a scale.
  public static boolean isWeight(Parameter parameter) {
    return parameter.value().rank() > 1;
  }

  /// The parameters with the options that each has at its rate of decay; those that decay first.
  <O extends Options> List<ParameterGroup<O>> groups(
      List<Parameter> parameters, DoubleFunction<O> options) {
    if (rate == 0 || all) {
      return List.of(new ParameterGroup<>(parameters, options.apply(rate)));
    }
    List<Parameter> weights = parameters.stream().filter(Decay::isWeight).toList();
    List<Parameter> others = parameters.stream().filter(p -> !isWeight(p)).toList();
    return Stream.of(
            new ParameterGroup<>(weights, options.apply(rate)),
            new ParameterGroup<>(others, options.apply(0)))
        .filter(group -> !group.parameters().isEmpty())
        .toList();
  }
}
