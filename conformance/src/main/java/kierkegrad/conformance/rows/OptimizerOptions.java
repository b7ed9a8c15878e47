package kierkegrad.conformance.rows;

import java.util.OptionalDouble;
import kierkegrad.optim.ASGD;
import kierkegrad.optim.Adadelta;
import kierkegrad.optim.Adafactor;
import kierkegrad.optim.Adagrad;
import kierkegrad.optim.AdamOptions;
import kierkegrad.optim.Adamax;
import kierkegrad.optim.LBFGS;
import kierkegrad.optim.Lion;
import kierkegrad.optim.Muon;
import kierkegrad.optim.NAdam;
import kierkegrad.optim.RAdam;
import kierkegrad.optim.RMSprop;
import kierkegrad.optim.Rprop;
import kierkegrad.optim.SGD;

/// Options of ours for arguments of PyTorch's.
final class OptimizerOptions {
  private OptimizerOptions() {}

  static SGD.Options sgd(Arguments a) {
    SGD.Options o = a.start(SGD.Options::new);
    o = a.number(o, "momentum", SGD.Options::withMomentum);
    o = a.number(o, "dampening", SGD.Options::withDampening);
    o = a.number(o, "weight_decay", SGD.Options::withWeightDecay);
    o = a.flag(o, "nesterov", SGD.Options::withNesterov);
    return a.flag(o, "maximize", SGD.Options::withMaximize);
  }

  static AdamOptions adam(Arguments a, double weightDecay) {
    AdamOptions o = a.start(lr -> new AdamOptions(lr, weightDecay));
    o = a.pair(o, "betas", AdamOptions::withBetas);
    o = a.number(o, "eps", AdamOptions::withEps);
    o = a.number(o, "weight_decay", AdamOptions::withWeightDecay);
    o = a.flag(o, "amsgrad", AdamOptions::withAmsgrad);
    return a.flag(o, "maximize", AdamOptions::withMaximize);
  }

  static NAdam.Options nadam(Arguments a) {
    NAdam.Options o = a.start(NAdam.Options::new);
    o = a.pair(o, "betas", NAdam.Options::withBetas);
    o = a.number(o, "eps", NAdam.Options::withEps);
    o = a.number(o, "weight_decay", NAdam.Options::withWeightDecay);
    o = a.number(o, "momentum_decay", NAdam.Options::withMomentumDecay);
    o = a.flag(o, "decoupled_weight_decay", NAdam.Options::withDecoupledWeightDecay);
    return a.flag(o, "maximize", NAdam.Options::withMaximize);
  }

  static RAdam.Options radam(Arguments a) {
    RAdam.Options o = a.start(RAdam.Options::new);
    o = a.pair(o, "betas", RAdam.Options::withBetas);
    o = a.number(o, "eps", RAdam.Options::withEps);
    o = a.number(o, "weight_decay", RAdam.Options::withWeightDecay);
    o = a.flag(o, "decoupled_weight_decay", RAdam.Options::withDecoupledWeightDecay);
    return a.flag(o, "maximize", RAdam.Options::withMaximize);
  }

  static Adamax.Options adamax(Arguments a) {
    Adamax.Options o = a.start(Adamax.Options::new);
    o = a.pair(o, "betas", Adamax.Options::withBetas);
    o = a.number(o, "eps", Adamax.Options::withEps);
    o = a.number(o, "weight_decay", Adamax.Options::withWeightDecay);
    return a.flag(o, "maximize", Adamax.Options::withMaximize);
  }

  static Adagrad.Options adagrad(Arguments a) {
    Adagrad.Options o = a.start(Adagrad.Options::new);
    o = a.number(o, "lr_decay", Adagrad.Options::withLrDecay);
    o = a.number(o, "weight_decay", Adagrad.Options::withWeightDecay);
    o = a.number(o, "initial_accumulator_value", Adagrad.Options::withInitialAccumulatorValue);
    o = a.number(o, "eps", Adagrad.Options::withEps);
    return a.flag(o, "maximize", Adagrad.Options::withMaximize);
  }

  static Adadelta.Options adadelta(Arguments a) {
    Adadelta.Options o = a.start(Adadelta.Options::new);
    o = a.number(o, "rho", Adadelta.Options::withRho);
    o = a.number(o, "eps", Adadelta.Options::withEps);
    o = a.number(o, "weight_decay", Adadelta.Options::withWeightDecay);
    return a.flag(o, "maximize", Adadelta.Options::withMaximize);
  }

  static RMSprop.Options rmsprop(Arguments a) {
    RMSprop.Options o = a.start(RMSprop.Options::new);
    o = a.number(o, "alpha", RMSprop.Options::withAlpha);
    o = a.number(o, "eps", RMSprop.Options::withEps);
    o = a.number(o, "weight_decay", RMSprop.Options::withWeightDecay);
    o = a.number(o, "momentum", RMSprop.Options::withMomentum);
    o = a.flag(o, "centered", RMSprop.Options::withCentered);
    return a.flag(o, "maximize", RMSprop.Options::withMaximize);
  }

  static Rprop.Options rprop(Arguments a) {
    Rprop.Options o = a.start(Rprop.Options::new);
    o = a.pair(o, "etas", Rprop.Options::withEtas);
    o = a.pair(o, "step_sizes", Rprop.Options::withStepSizes);
    return a.flag(o, "maximize", Rprop.Options::withMaximize);
  }

  static ASGD.Options asgd(Arguments a) {
    ASGD.Options o = a.start(ASGD.Options::new);
    o = a.number(o, "lambd", ASGD.Options::withLambd);
    o = a.number(o, "alpha", ASGD.Options::withAlpha);
    o = a.number(o, "t0", ASGD.Options::withT0);
    o = a.number(o, "weight_decay", ASGD.Options::withWeightDecay);
    return a.flag(o, "maximize", ASGD.Options::withMaximize);
  }

  static Adafactor.Options adafactor(Arguments a) {
    Adafactor.Options o = a.start(Adafactor.Options::new);
    o = a.number(o, "beta2_decay", Adafactor.Options::withBeta2Decay);
    o = a.pair(o, "eps", (x, eps1, eps2) -> x.withEps(OptionalDouble.of(eps1), eps2));
    o = a.number(o, "d", Adafactor.Options::withD);
    o = a.number(o, "weight_decay", Adafactor.Options::withWeightDecay);
    return a.flag(o, "maximize", Adafactor.Options::withMaximize);
  }

  static Lion.Options lion(Arguments a) {
    Lion.Options o = a.start(Lion.Options::new);
    o = a.pair(o, "betas", Lion.Options::withBetas);
    o = a.number(o, "weight_decay", Lion.Options::withWeightDecay);
    return a.flag(o, "maximize", Lion.Options::withMaximize);
  }

  static Muon.Options muon(Arguments a) {
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

  static LBFGS.Options lbfgs(Arguments a) {
    LBFGS.Options o = a.start(LBFGS.Options::new);
    o = a.number(o, "max_iter", (x, n) -> x.withMaxIter(n.intValue()));
    o = a.number(o, "max_eval", (x, n) -> x.withMaxEval(n.intValue()));
    o = a.number(o, "tolerance_grad", (x, t) -> x.withTolerances(t, x.toleranceChange()));
    o = a.number(o, "tolerance_change", (x, t) -> x.withTolerances(x.toleranceGrad(), t));
    o = a.number(o, "history_size", (x, n) -> x.withHistorySize(n.intValue()));
    return a.has("line_search_fn") ? o.withStrongWolfe() : o;
  }
}
