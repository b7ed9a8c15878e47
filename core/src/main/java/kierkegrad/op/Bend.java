package kierkegrad.op;

import kierkegrad.tensor.Tensor;

/// Activation functions with parameters, or of two operands. Values and slopes at the edge of the
/// numbers are PyTorch's.
public sealed interface Bend extends Composed {
  @Override
  default int operands() {
    return 1;
  }

  /// x above 0, a·x below. PyTorch `leaky_relu`.
  record LeakyRelu(double slope) implements Bend {
    @Override
    public String opName() {
      return "leaky_relu";
    }

    @Override
    public Tensor compose(Inputs in) {
      return Tensor.where(in.a().gt(0), in.a(), in.a().mul(slope));
    }

    @Override
    public Tensor gradient(int operand, Tensor g, Inputs in) {
      return Tensor.where(in.a().gt(0), g, g.mul(slope));
    }

    @Override
    public Formula formula() {
      return Formula.of("y = x if x > 0 else a · x", "dC/dx = dC/dy · (1 if x > 0 else a)");
    }

    @Override
    public String attributes() {
      return "a=" + slope;
    }
  }

  /// x above 0, w·x below, for operands x and w. PyTorch `prelu`.
  record Prelu() implements Bend {
    @Override
    public String opName() {
      return "prelu";
    }

    @Override
    public int operands() {
      return 2;
    }

    @Override
    public Tensor compose(Inputs in) {
      return Tensor.where(in.a().gt(0), in.a(), in.b().mul(in.a()));
    }

    @Override
    public Tensor gradient(int operand, Tensor g, Inputs in) {
      Tensor positive = in.a().gt(0);
      return operand == 0
          ? Tensor.where(positive, g, g.mul(in.b()))
          : Tensor.where(positive, Curve.zero(g), g.mul(in.a()));
    }

    @Override
    public Formula formula() {
      return Formula.of(
          "y = x if x > 0 else w · x",
          "dC/dx = dC/dy · (1 if x > 0 else w)",
          "dC/dw = dC/dy · (0 if x > 0 else x)");
    }
  }

  /// x above 0, α(eˣ − 1) below (Clevert et al., 2015). PyTorch `elu`.
  record Elu(double alpha) implements Bend {
    @Override
    public String opName() {
      return "elu";
    }

    @Override
    public Tensor compose(Inputs in) {
      return Elus.value(in.a(), alpha, 1);
    }

    @Override
    public Tensor gradient(int operand, Tensor g, Inputs in) {
      return g.mul(Elus.slope(in.a(), alpha, 1));
    }

    @Override
    public Formula formula() {
      return Formula.of("y = x if x > 0 else α(eˣ − 1)", "dC/dx = dC/dy · (1 if x > 0 else αeˣ)");
    }

    @Override
    public String attributes() {
      return "α=" + alpha;
    }
  }

  /// x above 0, α(e^(x/α) − 1) below: an ELU without a kink (Barron, 2017). PyTorch `celu`.
  record Celu(double alpha) implements Bend {
    @Override
    public String opName() {
      return "celu";
    }

    @Override
    public Tensor compose(Inputs in) {
      return Elus.value(in.a(), alpha, 1 / alpha);
    }

    @Override
    public Tensor gradient(int operand, Tensor g, Inputs in) {
      return g.mul(Elus.slope(in.a(), alpha, 1 / alpha));
    }

    @Override
    public Formula formula() {
      return Formula.of(
          "y = x if x > 0 else α(e^(x/α) − 1)", "dC/dx = dC/dy · (1 if x > 0 else e^(x/α))");
    }

    @Override
    public String attributes() {
      return "α=" + alpha;
    }
  }

  /// min(max(x, low), high); unlike [Clamp] the slope is 0 at both bounds. PyTorch `hardtanh`, and
  /// `relu6` from 0 to 6.
  record Hardtanh(double low, double high) implements Bend {
    @Override
    public String opName() {
      return "hardtanh";
    }

    @Override
    public Tensor compose(Inputs in) {
      return in.a().clamp(low, high);
    }

    @Override
    public Tensor gradient(int operand, Tensor g, Inputs in) {
      return Curve.inside(in.a(), low, high, g, Curve.zero(g));
    }

    @Override
    public Formula formula() {
      return Formula.of("y = min(max(x, low), high)", "dC/dx = dC/dy if low < x < high else 0");
    }

    @Override
    public String attributes() {
      return "low=" + low + ", high=" + high;
    }
  }

