package kierkegrad.op;

import java.util.Optional;
import kierkegrad.random.Generator;

/// What dropout multiplies its operand by: 0 with probability `p`, otherwise `1/(1 − p)`. Of the
/// operand it takes the shape and the type.
///
/// @param generator what it draws from; the current one at each run if there is none
public record DropoutMask(double p, Optional<Generator> generator) implements Drawn {
  @Override
  public String opName() {
    return "dropout_mask";
  }

  @Override
  public Formula formula() {
    return Formula.of("y = 0 with probability p, else 1/(1 − p)", "dC/dx = 0");
  }

  @Override
  public String attributes() {
    return "p=" + p;
  }
}
