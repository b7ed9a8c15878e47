package kierkegrad.conformance.rows;

import java.util.List;
import java.util.function.Supplier;
import kierkegrad.conformance.Derivatives;
import kierkegrad.conformance.Input;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.nn.Layer;
import kierkegrad.nn.activation.AdaptiveLogSoftmaxWithLoss;
import kierkegrad.nn.activation.CELU;
import kierkegrad.nn.activation.ELU;
import kierkegrad.nn.activation.GELU;
import kierkegrad.nn.activation.GLU;
import kierkegrad.nn.activation.Hardshrink;
import kierkegrad.nn.activation.Hardsigmoid;
import kierkegrad.nn.activation.Hardswish;
import kierkegrad.nn.activation.Hardtanh;
import kierkegrad.nn.activation.LeakyReLU;
import kierkegrad.nn.activation.LogSigmoid;
import kierkegrad.nn.activation.LogSoftmax;
import kierkegrad.nn.activation.Mish;
import kierkegrad.nn.activation.PReLU;
import kierkegrad.nn.activation.RReLU;
import kierkegrad.nn.activation.ReLU;
import kierkegrad.nn.activation.ReLU6;
import kierkegrad.nn.activation.SELU;
import kierkegrad.nn.activation.SiLU;
import kierkegrad.nn.activation.Sigmoid;
import kierkegrad.nn.activation.Softmax;
import kierkegrad.nn.activation.Softmax2d;
import kierkegrad.nn.activation.Softmin;
import kierkegrad.nn.activation.Softplus;
import kierkegrad.nn.activation.Softshrink;
import kierkegrad.nn.activation.Softsign;
import kierkegrad.nn.activation.Tanh;
import kierkegrad.nn.activation.Tanhshrink;
import kierkegrad.nn.activation.Threshold;
import kierkegrad.tensor.DType;

/// Activation functions and dropout layers.
public final class Activations {
  /// Of every number of dimensions, without elements, and around the kinks.
  private static final List<Input> INPUTS =
      List.of(
          new Input(new double[] {0.7}, DType.F64, new int[0], true),
          Input.numbers(1),
          Input.numbers(0, 3),
          Input.numbers(2, 3),
          Input.between(-8, 8, 3, 1, 4),
          Input.between(-40, 40, 2, 2, 3, 5),
          Input.of(new double[] {-3, 3, -1, 1, 0.5, -0.5, 0, 6, -6}));

  private Activations() {}

  /// Adds the rows.
  public static void rows(Table table) {
    smooth(table);
    bent(table);
    softmaxes(table);
    weighted(table);
    adaptive(table);
    Dropouts.rows(table);
  }

  private static Row row(Table table, String name) {
    return table.row(Kind.LAYER, name);
  }

  private static void all(Row row, String code, Supplier<? extends Layer> layer) {
    INPUTS.forEach(in -> row.layer(code, layer, in));
  }

  private static void special(Row row, String code, Layer layer) {
    row.specials(code, xs -> layer.forward(xs.getFirst()));
  }

  private static void smooth(Table table) {
    each(row(table, "Sigmoid"), "torch.sigmoid(a)", Sigmoid::new);
    each(row(table, "Tanh"), "torch.tanh(a)", Tanh::new);
    each(row(table, "SiLU"), "torch.silu(a)", SiLU::new);
    each(row(table, "Mish"), "torch.mish(a)", Mish::new);
    each(row(table, "LogSigmoid"), "torch.log_sigmoid(a)", LogSigmoid::new);
    each(row(table, "Tanhshrink"), "a - torch.tanh(a)", Tanhshrink::new);
    all(
        row(table, "Softsign").remark("the slope at ±∞ is 0; LibTorch's is NaN"),
        "a / (torch.abs(a) + 1)",
        Softsign::new);
    each(row(table, "SELU"), "torch.selu(a)", SELU::new);
    Row gelu = row(table, "GELU");
    gelu.remark("exact at ±∞ not compared: LibTorch's single precision gives NaN at ∞");
    all(gelu, "torch.gelu(a)", GELU::new);
    each(gelu, "torch.gelu(a, approximate='tanh')", () -> new GELU("tanh"));
    Row elu = row(table, "ELU");
    each(elu, "torch.elu(a)", ELU::new);
    each(elu, "torch.elu(a, 0.3)", () -> new ELU(0.3));
    Row celu = row(table, "CELU");
    each(celu, "torch.celu(a)", CELU::new);
    each(celu, "torch.celu(a, 2.5)", () -> new CELU(2.5));
    celu.refuses("torch.celu(a, 0.0)", xs -> new CELU(0).forward(xs.getFirst()), Input.numbers(2));
    Row softplus = row(table, "Softplus");
    each(softplus, "torch.softplus(a)", Softplus::new);
    each(softplus, "torch.softplus(a, 2, 5)", () -> new Softplus(2, 5));
    each(softplus, "torch.softplus(a, 0.5, 30)", () -> new Softplus(0.5, 30));
  }

