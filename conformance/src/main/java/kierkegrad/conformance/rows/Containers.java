package kierkegrad.conformance.rows;

import java.util.List;
import kierkegrad.conformance.Input;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Table;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.Tanh;

/// Linear layers and containers.
public final class Containers {
  private Containers() {}

  /// Adds the rows.
  public static void rows(Table table) {
    var linear = table.row(Kind.LAYER, "Linear");
    for (int[] lead :
        List.of(new int[] {}, new int[] {1}, new int[] {0}, new int[] {5}, new int[] {2, 3})) {
      int[] shape = java.util.Arrays.copyOf(lead, lead.length + 1);
      shape[lead.length] = 4;
      linear.layer("torch.linear(a, weight, bias)", () -> new Linear(4, 3), Input.numbers(shape));
      linear.layer("torch.linear(a, weight)", () -> new Linear(4, 3, false), Input.numbers(shape));
    }
    linear
        .layer("torch.linear(a, weight, bias)", () -> new Linear(1, 1), Input.numbers(2, 1))
        .refuses(
            "torch.linear(a, torch.ones(3, 4))",
            x -> new Linear(4, 3).forward(x.getFirst()),
            Input.numbers(2, 3));
    table
        .row(Kind.LAYER, "Sequential")
        .layer(
            "torch.linear(torch.tanh(torch.linear(a, _0_weight, _0_bias)), _2_weight, _2_bias)",
            () -> new Sequential(new Linear(4, 3), new Tanh(), new Linear(3, 2)),
            Input.numbers(5, 4));
  }
}