  /// ln(1 + e^(βx))/β, and x itself where βx is above the threshold. PyTorch `softplus`.
  record Softplus(double beta, double threshold) implements Bend {
    @Override
    public String opName() {
      return "softplus";
    }

    @Override
    public Tensor compose(Inputs in) {
      Tensor scaled = in.a().mul(beta);
      Tensor curve = scaled.exp().log1p().div(beta);
      return Tensor.where(scaled.gt(threshold), in.a(), curve);
    }

    @Override
    public Tensor gradient(int operand, Tensor g, Inputs in) {
      Tensor scaled = in.a().mul(beta);
      return Tensor.where(scaled.gt(threshold), g, g.mul(scaled.sigmoid()));
    }

    @Override
    public Formula formula() {
      return Formula.of("y = ln(1 + e^(βx))/β", "dC/dx = dC/dy · σ(βx)");
    }

    @Override
    public String attributes() {
      return "β=" + beta + ", threshold=" + threshold;
    }
  }

  /// 0 for |x| ≤ λ, beyond it x moved towards 0 by λ. PyTorch `softshrink`.
  record Softshrink(double lambda) implements Bend {
    @Override
    public String opName() {
      return "softshrink";
    }

    @Override
    public Tensor compose(Inputs in) {
      Tensor x = in.a();
      Tensor left = Tensor.where(x.lt(-lambda), x.add(lambda), x.mul(0));
      return Tensor.where(x.gt(lambda), x.sub(lambda), left);
    }

    @Override
    public Tensor gradient(int operand, Tensor g, Inputs in) {
      return outside(in.a(), lambda, g);
    }

    @Override
    public Formula formula() {
      return Formula.of(
          "y = x − λ if x > λ, x + λ if x < −λ, else 0", "dC/dx = dC/dy if |x| > λ else 0");
    }

    @Override
    public String attributes() {
      return "λ=" + lambda;
    }
  }

  /// 0 for |x| ≤ λ, beyond it x. PyTorch `hardshrink`.
  record Hardshrink(double lambda) implements Bend {
    @Override
    public String opName() {
      return "hardshrink";
    }

    @Override
    public Tensor compose(Inputs in) {
      Tensor x = in.a();
      return Tensor.where(x.ge(-lambda).and(x.le(lambda)), Curve.zero(x), x);
    }

    @Override
    public Tensor gradient(int operand, Tensor g, Inputs in) {
      return outside(in.a(), lambda, g);
    }

    @Override
    public Formula formula() {
      return Formula.of("y = x if |x| > λ else 0", "dC/dx = dC/dy if |x| > λ else 0");
    }

    @Override
    public String attributes() {
      return "λ=" + lambda;
    }
  }

  /// x above a threshold, another value up to it. PyTorch `threshold`.
  record Threshold(double threshold, double value) implements Bend {
    @Override
    public String opName() {
      return "threshold";
    }

    @Override
    public Tensor compose(Inputs in) {
      return Tensor.where(in.a().le(threshold), Curve.number(in.a(), value), in.a());
    }

    @Override
    public Tensor gradient(int operand, Tensor g, Inputs in) {
      return Tensor.where(in.a().le(threshold), Curve.zero(g), g);
    }

    @Override
    public Formula formula() {
      return Formula.of("y = x if x > θ else v", "dC/dx = dC/dy if x > θ else 0");
    }

    @Override
    public String attributes() {
      return "θ=" + threshold + ", v=" + value;
    }
  }

  /// a·σ(b) for operands a and b: one half of the features opens and closes the other (Dauphin et
  /// al., 2016). PyTorch `glu`.
  record Glu() implements Bend {
    @Override
    public String opName() {
      return "glu";
    }

    @Override
    public int operands() {
      return 2;
    }

    @Override
    public Tensor compose(Inputs in) {
      return in.a().mul(in.b().sigmoid());
    }

    @Override
    public Tensor gradient(int operand, Tensor g, Inputs in) {
      Tensor s = in.b().sigmoid();
      return operand == 0 ? g.mul(s) : g.mul(in.a()).mul(s).mul(s.neg().add(1));
    }

    @Override
    public Formula formula() {
      return Formula.of(
          "y = a · σ(b)", "dC/da = dC/dy · σ(b)", "dC/db = dC/dy · a · σ(b)(1 − σ(b))");
    }
  }

  private static Tensor outside(Tensor x, double lambda, Tensor g) {
    return Tensor.where(x.gt(lambda).or(x.lt(-lambda)), g, Curve.zero(g));
  }
}
