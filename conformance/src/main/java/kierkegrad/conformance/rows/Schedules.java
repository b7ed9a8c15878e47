package kierkegrad.conformance.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import kierkegrad.conformance.Deviation;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.nn.Parameter;
import kierkegrad.optim.Optimizer;
import kierkegrad.optim.ParameterGroup;
import kierkegrad.optim.SGD;
import kierkegrad.optim.schedule.Anneal;
import kierkegrad.optim.schedule.ChainedScheduler;
import kierkegrad.optim.schedule.ConstantLR;
import kierkegrad.optim.schedule.CosineAnnealingLR;
import kierkegrad.optim.schedule.CosineAnnealingWarmRestarts;
import kierkegrad.optim.schedule.CyclicLR;
import kierkegrad.optim.schedule.ExponentialLR;
import kierkegrad.optim.schedule.LambdaLR;
import kierkegrad.optim.schedule.LinearLR;
import kierkegrad.optim.schedule.MultiStepLR;
import kierkegrad.optim.schedule.MultiplicativeLR;
import kierkegrad.optim.schedule.OneCycleLR;
import kierkegrad.optim.schedule.PolynomialLR;
import kierkegrad.optim.schedule.ReduceLROnPlateau;
import kierkegrad.optim.schedule.SWALR;
import kierkegrad.optim.schedule.Schedule;
import kierkegrad.optim.schedule.SequentialLR;
import kierkegrad.optim.schedule.StepLR;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// Every schedule over its life beside PyTorch's, as `record/schedules.py` wrote it: the rates of
/// two groups and the momentum. PyTorch computes a rate from the one before it, which rounds
/// differently.
public final class Schedules {
  private Schedules() {}

  /// Adds the rows.
  public static void rows(Table table) {
    Recorded.cases("schedules.bin.gz")
        .forEach((name, rates) -> {
          String[] parts = name.split("\\|", -1);
          Row row = table.row(Kind.SCHEDULE, parts[0]);
          if (parts[0].equals("SWALR")) {
            row.torch("torch.optim.swa_utils.SWALR");
          }
          String rest = String.join(", ", Arrays.asList(parts).subList(1, parts.length));
          row.check(rest.isEmpty() ? "defaults" : rest, () -> compare(parts, rates));
        });
  }

  private static Deviation compare(String[] parts, double[][] rates) {
    boolean plateau = parts[0].equals("ReduceLROnPlateau");
    if (parts[parts.length - 1].equals("refuses")) {
      return refusal(
          () -> plateau ? plateau(Arguments.of(parts[1])) : one(parts[0], parts[1]), rates);
    }
    return plateau
        ? plateau(Arguments.of(parts[1]), parts[2], rates)
        : compare(schedule(parts), rates);
  }

  /// Whether both or none refuse these arguments.
  private static Deviation refusal(Supplier<?> schedule, double[][] refused) {
    double ours = 0;
    try {
      var unused = schedule.get();
    } catch (IllegalArgumentException _) {
      ours = 1;
    }
    return deviation(new double[] {ours}, refused[0]);
  }

  private static Optimizer optimizer() {
    SGD.Options first = new SGD.Options(0.4).withMomentum(0.9);
    SGD.Options second = new SGD.Options(0.05).withMomentum(0.9);
    return new SGD(
        List.of(
            new ParameterGroup<>(List.of(new Parameter(Tensor.zeros(1))), first),
            new ParameterGroup<>(List.of(new Parameter(Tensor.zeros(1))), second)));
  }

  private static double[] seen(Optimizer optimizer) {
    return new double[] {
      optimizer.lr(0), optimizer.lr(1), optimizer.momentum(0).orElse(Double.NaN)
    };
  }

  private static Deviation compare(Schedule schedule, double[][] rates) {
    Deviation worst = Deviation.none(DType.F64);
    for (int time = 0; time < rates.length; time++) {
      double[] ours = {
        schedule.lr(0.4, time), schedule.lr(0.05, time), schedule.momentum(time).orElse(0.9)
      };
      worst = worst.max(deviation(ours, rates[time]));
    }
    return worst;
  }

