package kierkegrad.conformance.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
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
import kierkegrad.optim.AdamOptions;
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
          Map.entry("SGD", made(Optimizers::sgd, SGD::new)),
          Map.entry("Adam", made(a -> adam(a, 0), Adam::new)),
          Map.entry("AdamW", made(a -> adam(a, AdamW.WEIGHT_DECAY), AdamW::new)),
          Map.entry("NAdam", made(Optimizers::nadam, NAdam::new)),
          Map.entry("RAdam", made(Optimizers::radam, RAdam::new)),
          Map.entry("Adamax", made(Optimizers::adamax, Adamax::new)),
          Map.entry("Adagrad", made(Optimizers::adagrad, Adagrad::new)),
          Map.entry("Adadelta", made(Optimizers::adadelta, Adadelta::new)),
          Map.entry("RMSprop", made(Optimizers::rmsprop, RMSprop::new)),
          Map.entry("Rprop", made(Optimizers::rprop, Rprop::new)),
          Map.entry("ASGD", made(Optimizers::asgd, ASGD::new)),
          Map.entry("Adafactor", made(Optimizers::adafactor, Adafactor::new)),
          Map.entry("Lion", made(Optimizers::lion, Lion::new)),
          Map.entry("Muon", made(Optimizers::muon, Muon::new)),
          Map.entry("LBFGS", (p, all) -> new LBFGS(p, lbfgs(all.getFirst()))));

  /// Adds the rows.
  public static void rows(Table table) {
    Recorded.cases("optimizers.bin.gz")
        .forEach((name, steps) -> {
          String[] parts = name.split("\\|", -1);
          row(table, parts[0])
              .check(
                  parts[1] + ", " + parts[2] + ", " + parts[3],
                  () -> replay(parts[0], parts[1], parts[2], parts[3], steps));
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
    Optimizer optimizer =
        java.util.Objects.requireNonNull(MADE.get(name), name).apply(trained, options);
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

  private static SGD.Options sgd(Arguments a) {
    SGD.Options o = a.start(SGD.Options::new);
    o = a.number(o, "momentum", SGD.Options::withMomentum);
    o = a.number(o, "dampening", SGD.Options::withDampening);
    o = a.number(o, "weight_decay", SGD.Options::withWeightDecay);
    o = a.flag(o, "nesterov", SGD.Options::withNesterov);
    return a.flag(o, "maximize", SGD.Options::withMaximize);
  }

  private static AdamOptions adam(Arguments a, double weightDecay) {
    AdamOptions o = a.start(lr -> new AdamOptions(lr, weightDecay));
    o = a.pair(o, "betas", AdamOptions::withBetas);
    o = a.number(o, "eps", AdamOptions::withEps);
    o = a.number(o, "weight_decay", AdamOptions::withWeightDecay);
    o = a.flag(o, "amsgrad", AdamOptions::withAmsgrad);
    return a.flag(o, "maximize", AdamOptions::withMaximize);
  }

  private static NAdam.Options nadam(Arguments a) {
    NAdam.Options o = a.start(NAdam.Options::new);
    o = a.pair(o, "betas", NAdam.Options::withBetas);
    o = a.number(o, "eps", NAdam.Options::withEps);
    o = a.number(o, "weight_decay", NAdam.Options::withWeightDecay);
    o = a.number(o, "momentum_decay", NAdam.Options::withMomentumDecay);
    o = a.flag(o, "decoupled_weight_decay", NAdam.Options::withDecoupledWeightDecay);
    return a.flag(o, "maximize", NAdam.Options::withMaximize);
  }

  private static RAdam.Options radam(Arguments a) {
    RAdam.Options o = a.start(RAdam.Options::new);
    o = a.pair(o, "betas", RAdam.Options::withBetas);
    o = a.number(o, "eps", RAdam.Options::withEps);
    o = a.number(o, "weight_decay", RAdam.Options::withWeightDecay);
    o = a.flag(o, "decoupled_weight_decay", RAdam.Options::withDecoupledWeightDecay);
    return a.flag(o, "maximize", RAdam.Options::withMaximize);
  }

  private static Adamax.Options adamax(Arguments a) {
    Adamax.Options o = a.start(Adamax.Options::new);
    o = a.pair(o, "betas", Adamax.Options::withBetas);
    o = a.number(o, "eps", Adamax.Options::withEps);
    o = a.number(o, "weight_decay", Adamax.Options::withWeightDecay);
    return a.flag(o, "maximize", Adamax.Options::withMaximize);
  }

  private static Adagrad.Options adagrad(Arguments a) {
    Adagrad.Options o = a.start(Adagrad.Options::new);
    o = a.number(o, "lr_decay", Adagrad.Options::withLrDecay);
    o = a.number(o, "weight_decay", Adagrad.Options::withWeightDecay);
    o = a.number(o, "initial_accumulator_value", Adagrad.Options::withInitialAccumulatorValue);
    o = a.number(o, "eps", Adagrad.Options::withEps);
    return a.flag(o, "maximize", Adagrad.Options::withMaximize);
  }

  private static Adadelta.Options adadelta(Arguments a) {
    Adadelta.Options o = a.start(Adadelta.Options::new);
    o = a.number(o, "rho", Adadelta.Options::withRho);
    o = a.number(o, "eps", Adadelta.Options::withEps);
    o = a.number(o, "weight_decay", Adadelta.Options::withWeightDecay);
    return a.flag(o, "maximize", Adadelta.Options::withMaximize);
  }

  private static RMSprop.Options rmsprop(Arguments a) {
    RMSprop.Options o = a.start(RMSprop.Options::new);
    o = a.number(o, "alpha", RMSprop.Options::withAlpha);
    o = a.number(o, "eps", RMSprop.Options::withEps);
    o = a.number(o, "weight_decay", RMSprop.Options::withWeightDecay);
    o = a.number(o, "momentum", RMSprop.Options::withMomentum);
    o = a.flag(o, "centered", RMSprop.Options::withCentered);
    return a.flag(o, "maximize", RMSprop.Options::withMaximize);
  }

  private static Rprop.Options rprop(Arguments a) {
    Rprop.Options o = a.start(Rprop.Options::new);
    o = a.pair(o, "etas", Rprop.Options::withEtas);
    o = a.pair(o, "step_sizes", Rprop.Options::withStepSizes);
    return a.flag(o, "maximize", Rprop.Options::withMaximize);
  }

  private static ASGD.Options asgd(Arguments a) {
    ASGD.Options o = a.start(ASGD.Options::new);
    o = a.number(o, "lambd", ASGD.Options::withLambd);
    o = a.number(o, "alpha", ASGD.Options::withAlpha);
    o = a.number(o, "t0", ASGD.Options::withT0);
    o = a.number(o, "weight_decay", ASGD.Options::withWeightDecay);
    return a.flag(o, "maximize", ASGD.Options::withMaximize);
  }

  private static Adafactor.Options adafactor(Arguments a) {
    Adafactor.Options o = a.start(Adafactor.Options::new);
    o = a.number(o, "beta2_decay", Adafactor.Options::withBeta2Decay);
    o = a.pair(o, "eps", (x, eps1, eps2) -> x.withEps(OptionalDouble.of(eps1), eps2));
    o = a.number(o, "d", Adafactor.Options::withD);
    o = a.number(o, "weight_decay", Adafactor.Options::withWeightDecay);
    return a.flag(o, "maximize", Adafactor.Options::withMaximize);
  }

  private static Lion.Options lion(Arguments a) {
    Lion.Options o = a.start(Lion.Options::new);
    o = a.pair(o, "betas", Lion.Options::withBetas);
    o = a.number(o, "weight_decay", Lion.Options::withWeightDecay);
    return a.flag(o, "maximize", Lion.Options::withMaximize);
  }

  private static Muon.Options muon(Arguments a) {
    Muon.Options o = a.start(Muon.Options::new);
    o = a.number(o, "weight_decay", Muon.Options::withWeightDecay);
    o = a.number(o, "momentum", Muon.Options::withMomentum);
    o = a.has("nesterov") ? o.withNesterov(a.flag("nesterov")) : o;
    o = a.number(o, "ns_steps", (x, n) -> x.withNsSteps(n.intValue()));
    o = a.number(o, "eps", Muon.Options::withEps);
    if (a.has("ns_coefficients")) {
      double[] abc = a.numbers("ns_coefficients");
      o = o.withNsCoefficients(new Muon.Coefficients(abc[0], abc[1], abc[2]));
    }
    return a.has("adjust_lr_fn") ? o.withAdjustLrFn(Muon.Adjustment.MATCH_RMS_ADAMW) : o;
  }

  private static LBFGS.Options lbfgs(Arguments a) {
    LBFGS.Options o = a.start(LBFGS.Options::new);
    o = a.number(o, "max_iter", (x, n) -> x.withMaxIter(n.intValue()));
    o = a.number(o, "max_eval", (x, n) -> x.withMaxEval(n.intValue()));
    o = a.number(o, "tolerance_grad", (x, t) -> x.withTolerances(t, x.toleranceChange()));
    o = a.number(o, "tolerance_change", (x, t) -> x.withTolerances(x.toleranceGrad(), t));
    o = a.number(o, "history_size", (x, n) -> x.withHistorySize(n.intValue()));
    return a.has("line_search_fn") ? o.withStrongWolfe() : o;
  }
}