  private static void each(Row row, String code, Supplier<? extends Layer> layer) {
    all(row, code, layer);
    special(row, code, layer.get());
  }

  private static void bent(Table table) {
    each(row(table, "ReLU"), "torch.relu(a)", ReLU::new);
    each(row(table, "ReLU6"), "torch.relu6(a)", ReLU6::new);
    Row leaky = row(table, "LeakyReLU");
    each(leaky, "torch.leaky_relu(a)", LeakyReLU::new);
    each(leaky, "torch.leaky_relu(a, 0.3)", () -> new LeakyReLU(0.3));
    Row rrelu = row(table, "RReLU").remark("in evaluation; what training draws is tested in core");
    all(rrelu, "torch.rrelu(a)", () -> evaluating(new RReLU()));
    all(rrelu, "torch.rrelu(a, 0.1, 0.4)", () -> evaluating(new RReLU(0.1, 0.4)));
    Row sigmoid =
        row(table, "Hardsigmoid")
            .within(1e-7, "LibTorch's slope of 1/6 has single precision")
            .differentiated(Derivatives.ONCE, "LibTorch does not differentiate it twice");
    each(sigmoid, "torch.hardsigmoid(a)", Hardsigmoid::new);
    each(row(table, "Hardswish"), "torch.hardswish(a)", Hardswish::new);
    Row tanh = row(table, "Hardtanh");
    each(tanh, "torch.hardtanh(a)", Hardtanh::new);
    each(tanh, "torch.hardtanh(a, -0.5, 2)", () -> new Hardtanh(-0.5, 2));
    Row soft = row(table, "Softshrink");
    each(soft, "torch.softshrink(a)", Softshrink::new);
    each(soft, "torch.softshrink(a, 1.5)", () -> new Softshrink(1.5));
    soft.refuses(
        "torch.softshrink(a, -1)",
        xs -> new Softshrink(-1).forward(xs.getFirst()),
        Input.numbers(2));
    Row hard = row(table, "Hardshrink").torch("torch.nn.Hardshrink", "torch.hardshrink");
    each(hard, "torch.hardshrink(a)", Hardshrink::new);
    each(hard, "torch.hardshrink(a, 1.5)", () -> new Hardshrink(1.5));
    Row threshold = row(table, "Threshold");
    each(threshold, "torch.threshold(a, 0.5, 7)", () -> new Threshold(0.5, 7));
    each(threshold, "torch.threshold(a, -1, -2)", () -> new Threshold(-1, -2));
  }

  static <L extends Layer> L evaluating(L layer) {
    layer.eval();
    return layer;
  }

