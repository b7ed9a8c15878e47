package kierkegrad.conformance.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import kierkegrad.conformance.Deviation;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.nn.Parameter;
import kierkegrad.optim.ASGD;
import kierkegrad.optim.Adadelta;
import kierkegrad.optim.Adafactor;
import kierkegrad.optim.Adagrad;
import kierkegrad.optim.Adam;
import kierkegrad.optim.AdamW;
import kierkegrad.optim.Adamax;
import kierkegrad.optim.LBFGS;
import kierkegrad.optim.Lion;
import kierkegrad.optim.Muon;
import kierkegrad.optim.NAdam;
import kierkegrad.optim.Optimizer;
import kierkegrad.optim.Options;
import kierkegrad.optim.ParameterGroup;
import kierkegrad.optim.RAdam;
import kierkegrad.optim.RMSprop;
import kierkegrad.optim.Rprop;
import kierkegrad.optim.SGD;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// Thirty steps of every optimizer beside PyTorch's, as `record/optimizers.py` wrote them: the
/// parameters after each step.
public final class Optimizers {
  private Optimizers() {}

  private static final Map<String, BiFunction<List<Parameter>, List<Arguments>, Optimizer>> MADE =
      Map.ofEntries(
          Map.entry("SGD", made(OptimizerOptions::sgd, SGD::new)),
          Map.entry("Adam", made(a -> OptimizerOptions.adam(a, 0), Adam::new)),
          Map.entry("AdamW", made(a -> OptimizerOptions.adam(a, AdamW.WEIGHT_DECAY), AdamW::new)),
          Map.entry("NAdam", made(OptimizerOptions::nadam, NAdam::new)),
          Map.entry("RAdam", made(OptimizerOptions::radam, RAdam::new)),
          Map.entry("Adamax", made(OptimizerOptions::adamax, Adamax::new)),
          Map.entry("Adagrad", made(OptimizerOptions::adagrad, Adagrad::new)),
          Map.entry("Adadelta", made(OptimizerOptions::adadelta, Adadelta::new)),
          Map.entry("RMSprop", made(OptimizerOptions::rmsprop, RMSprop::new)),
          Map.entry("Rprop", made(OptimizerOptions::rprop, Rprop::new)),
          Map.entry("ASGD", made(OptimizerOptions::asgd, ASGD::new)),
          Map.entry("Adafactor", made(OptimizerOptions::adafactor, Adafactor::new)),
          Map.entry("Lion", made(OptimizerOptions::lion, Lion::new)),
          Map.entry("Muon", made(OptimizerOptions::muon, Muon::new)),
          Map.entry("LBFGS", (p, all) -> new LBFGS(p, OptimizerOptions.lbfgs(all.getFirst()))));

  /// Adds the rows.
  public static void rows(Table table) {
    Recorded.cases("optimizers.bin.gz")
        .forEach((name, steps) -> {
          String[] parts = name.split("\\|", -1);
          row(table, parts[0])
              .check(
                  parts[1] + ", " + parts[2] + ", " + parts[3],
                  () ->
                      parts[3].equals("refuses")
                          ? refusal(parts[0], parts[1], steps)
                          : replay(parts[0], parts[1], parts[2], parts[3], steps));
        });
  }

  private static Row row(Table table, String name) {
    Row row = table.row(Kind.OPTIMIZER, name);
    return switch (name) {
      case "Muon" ->
          row.remark("recorded with its Newton-Schulz iteration in double; PyTorch's is bfloat16");
      case "LBFGS" ->
          row.within(1e-9, "an iteration divides by differences of gradients, so a last bit grows");
      case "Lion" -> row.torch().remark("after algorithm 2 of Chen et al., 2023; not in PyTorch");
      default -> row;
    };
  }

  /// Whether both or none refuse these arguments.
  private static Deviation refusal(String name, String arguments, double[][] refused) {
    List<Parameter> one = List.of(new Parameter(Tensor.ones(1, 1)));
    double ours = 0;
    try {
      var unused = made(name).apply(one, List.of(Arguments.of(arguments)));
    } catch (IllegalArgumentException _) {
      ours = 1;
    }
    return Deviation.of(DType.F64, new double[] {ours}, refused[0]);
  }

  private static BiFunction<List<Parameter>, List<Arguments>, Optimizer> made(String name) {
    return Objects.requireNonNull(MADE.get(name), name);
  }

  private static Deviation replay(
      String name, String arguments, String problem, String variant, double[][] steps) {
    DType type = variant.equals("F32") ? DType.F32 : DType.F64;
    Problems posed = Problems.of(problem, type);
    List<Arguments> options = new ArrayList<>();
    for (String one : arguments.split(" and ", -1)) {
      options.add(Arguments.of(one));
    }
    List<Parameter> trained =
        posed.parameters().stream()
            .filter(p -> !name.equals("Muon") || p.value().rank() == 2)
            .toList();
    Optimizer optimizer = made(name).apply(trained, options);
    boolean up = options.getFirst().flag("maximize");
    Supplier<Tensor> loss = () -> up ? posed.loss().get().neg() : posed.loss().get();
    Deviation worst = Deviation.none(type);
    for (int step = 0; step < steps.length; step++) {
      if (step == 10) {
        change(optimizer, variant);
      }
      var unused = optimizer.step(loss);
      worst = worst.max(Deviation.of(type, numbers(posed), steps[step]));
    }
    return worst;
  }

  private static void change(Optimizer optimizer, String variant) {
    for (int group = 0; group < optimizer.groups().size(); group++) {
      if (variant.equals("lr")) {
        optimizer.lr(group, optimizer.lr(group) / 2);
      }
      if (variant.equals("momentum")) {
        optimizer.momentum(group, 0.6);
      }
    }
  }

  private static double[] numbers(Problems posed) {
    return posed.parameters().stream()
        .flatMapToDouble(p -> DoubleStream.of(p.value().to(DType.F64).toDoubleArray()))
        .toArray();
  }

  private static <O extends Options> BiFunction<List<Parameter>, List<Arguments>, Optimizer> made(
      Function<Arguments, O> options, Function<List<ParameterGroup<O>>, Optimizer> optimizer) {
    return (parameters, all) -> {
      if (all.size() == 1) {
        return optimizer.apply(
            List.of(new ParameterGroup<>(parameters, options.apply(all.getFirst()))));
      }
      return optimizer.apply(
          List.of(
              new ParameterGroup<>(parameters.subList(0, 1), options.apply(all.get(0))),
              new ParameterGroup<>(
                  parameters.subList(1, parameters.size()), options.apply(all.get(1)))));
    };
  }
}
