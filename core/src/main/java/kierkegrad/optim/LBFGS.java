package kierkegrad.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;
import kierkegrad.check.Require;
import kierkegrad.grad.Grad;
import kierkegrad.grad.Gradients;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Limited-memory BFGS (Liu and Nocedal, 1989): the last changes of gradient and parameters tell
/// the curvature of the loss, and each step goes to where its parabola is lowest. For smooth losses
/// of all data. PyTorch `LBFGS`.
///
/// ```text
/// y = g − g₋,  s = t·d                     the last h pairs with y·s > 1e-10 are kept
/// d = −H·g                                 by the two-loop recursion, from H₀ = s·y/y·y
/// p ← p + t·d                              t = η, or by a line search
/// ```
///
/// ```java
/// LBFGS optimizer = new LBFGS(model.parameters(), new LBFGS.Options().withStrongWolfe());
/// double before = optimizer.step(() -> loss.of(model.forward(x), y));
/// ```
///
/// One step has several iterations, and asks for the loss again and again, so it needs a function
/// that computes it. The state is PyTorch's; its lists are stacked.
public final class LBFGS implements Optimizer {
  private final ParameterGroup<Options> group;
  private double lr;
  private Curvature curvature = new Curvature();
  private int funcEvals;

  /// @param lr η; 1 by default
  /// @param maxIter the largest number of iterations in a step; 20 by default
  /// @param maxEval the largest number of evaluations of the loss in a step; 5/4 of maxIter by
  ///   default
  /// @param toleranceGrad ends where no number of the gradient is larger; 1e-7 by default
  /// @param toleranceChange ends where loss or parameters change less; 1e-9 by default
  /// @param historySize h; 100 by default
  /// @param strongWolfe whether the length of a step is searched for; false by default
  public record Options(
      double lr,
      int maxIter,
      int maxEval,
      double toleranceGrad,
      double toleranceChange,
      int historySize,
      boolean strongWolfe)
      implements kierkegrad.optim.Options {
    /// PyTorch's defaults.
    public Options() {
      this(1);
    }

    /// PyTorch's other defaults with this learning rate.
    public Options(double lr) {
      this(lr, 20, 25, 1e-7, 1e-9, 100, false);
    }

    /// @throws IllegalArgumentException if a number is out of range
    public Options {
      Require.notNegative("lbfgs", "learning rate", lr);
      Require.notNegative("lbfgs", "number of iterations", maxIter);
      Require.notNegative("lbfgs", "number of evaluations", maxEval);
      Require.positive("lbfgs", "length of the history", historySize);
    }

    /// With another number of iterations, and 5/4 of it evaluations.
    public Options withMaxIter(int maxIter) {
      return new Options(
          lr, maxIter, maxIter * 5 / 4, toleranceGrad, toleranceChange, historySize, strongWolfe);
    }

    /// With another number of evaluations.
    public Options withMaxEval(int maxEval) {
      return new Options(
          lr, maxIter, maxEval, toleranceGrad, toleranceChange, historySize, strongWolfe);
    }

    /// With other tolerances.
    public Options withTolerances(double toleranceGrad, double toleranceChange) {
      return new Options(
          lr, maxIter, maxEval, toleranceGrad, toleranceChange, historySize, strongWolfe);
    }

    /// With another length of the history.
    public Options withHistorySize(int historySize) {
      return new Options(
          lr, maxIter, maxEval, toleranceGrad, toleranceChange, historySize, strongWolfe);
    }

    /// With a line search. PyTorch `line_search_fn="strong_wolfe"`.
    public Options withStrongWolfe() {
      return new Options(lr, maxIter, maxEval, toleranceGrad, toleranceChange, historySize, true);
    }
  }

  /// The loss at a point, and its gradient, all parameters in a row.
  private record Point(double loss, Tensor slope) {}

  /// PyTorch's other defaults with this learning rate; theirs is 1.
  public LBFGS(List<Parameter> parameters, double lr) {
    this(parameters, new Options(lr));
  }