  private static void softmaxes(Table table) {
    List<Input> inputs =
        List.of(
            Input.numbers(3),
            Input.numbers(2, 3),
            Input.numbers(0, 3),
            Input.between(-30, 30, 4, 5),
            Input.numbers(2, 1, 4),
            Input.numbers(2, 3, 4, 2));
    for (Input in : inputs) {
      for (int dim : in.shape().length > 1 ? new int[] {0, 1, -1} : new int[] {0}) {
        row(table, "Softmax").layer("torch.softmax(a, " + dim + ")", () -> new Softmax(dim), in);
        row(table, "LogSoftmax")
            .layer("torch.log_softmax(a, " + dim + ")", () -> new LogSoftmax(dim), in);
        row(table, "Softmin").layer("torch.softmax(-a, " + dim + ")", () -> new Softmin(dim), in);
      }
    }
    for (int[] shape :
        List.of(new int[] {2, 3, 4, 2}, new int[] {3, 4, 2}, new int[] {1, 1, 1, 1})) {
      row(table, "Softmax2d").layer("torch.softmax(a, -3)", Softmax2d::new, Input.numbers(shape));
    }
    row(table, "Softmax2d")
        .layer("torch.softmax(a, -3)", Softmax2d::new, Input.numbers(0, 3, 2, 2));
    Row glu = row(table, "GLU");
    glu.layer("torch.glu(a)", GLU::new, Input.numbers(4))
        .layer("torch.glu(a)", GLU::new, Input.numbers(3, 2))
        .layer("torch.glu(a, 0)", () -> new GLU(0), Input.numbers(4, 3))
        .layer("torch.glu(a, 1)", () -> new GLU(1), Input.between(-20, 20, 2, 6, 3))
        .layer("torch.glu(a, -2)", () -> new GLU(-2), Input.numbers(2, 4, 1))
        .layer("torch.glu(a, 1)", () -> new GLU(1), Input.numbers(0, 4))
        .refuses("torch.glu(a)", xs -> new GLU().forward(xs.getFirst()), Input.numbers(3))
        .refuses("torch.glu(a, 2)", xs -> new GLU(2).forward(xs.getFirst()), Input.numbers(2, 2));
  }

  /// By its formula: PyTorch has it in Python only.
  private static void adaptive(Table table) {
    String code =
        """
        h = torch.log_softmax(torch.linear(a, head_weight), -1)
        first = torch.log_softmax(torch.linear(torch.linear(a, tail_0_0_weight), tail_0_1_weight), -1)
        second = torch.log_softmax(torch.linear(torch.linear(a, tail_1_0_weight), tail_1_1_weight), -1)
        return torch.cat([h[:, :3], first + h[:, 3:4], second + h[:, 4:5]], 1)\
        """;
    Row row = row(table, "AdaptiveLogSoftmaxWithLoss");
    for (int rows : new int[] {1, 4, 0}) {
      row.layer(
          code,
          () -> new AdaptiveLogSoftmaxWithLoss(8, 9, new int[] {3, 5}, 2, false),
          Input.numbers(rows, 8));
    }
    row.layer(
        code + ".gather(1, b.unsqueeze(1)).mean()",
        () -> new AdaptiveLogSoftmaxWithLoss(8, 9, new int[] {3, 5}, 2, false),
        (layer, xs) -> List.of(layer.forward(xs.get(0), xs.get(1)).loss().neg()),
        Input.numbers(5, 8),
        Input.integers(9, 5));
  }

  private static void weighted(Table table) {
    Row prelu = row(table, "PReLU").torch("torch.nn.PReLU", "torch.prelu");
    INPUTS
        .subList(0, INPUTS.size() - 1)
        .forEach(in -> prelu.layer("torch.prelu(a, weight)", PReLU::new, in));
    prelu
        .layer("torch.prelu(a, weight)", () -> new PReLU(3), Input.numbers(2, 3))
        .layer("torch.prelu(a, weight)", () -> new PReLU(3), Input.numbers(4, 3, 5))
        .layer("torch.prelu(a, weight)", () -> new PReLU(2, 0.1), Input.numbers(2, 2, 3, 3))
        .layer("torch.prelu(a, weight)", () -> new PReLU(3), Input.numbers(0, 3))
        .differentiated(
            Derivatives.ONCE, "at exactly 0 once: LibTorch's second derivatives are not symmetric")
        .layer("torch.prelu(a, weight)", PReLU::new, INPUTS.getLast())
        .same(
            "torch.prelu(a, b)",
            xs -> xs.getFirst().prelu(xs.get(1)),
            Input.specials(),
            Input.numbers(1))
        .refuses(
            "torch.prelu(a, torch.ones(2, dtype=torch.double))",
            xs -> new PReLU(2).forward(xs.getFirst()),
            Input.numbers(4, 3));
  }
}
