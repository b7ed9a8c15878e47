package kierkegrad.op;

import kierkegrad.tensor.Tensor;

/// How far a prediction x is from a target t, element by element, with a parameter.
public sealed interface Penalty extends Composed {
  @Override
  default int operands() {
    return 2;
  }

  /// Half the square of the difference d up to β, divided by it, and |d| − β/2 beyond. PyTorch
  /// `smooth_l1_loss`.
  record SmoothL1(double beta) implements Penalty {
    @Override
    public String opName() {
      return "smooth_l1_loss";
    }

    @Override
    public Tensor compose(Inputs in) {
      Tensor size = in.a().sub(in.b()).abs();
      Tensor curve = size.mul(0.5).mul(size).div(beta);
      return Tensor.where(size.lt(beta), curve, size.sub(0.5 * beta));
    }

    @Override
    public Tensor gradient(int operand, Tensor g, Inputs in) {
      Tensor d = in.a().sub(in.b());
      Tensor h = operand == 0 ? g : g.neg();
      return Tensor.where(d.abs().ge(beta), h.mul(d.sign()), h.mul(d).div(beta));
    }

    @Override
    public Formula formula() {
      return Formula.of(
          "y = d²/(2β) if |d| < β else |d| − ½β with d = x − t",
          "dC/dx = dC/dy · (d/β if |d| < β else sign d)",
          "dC/dt = −dC/dx");
    }

    @Override
    public String attributes() {
      return "β=" + beta;
    }
  }

  /// Half the square of the difference d up to δ, and a line of slope δ beyond. PyTorch
  /// `huber_loss` (Huber, 1964).
  record Huber(double delta) implements Penalty {
    @Override
    public String opName() {
      return "huber_loss";
    }

    @Override
    public Tensor compose(Inputs in) {
      Tensor size = in.a().sub(in.b()).abs();
      Tensor line = size.sub(0.5 * delta).mul(delta);
      return Tensor.where(size.le(delta), size.mul(0.5).mul(size), line);
    }

    @Override
    public Tensor gradient(int operand, Tensor g, Inputs in) {
      Tensor d = in.a().sub(in.b());
      Tensor h = operand == 0 ? g : g.neg();
      return Tensor.where(d.abs().ge(delta), h.mul(d.sign()).mul(delta), h.mul(d));
    }

    @Override
    public Formula formula() {
      return Formula.of(
          "y = ½d² if |d| ≤ δ else δ(|d| − ½δ) with d = x − t",
          "dC/dx = dC/dy · (d if |d| < δ else δ · sign d)",
          "dC/dt = −dC/dx");
    }

    @Override
    public String attributes() {
      return "δ=" + delta;
    }
  }

  /// Surprise at a count t by the Poisson distribution of mean x, but for ln t!; ε keeps the
  /// logarithm finite. PyTorch `poisson_nll_loss(log_input=False)`.
  record Poisson(double eps) implements Penalty {
    @Override
    public String opName() {
      return "poisson_nll_loss";
    }

    @Override
    public Tensor compose(Inputs in) {
      return in.a().sub(in.b().mul(in.a().add(eps).log()));
    }

    @Override
    public Tensor gradient(int operand, Tensor g, Inputs in) {
      Tensor x = in.a().add(eps);
      return operand == 0 ? g.mul(in.b().div(x).neg().add(1)) : g.mul(x.log()).neg();
    }

    @Override
    public Formula formula() {
      return Formula.of(
          "y = x − t · ln(x + ε)", "dC/dx = dC/dy · (1 − t/(x + ε))", "dC/dt = −dC/dy · ln(x + ε)");
    }

    @Override
    public String attributes() {
      return "ε=" + eps;
    }
  }

  /// x where t = 1, and what is missing to a margin Δ where t = −1; both for any other t, as in
  /// PyTorch. PyTorch `hinge_embedding_loss`.
  record HingeEmbedding(double margin) implements Penalty {
    @Override
    public String opName() {
      return "hinge_embedding_loss";
    }

    @Override
    public Tensor compose(Inputs in) {
      Tensor zero = Curve.zero(in.a());
      Tensor missing = in.a().neg().add(margin).clamp(0, Double.POSITIVE_INFINITY);
      return Tensor.where(in.b().ne(1), missing, zero)
          .add(Tensor.where(in.b().ne(-1), in.a(), zero));
    }

    @Override
    public Tensor gradient(int operand, Tensor g, Inputs in) {
      Tensor zero = Curve.zero(g);
      if (operand == 1) {
        return Tensor.where(in.b().ne(1), zero, zero);
      }
      Tensor falls = in.b().ne(1).and(in.a().le(margin));
      return Tensor.where(in.b().ne(-1), g, zero).sub(Tensor.where(falls, g, zero));
    }

    @Override
    public Formula formula() {
      return Formula.of(
          "y = x if t = 1, max(0, Δ − x) if t = −1",
          "dC/dx = dC/dy · (1 if t = 1, −1 if t = −1 and x ≤ Δ, else 0)",
          "dC/dt = 0");
    }

    @Override
    public String attributes() {
      return "Δ=" + margin;
    }
  }

  /// max(0, Δ − t·(a − b)) for operands a, b and t: a is to be above b by a margin Δ where t = 1,
  /// and below where t = −1. PyTorch `margin_ranking_loss`.
  record MarginRanking(double margin) implements Penalty {
    @Override
    public String opName() {
      return "margin_ranking_loss";
    }

    @Override
    public int operands() {
      return 3;
    }

    @Override
    public Tensor compose(Inputs in) {
      return missing(in).clamp(0, Double.POSITIVE_INFINITY);
    }

    private Tensor missing(Inputs in) {
      return in.c().neg().mul(in.a().sub(in.b())).add(margin);
    }

    @Override
    public Tensor gradient(int operand, Tensor g, Inputs in) {
      Tensor h =
          switch (operand) {
            case 0 -> g.mul(in.c()).neg();
            case 1 -> g.mul(in.c());
            default -> g.mul(in.b().sub(in.a()));
          };
      return Tensor.where(missing(in).ge(0), h, Curve.zero(g));
    }

    @Override
    public Formula formula() {
      return Formula.of(
          "y = max(0, Δ − t · (a − b))",
          "dC/da = −dC/dy · t if Δ ≥ t · (a − b) else 0",
          "dC/db = dC/dy · t if Δ ≥ t · (a − b) else 0",
          "dC/dt = dC/dy · (b − a) if Δ ≥ t · (a − b) else 0");
    }

    @Override
    public String attributes() {
      return "Δ=" + margin;
    }
  }
}
