package kierkegrad.conformance.rows;

import java.util.List;
import java.util.function.DoubleFunction;
import kierkegrad.conformance.Input;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.nn.Layer;
import kierkegrad.nn.dropout.AlphaDropout;
import kierkegrad.nn.dropout.Dropout;
import kierkegrad.nn.dropout.Dropout1d;
import kierkegrad.nn.dropout.Dropout2d;
import kierkegrad.nn.dropout.Dropout3d;
import kierkegrad.nn.dropout.FeatureAlphaDropout;

/// Dropout where nothing is left to chance: in evaluation, with p = 0 and with p = 1.
final class Dropouts {
  private Dropouts() {}

  static void rows(Table table) {
    Input[] any = {
      Input.numbers(5), Input.numbers(2, 3), Input.numbers(0, 2), Input.numbers(2, 3, 4)
    };
    rows(table, "Dropout", "torch.dropout", Dropout::new, any);
    rows(table, "AlphaDropout", "torch.alpha_dropout", AlphaDropout::new, any);
    rows(
        table,
        "Dropout1d",
        "torch.feature_dropout",
        Dropout1d::new,
        Input.numbers(3, 4),
        Input.numbers(2, 3, 4));
    rows(
        table,
        "Dropout2d",
        "torch.feature_dropout",
        Dropout2d::new,
        Input.numbers(2, 3, 4),
        Input.numbers(2, 3, 2, 2));
    rows(
        table,
        "Dropout3d",
        "torch.feature_dropout",
        Dropout3d::new,
        Input.numbers(2, 3, 2, 2),
        Input.numbers(2, 3, 2, 1, 2));
    rows(
        table,
        "FeatureAlphaDropout",
        "torch.feature_alpha_dropout",
        FeatureAlphaDropout::new,
        Input.numbers(2, 3),
        Input.numbers(2, 3, 4),
        Input.numbers(2, 3, 2, 2));
  }

  private static void rows(
      Table table, String name, String code, DoubleFunction<Layer> layer, Input... inputs) {
    Row row =
        table
            .row(Kind.LAYER, name)
            .remark("p = 0, p = 1 and in evaluation; masks are tested in core");
    for (Input in : inputs) {
      row.layer(code + "(a, 0.5, False)", () -> Activations.evaluating(layer.apply(0.5)), in);
      for (double p : new double[] {0, 1}) {
        row.layer(code + "(a, " + p + ", True)", () -> layer.apply(p), in);
      }
    }
    for (double p : List.of(-0.1, 1.1)) {
      row.refuses(
          code + "(a, " + p + ", True)",
          xs -> layer.apply(p).forward(xs.getFirst()),
          Input.numbers(2, 3));
    }
  }
}
