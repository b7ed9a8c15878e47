package kierkegrad.cli;

import java.util.List;
import java.util.Optional;
import kierkegrad.cli.data.Prepared;
import kierkegrad.cli.network.Activation;
import kierkegrad.cli.network.Mlp;
import kierkegrad.cli.network.Precision;
import kierkegrad.cli.network.Widths;
import kierkegrad.cli.train.Size;
import picocli.CommandLine.Option;

/// The options that describe the network.
final class NetworkOptions {
  @Option(
      names = "--net",
      paramLabel = "WIDTHS",
      description =
          "The widths of its layers from input to output, such as 4-16-3"
              + " (default: one hidden layer, 16, 64 or 512 wide by the number of rows)."
              + " The activation follows every layer but the last, which gives the logits of a"
              + " softmax, or the number of a regression.")
  Optional<Widths> net = Optional.empty();

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      description = "One of: ${COMPLETION-CANDIDATES} (default: relu).")
  Activation activation = Activation.RELU;

  @Option(
      names = "--dropout",
      paramLabel = "P",
      description = "Drops hidden values with this probability while training (default: 0).")
  double dropout;

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      description = "The type of all numbers, f32 or f64 (default: f32; f64 with --trace).")
  Optional<Precision> dtype = Optional.empty();

  /// @throws CommandException if a number is out of range
  void check() {
    if (!(dropout >= 0 && dropout < 1)) {
      throw CommandException.usage("--dropout " + dropout + ": must be 0 or more and less than 1");
    }
  }

  /// The network for data of this size.
  ///
  /// @throws CommandException if it does not fit the data
  Mlp network(String data, Prepared prepared, Size size) {
    int in = prepared.preparation().inputs();
    int out = prepared.preparation().outputs();
    Widths widths = net.orElseGet(() -> new Widths(List.of(in, size.hidden(), out)));
    Widths fitting = widths.between(in, out);
    if (!widths.equals(fitting)) {
      throw CommandException.usage(
          "--net %s does not fit %s, which has %d inputs and needs %d outputs; use --net %s"
              .formatted(widths, data, in, out, fitting));
    }
    return new Mlp(widths, activation, dropout);
  }
}
