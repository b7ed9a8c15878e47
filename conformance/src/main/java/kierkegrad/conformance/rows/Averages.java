package kierkegrad.conformance.rows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import kierkegrad.conformance.Derivatives;
import kierkegrad.conformance.Deviation;
import kierkegrad.conformance.Input;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.grad.Gradients;
import kierkegrad.nn.Box;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.Tanh;
import kierkegrad.nn.norm.BatchNorm1d;
import kierkegrad.optim.averaging.AveragedModel;
import kierkegrad.optim.averaging.Averaging;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Averaged models beside PyTorch's, as `record/averaging.py` wrote them, and the clipping of
/// gradients.
public final class Averages {
  private static final String UTILS = "torch.optim.swa_utils.";

  private Averages() {}

  /// Adds the rows.
  public static void rows(Table table) {
    Row model =
        table
            .row(Kind.OPTIMIZER, "AveragedModel")
            .torch(UTILS + "AveragedModel", UTILS + "get_swa_avg_fn", UTILS + "get_ema_avg_fn");
    Row norms = table.row(Kind.OPTIMIZER, "update_bn").torch(UTILS + "update_bn");
    Recorded.cases("averaging.bin.gz")
        .forEach((name, states) -> {
          String[] parts = name.split("\\|", -1);
          if (parts[0].equals("AveragedModel")) {
            model.check(
                parts[1] + ", " + parts[2],
                () -> averaged(parts[1], parts[2].equals("buffers"), states));
          } else {
            norms.check(
                parts[1] + " batches of " + parts[2],
                () -> renewed(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), states[0]));
          }
        });
    clipping(table);
  }

  private static Layer model() {
    Layer model =
        new Sequential(
            new Linear(2, 3),
            new BatchNorm1d(3),
            new Tanh(),
            new Linear(3, 2),
            new BatchNorm1d(2, 1e-5, Optional.empty(), true, true));
    model.to(DType.F64);
    return model;
  }

  private static void fill(Layer model, int t) {
    int k = 0;
    for (Box box : model.state().values()) {
      Shape shape = box.value().shape();
      box.set(
          box.value().dtype().isFloating()
              ? Problems.wave(1, 0.7 + 0.1 * k, t, shape.toArray()).add(1.5)
              : Tensor.full(DType.I64, shape, 3 * t));
      k++;
    }
  }

  private static double[] numbers(Layer model) {
    return model.state().values().stream()
        .flatMapToDouble(box -> DoubleStream.of(box.value().detach().to(DType.F64).toDoubleArray()))
        .toArray();
  }

  private static Averaging averaging(String name) {
    return name.startsWith("ema")
        ? Averaging.ema(Double.parseDouble(name.substring(name.lastIndexOf(' ') + 1)))
        : Averaging.swa();
  }

  private static Deviation averaged(String name, boolean buffers, double[][] states) {
    Layer source = model();
    AveragedModel averaged = new AveragedModel(model(), averaging(name), buffers);
    Deviation worst = Deviation.none(DType.F64);
    for (int t = 0; t < states.length; t++) {
      fill(source, t);
      averaged.updateParameters(source);
      worst = worst.max(Deviation.of(DType.F64, numbers(averaged), states[t]));
    }
    return worst;
  }

  private static Deviation renewed(int batches, int rows, double[] state) {
    Layer model = model();
    fill(model, 1);
    List<Tensor> inputs =
        IntStream.range(0, batches).mapToObj(b -> Problems.wave(1.3, 0.9, 1 + b, rows, 2)).toList();
    AveragedModel.updateBatchNorm(inputs, model);
    return Deviation.of(DType.F64, numbers(model), state);
  }

  private static void clipping(Table table) {
    Row norm =
        table
            .row(Kind.OPTIMIZER, "clip_grad_norm_")
            .torch("torch.nn.utils.clip_grad_norm_", "torch.nn.utils.get_total_norm")
            .differentiated(Derivatives.NONE, "gradients only");
    Map<String, Double> orders =
        Map.of(
            "0.5",
            0.5,
            "1.",
            1.0,
            "1.5",
            1.5,
            "2.",
            2.0,
            "3.",
            3.0,
            "float('inf')",
            Double.POSITIVE_INFINITY,
            "0.",
            0.0);
    for (double limit : new double[] {0.1, 1, 100}) {
      new java.util.TreeMap<>(orders)
          .forEach((word, p) -> {
            String length =
                "torch.linalg_vector_norm(torch.stack([torch.linalg_vector_norm(a, %s),"
                    + " torch.linalg_vector_norm(b, %s)]), %s)";
            String total = length.formatted(word, word, word);
            String factor = "torch.clamp(" + limit + " / (" + total + " + 1e-6), max=1.0)";
            String code = "(a * " + factor + ", b * " + factor + ", " + total + ")";
            for (int[][] shapes :
                new int[][][] {{{3}, {2, 2}}, {{1}, {1}}, {{4, 5}, {7}}, {{}, {2, 3, 2}}}) {
              norm.sameAll(
                  code,
                  x -> clipped(x, g -> g.clipNorm(limit, p, false), g -> g.norm(p)),
                  Input.numbers(shapes[0]),
                  Input.numbers(shapes[1]));
            }
          });
    }
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      norm.sameAll(
          "(a * torch.clamp(1.0 / (torch.linalg_vector_norm(a) + 1e-6), max=1.0), a)",
          x ->
              List.of(
                  clipped(
                          List.of(x.getFirst(), Tensor.zeros(x.getFirst().dtype(), Shape.of(1))),
                          g -> g.clipNorm(1),
                          g -> g.norm())
                      .getFirst(),
                  x.getFirst()),
          Input.of(new double[] {1, bad, -2}));
    }
    Row value =
        table
            .row(Kind.OPTIMIZER, "clip_grad_value_")
            .torch("torch.nn.utils.clip_grad_value_")
            .differentiated(Derivatives.NONE, "gradients only");
    for (double limit : new double[] {0.1, 0.5, 1, 3}) {
      for (int[] shape : new int[][] {{3}, {1}, {4, 5}, {}, {0}, {2, 3, 2}}) {
        value.sameAll(
            "[torch.clamp(a, -%s, %s)]".formatted(limit, limit),
            x ->
                List.of(
                    clipped(List.of(x.getFirst(), x.getFirst()), g -> g.clipValue(limit), g -> 0)
                        .getFirst()),
            Input.numbers(shape));
      }
      value.specials(
          "torch.clamp(a, -%s, %s)".formatted(limit, limit),
          x ->
              clipped(List.of(x.getFirst(), x.getFirst()), g -> g.clipValue(limit), g -> 0)
                  .getFirst());
    }
  }

  /// Both gradients after clipping, and the norm before.
  private static List<Tensor> clipped(
      List<Tensor> gradients,
      java.util.function.UnaryOperator<Gradients> clip,
      java.util.function.ToDoubleFunction<Gradients> norm) {
    Parameter p = new Parameter(gradients.get(0));
    Parameter q = new Parameter(gradients.get(1));
    Gradients found =
        Gradients.none().with(p, gradients.get(0).detach()).with(q, gradients.get(1).detach());
    Gradients limited = clip.apply(found);
    Tensor size =
        Tensor.full(gradients.getFirst().dtype(), Shape.SCALAR, norm.applyAsDouble(found));
    return List.of(limited.of(p), limited.of(q), size);
  }
}
