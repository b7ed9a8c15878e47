package kierkegrad.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kierkegrad.explain.Explain;
import kierkegrad.explain.Explanation;
import kierkegrad.op.Curve;
import kierkegrad.op.Kernel;
import kierkegrad.op.Unary;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;
import picocli.CommandLine.Option;

/// A function of one number and its derivatives, in place of a model.
final class ExplainedFunction {
  @Option(
      names = "--function",
      paramLabel = "NAME",
      description =
          "Explains a function such as tanh and its derivatives, instead of a model: a graph for"
              + " each.")
  private Optional<String> function = Optional.empty();

  @Option(
      names = "--at",
      paramLabel = "X",
      description = "Where the function is taken (default: ${DEFAULT-VALUE}).")
  private double at = 0.5;

  @Option(
      names = "--order",
      paramLabel = "N",
      description = "How often it is differentiated (default: ${DEFAULT-VALUE}).")
  private int order = 2;

  /// Its name, if one is asked for.
  Optional<String> name() {
    return function;
  }

  /// The function and its derivatives.
  List<Explanation> derivatives(String name) {
    if (order < 1 || order > 5) {
      throw CommandException.usage("--order is a number from 1 to 5, not " + order);
    }
    List<Kernel> known =
        Stream.<Kernel[]>of(Unary.values(), Curve.values()).flatMap(Stream::of).toList();
    Kernel op =
        known.stream()
            .filter(candidate -> candidate.opName().equalsIgnoreCase(name))
            .findFirst()
            .orElseThrow(() ->
                CommandException.usage(
                    "--function "
                        + name
                        + " is not known; use one of "
                        + known.stream().map(Kernel::opName).collect(Collectors.joining(", "))));
    return Explain.derivatives(x -> Tensor.apply(op, x), Tensor.scalar(at).to(DType.F64), order);
  }
}