  private static Deviation deviation(double[] ours, double[] theirs) {
    Deviation worst = Deviation.none(DType.F64);
    for (int i = 0; i < ours.length; i++) {
      worst = worst.max(Deviation.of(DType.F64, new double[] {ours[i]}, new double[] {theirs[i]}));
    }
    return worst;
  }

  private static Schedule schedule(String[] parts) {
    return switch (parts[0]) {
      case "SequentialLR" -> new SequentialLR(all(parts[1]), milestones(parts[2]));
      case "ChainedScheduler" -> new ChainedScheduler(all(parts[1]));
      default -> one(parts[0], parts[1]);
    };
  }

  private static List<Long> milestones(String list) {
    return longs(Arguments.of("m=" + list).numbers("m"));
  }

  private static List<Long> longs(double[] numbers) {
    return Arrays.stream(numbers).mapToLong(x -> (long) x).boxed().toList();
  }

  private static List<Schedule> all(String text) {
    List<Schedule> all = new ArrayList<>();
    for (String part : text.split("\\) \\+ ", -1)) {
      int open = part.indexOf('(');
      String rest = part.substring(open + 1);
      boolean last = text.endsWith(part);
      all.add(one(part.substring(0, open), last ? rest.substring(0, rest.length() - 1) : rest));
    }
    return all;
  }

