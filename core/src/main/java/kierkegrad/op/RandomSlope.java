package kierkegrad.op;

import java.util.Optional;
import kierkegrad.random.Generator;

/// What a randomized leaky ReLU multiplies its operand by: 1 where x > 0, elsewhere a number
/// uniform between two bounds, drawn only where one is needed.
///
/// @param generator what it draws from; the current one at each run if there is none
public record RandomSlope(double lower, double upper, Optional<Generator> generator)
    implements Drawn {
  @Override
  public String opName() {
    return "rrelu_slope";
  }

  @Override
  public Formula formula() {
    return Formula.of("y = 1 if x > 0, else uniform from lower to upper", "dC/dx = 0");
  }

  @Override
  public String attributes() {
    return "lower=" + lower + ", upper=" + upper;
  }
}