  /// With options; there are no groups.
  public LBFGS(List<Parameter> parameters, Options options) {
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException(
          "lbfgs: there is no parameter to train; is the list model.parameters()?");
    }
    this.group = new ParameterGroup<>(parameters, options);
    this.lr = options.lr();
  }

  /// @throws UnsupportedOperationException always: one gradient is not enough
  @Override
  public void step(Gradients gradients) {
    throw new UnsupportedOperationException(
        "lbfgs: a step computes the loss several times; call step(() -> loss) with a function");
  }

  @Override
  public double step(Supplier<Tensor> loss) {
    Options o = group.options();
    Point now = evaluate(loss);
    double before = now.loss();
    int evals = 1;
    if (largest(now.slope()) <= o.toleranceGrad()) {
      funcEvals += evals;
      return before;
    }
    for (int i = 1; i <= o.maxIter(); i++) {
      double lossBefore = now.loss();
      curvature.turn(now.slope(), lossBefore, o.historySize());
      Tensor d = curvature.direction;
      double t =
          curvature.iterations == 1 ? Math.min(1, 1 / now.slope().abs().sum().item()) * lr : lr;
      curvature.length = t;
      double along = Curvature.dot(now.slope(), d);
      if (along > -o.toleranceChange()) {
        break;
      }
      if (o.strongWolfe()) {
        StrongWolfe.Trial start = new StrongWolfe.Trial(0, now.loss(), now.slope(), along);
        StrongWolfe search =
            new StrongWolfe(
                length -> tried(loss, length, d),
                start,
                largest(d),
                o.toleranceChange(),
                o.maxEval() - evals);
        StrongWolfe.Trial found = search.search(t);
        evals += search.evaluations();
        curvature.length = found.t();
        now = new Point(found.loss(), found.slope());
        move(found.t(), d);
      } else {
        move(t, d);
        if (i < o.maxIter()) {
          now = evaluate(loss);
          evals++;
        }
      }
      if (evals >= o.maxEval()
          || largest(now.slope()) <= o.toleranceGrad()
          || largest(d.mul(curvature.length)) <= o.toleranceChange()
          || Math.abs(now.loss() - lossBefore) < o.toleranceChange()) {
        break;
      }
    }
    funcEvals += evals;
    return before;
  }

  private StrongWolfe.Trial tried(Supplier<Tensor> loss, double t, Tensor d) {
    List<Tensor> here = group.parameters().stream().map(p -> p.value().detach().copy()).toList();
    move(t, d);
    Point there = evaluate(loss);
    for (int i = 0; i < here.size(); i++) {
      group.parameters().get(i).set(here.get(i));
    }
    return new StrongWolfe.Trial(t, there.loss(), there.slope(), Curvature.dot(there.slope(), d));
  }

  /// `p ← p + t·d`.
  private void move(double t, Tensor d) {
    int start = 0;
    for (Parameter p : group.parameters()) {
      Shape shape = p.value().shape();
      int end = start + shape.elements();
      if (!p.isFrozen()) {
        p.set(p.value().detach().add(d.slice(0, start, end).reshape(shape.toArray()).mul(t)));
      }
      start = end;
    }
  }

  private Point evaluate(Supplier<Tensor> loss) {
    Tensor value = loss.get();
    Gradients gradients = value.backward();
    return Grad.noGrad(() -> {
      List<Tensor> slopes = new ArrayList<>();
      for (Parameter p : group.parameters()) {
        Tensor slope =
            gradients.find(p).orElseGet(() -> Tensor.zeros(p.value().dtype(), p.value().shape()));
        slopes.add(slope.reshape(-1));
      }
      return new Point(value.item(), Tensor.concat(0, slopes));
    });
  }

  private static double largest(Tensor x) {
    return x.abs().max().item();
  }

  @Override
  public List<ParameterGroup<Options>> groups() {
    return List.of(group);
  }

  @Override
  public double lr(int group) {
    return lr;
  }

  @Override
  public void lr(int group, double lr) {
    this.lr = Require.notNegative("lbfgs", "learning rate", lr);
  }

  @Override
  public SequencedMap<String, Tensor> state() {
    SequencedMap<String, Tensor> state = new LinkedHashMap<>();
    state.put("group.0.lr", Tensor.full(DType.F64, Shape.SCALAR, lr));
    state.put("0.func_evals", Tensor.full(DType.F64, Shape.SCALAR, funcEvals));
    curvature.save(state);
    return state;
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    int size = group.parameters().stream().mapToInt(p -> p.value().elements()).sum();
    double rate = Curvature.value(state, "group.0.lr").item();
    int evals = (int) Curvature.value(state, "0.func_evals").item();
    curvature = Curvature.of(state, size);
    lr = rate;
    funcEvals = evals;
  }
}