  private static LongToDoubleFunction factor(String text) {
    return switch (text) {
      case "0.95 ** t" -> t -> Math.pow(0.95, t);
      case "1 / (1 + t)" -> t -> 1.0 / (1 + t);
      case "1 + sin t" -> t -> 1 + Math.sin(t);
      case "t > 10" -> t -> t > 10 ? 0.1 : 1;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Schedule one(String name, String text) {
    Arguments a = Arguments.of(text);
    return switch (name) {
      case "StepLR" -> {
        int size = Math.toIntExact(a.whole("step_size"));
        yield a.has("gamma") ? new StepLR(size, a.number("gamma")) : new StepLR(size);
      }
      case "MultiStepLR" -> {
        List<Long> milestones = longs(a.numbers("milestones"));
        yield a.has("gamma")
            ? new MultiStepLR(milestones, a.number("gamma"))
            : new MultiStepLR(milestones);
      }
      case "ConstantLR" -> {
        ConstantLR plain = new ConstantLR();
        yield new ConstantLR(
            a.number("factor", plain.factor()), (long) a.number("total_iters", plain.totalIters()));
      }
      case "LinearLR" -> {
        LinearLR plain = new LinearLR();
        yield new LinearLR(
            a.number("start_factor", plain.startFactor()),
            a.number("end_factor", plain.endFactor()),
            (long) a.number("total_iters", plain.totalIters()));
      }
      case "ExponentialLR" -> new ExponentialLR(a.number("gamma"));
      case "PolynomialLR" -> {
        PolynomialLR plain = new PolynomialLR();
        yield new PolynomialLR(
            (long) a.number("total_iters", plain.totalIters()), a.number("power", plain.power()));
      }
      case "CosineAnnealingLR" -> new CosineAnnealingLR(a.whole("T_max"), a.number("eta_min", 0));
      case "CosineAnnealingWarmRestarts" -> {
        var plain = new CosineAnnealingWarmRestarts(a.whole("T_0"));
        yield new CosineAnnealingWarmRestarts(
            plain.t0(),
            (long) a.number("T_mult", plain.tMult()),
            a.number("eta_min", plain.etaMin()));
      }
      case "SWALR" -> {
        SWALR plain = new SWALR(a.number("swa_lr"));
        yield new SWALR(
            plain.swaLr(),
            (long) a.number("anneal_epochs", plain.annealEpochs()),
            a.has("anneal_strategy") ? Anneal.LINEAR : plain.annealStrategy());
      }
      case "LambdaLR" -> new LambdaLR(factor(text));
      case "MultiplicativeLR" -> new MultiplicativeLR(factor(text));
      case "CyclicLR" -> cyclic(a);
      case "OneCycleLR" -> oneCycle(a);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static CyclicLR cyclic(Arguments a) {
    CyclicLR c = new CyclicLR(a.number("base_lr"), a.number("max_lr"));
    c = a.has("step_size_up") ? new CyclicLR(c.baseLr(), c.maxLr(), a.whole("step_size_up")) : c;
    c = a.has("step_size_down") ? c.withStepSizeDown(a.whole("step_size_down")) : c;
    c =
        switch (a.text("mode")) {
          case "triangular2" -> c.withHalving();
          case "exp_range" -> c.withExpRange(a.number("gamma"));
          default -> c;
        };
    c =
        switch (a.text("scale")) {
          case "cycle" -> c.withScale(CyclicLR.ScaleMode.CYCLE, n -> 1 / n);
          case "iterations" -> c.withScale(CyclicLR.ScaleMode.ITERATIONS, t -> Math.pow(0.99, t));
          default -> c;
        };
    c =
        c.withMomentum(
            a.number("base_momentum", c.baseMomentum()), a.number("max_momentum", c.maxMomentum()));
    return a.has("cycle_momentum") ? c.withoutMomentum() : c;
  }

  private static OneCycleLR oneCycle(Arguments a) {
    long steps =
        a.has("total_steps")
            ? a.whole("total_steps")
            : a.whole("epochs") * a.whole("steps_per_epoch");
    OneCycleLR c = new OneCycleLR(steps);
    c = a.number(c, "pct_start", OneCycleLR::withPctStart);
    c = a.has("anneal_strategy") ? c.withAnnealStrategy(Anneal.LINEAR) : c;
    c =
        a.has("base_momentum")
            ? c.withMomentum(a.number("base_momentum"), a.number("max_momentum"))
            : c;
    c =
        c.withDivFactors(
            a.number("div_factor", c.divFactor()),
            a.number("final_div_factor", c.finalDivFactor()));
    c = a.flag(c, "three_phase", OneCycleLR::withThreePhases);
    return a.has("cycle_momentum") ? c.withoutMomentum() : c;
  }

  private static double metric(String kind, long t) {
    return switch (kind) {
      case "falls" -> 1.0 / (1 + t);
      case "waves" -> 1 + 0.3 * Math.sin(0.7 * t) - 0.002 * t;
      case "flat" -> 1;
      case "rises" -> 0.1 * t;
      case "steps" -> 1 - 0.05 * (t / 7);
      case "gaps" -> t % 5 == 3 ? Double.NaN : 1 / (1 + 0.1 * t);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static ReduceLROnPlateau plateau(Arguments a) {
    ReduceLROnPlateau.Options o = new ReduceLROnPlateau.Options();
    o = a.text("mode").equals("max") ? o.withMode(ReduceLROnPlateau.Mode.MAX) : o;
    o = a.number(o, "factor", ReduceLROnPlateau.Options::withFactor);
    o = a.number(o, "patience", (x, n) -> x.withPatience(n.intValue()));
    o = a.number(o, "cooldown", (x, n) -> x.withCooldown(n.intValue()));
    o = a.number(o, "min_lr", ReduceLROnPlateau.Options::withMinLr);
    o = a.number(o, "eps", ReduceLROnPlateau.Options::withEps);
    if (a.has("threshold")) {
      boolean absolute = a.text("threshold_mode").equals("abs");
      o =
          o.withThreshold(
              a.number("threshold"),
              absolute ? ReduceLROnPlateau.ThresholdMode.ABS : ReduceLROnPlateau.ThresholdMode.REL);
    }
    return new ReduceLROnPlateau(o);
  }

  private static Deviation plateau(Arguments a, String kind, double[][] rates) {
    ReduceLROnPlateau schedule = plateau(a);
    Optimizer optimizer = optimizer();
    return LongStream.range(0, rates.length)
        .mapToObj(t -> {
          schedule.step(metric(kind, t), optimizer);
          return deviation(seen(optimizer), rates[Math.toIntExact(t)]);
        })
        .reduce(Deviation.none(DType.F64), Deviation::max);
  }
}
