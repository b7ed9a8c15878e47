package kierkegrad.op;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Operations that could be composed of others but are computed in one go, for speed and for
/// accuracy.
public sealed interface Fused extends Kernel
    permits Attention,
        Fused.CrossEntropy,
        Fused.CrossEntropyGrad,
        Fused.Linear,
        Fused.LogSoftmax,
        Fused.Softmax,
        Gelu,
        Norm {
  /// The same result from simpler operations. A test holds that both agree.
  Tensor decompose(Inputs in);

  /// `eˣ / Σ eˣ` along a dimension. ONNX `Softmax`.
  record Softmax(int dim) implements Fused {
    @Override
    public String opName() {
      return "softmax";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 1);
      in.getFirst().axis(dim);
      return in.getFirst();
    }

    @Override
    public DType dtype(List<DType> in) {
      return in.getFirst().floating();
    }

    @Override
    public Tensor decompose(Inputs in) {
      Tensor e = in.a().sub(in.a().amax(new int[] {dim}, true)).exp();
      return e.div(e.sum(new int[] {dim}, true));
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      return Rules.gradients(() -> slope(g, y));
    }

    /// The Jacobian diag(y) − y·yᵀ is symmetric, so forwards and backwards are the same product.
    @Override
    public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
      return Rules.linear(tangents, t -> slope(t, y));
    }

    private Tensor slope(Tensor g, Tensor y) {
      return y.mul(g.sub(g.mul(y).sum(new int[] {dim}, true)));
    }

    @Override
    public Formula formula() {
      return Formula.of("y = eˣ / Σ eˣ", "dC/dx = y · (dC/dy − Σ dC/dy · y)");
    }

    @Override
    public String attributes() {
      return "dim=" + dim;
    }
  }

  /// `x − ln Σ eˣ` along a dimension, without overflow. ONNX `LogSoftmax`.
  record LogSoftmax(int dim) implements Fused {
    @Override
    public String opName() {
      return "log_softmax";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 1);
      in.getFirst().axis(dim);
      return in.getFirst();
    }

    @Override
    public DType dtype(List<DType> in) {
      return in.getFirst().floating();
    }

    @Override
    public Tensor decompose(Inputs in) {
      Tensor shifted = in.a().sub(in.a().amax(new int[] {dim}, true));
      return shifted.sub(shifted.exp().sum(new int[] {dim}, true).log());
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      return Rules.gradients(() -> g.sub(y.exp().mul(g.sum(new int[] {dim}, true))));
    }

    @Override
    public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
      return Rules.linear(tangents, t -> t.sub(y.exp().mul(t).sum(new int[] {dim}, true)));
    }

    @Override
    public Formula formula() {
      return Formula.of("y = x − ln Σ eˣ", "dC/dx = dC/dy − eʸ · Σ dC/dy");
    }

    @Override
    public String attributes() {
      return "dim=" + dim;
    }
  }

  /// Cross-entropy of logits `x [n, classes]` with class numbers `t [n]`: `−ln softmax(x)[t]`, one
  /// loss per row, `[n]`. PyTorch `cross_entropy(reduction='none')`.
  record CrossEntropy() implements Fused {
    @Override
    public String opName() {
      return "cross_entropy";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 2);
      Shape logits = in.getFirst();
      Shape target = in.getLast();
      if (logits.rank() != 2 || target.rank() != 1 || logits.size(0) != target.size(0)) {
        throw new ShapeException(
            "cross_entropy: logits "
                + logits
                + " and class numbers "
                + target
                + " do not fit: expects [n, classes] and [n]");
      }
      return target;
    }

    @Override
    public DType dtype(List<DType> in) {
      Rules.index(this, in.get(1));
      return in.getFirst().floating();
    }

    @Override
    public Tensor decompose(Inputs in) {
      return in.a().logSoftmax(1).gather(1, in.b().unsqueeze(1)).squeeze(1).neg();
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      return Rules.gradients(
          () -> Tensor.apply(new CrossEntropyGrad(), in.a(), in.b(), g), Rules.none(this));
    }

    @Override
    public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
      return Rules.linear(tangents, t -> difference(in, t.dtype()).mul(t).sum(1));
    }

    private static Tensor difference(Inputs in, DType type) {
      return in.a().softmax(1).sub(in.b().oneHot(in.a().size(1)).to(type));
    }

    @Override
    public Formula formula() {
      return Formula.of("y = −ln softmax(x)ₜ", "dC/dx = dC/dy · (softmax(x) − onehot(t))");
    }
  }

  /// The gradient of [CrossEntropy] in the logits: `(softmax(x) − onehot(t)) · g`, for logits `x
  /// [n, classes]`, class numbers `t [n]` and the gradient of each row's loss `g [n]`.
  record CrossEntropyGrad() implements Fused {
    @Override
    public String opName() {
      return "cross_entropy_backward";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 3);
      Shape losses = new CrossEntropy().shape(in.subList(0, 2));
      Rules.sameShape(this, losses, in.getLast(), "each row's loss has one gradient");
      return in.getFirst();
    }

    @Override
    public DType dtype(List<DType> in) {
      Rules.index(this, in.get(1));
      return in.getFirst().floating();
    }

    @Override
    public Tensor decompose(Inputs in) {
      return CrossEntropy.difference(in, in.c().dtype()).mul(in.c().unsqueeze(1));
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      return Rules.gradients(
          () -> {
            Tensor p = in.a().softmax(1);
            Tensor scaled = g.mul(in.c().unsqueeze(1));
            return p.mul(scaled.sub(scaled.mul(p).sum(new int[] {1}, true)));
          },
          Rules.none(this),
          () -> CrossEntropy.difference(in, g.dtype()).mul(g).sum(1));
    }

    @Override
    public Formula formula() {
      return Formula.of(
          "y = (softmax(x) − onehot(t)) · g",
          "dC/dx = p · (h − Σ h · p) with p = softmax(x), h = dC/dy · g",
          "dC/dg = Σ dC/dy · (softmax(x) − onehot(t))");
    }
  }

  /// `x·Wᵀ + b` for x `[…, in]`, W `[out, in]` and b `[out]`, and an activation of it, if wanted:
  /// relu, sigmoid or tanh, whose slope follows from the result. PyTorch `linear`, ONNX `Gemm`.
  record Linear(Optional<Unary> activation) implements Fused {
    /// @throws IllegalArgumentException for another activation
    public Linear {
      activation.ifPresent(f -> {
        switch (f) {
          case RELU, SIGMOID, TANH -> {}
          default ->
              throw new IllegalArgumentException(
                  "linear: "
                      + f.opName()
                      + " cannot be fused; use relu, sigmoid or tanh, or apply it after");
        }
      });
    }

    @Override
    public String opName() {
      return "linear";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 3);
      Shape x = in.getFirst();
      Shape w = in.get(1);
      Shape b = in.getLast();
      if (x.rank() == 0
          || w.rank() != 2
          || b.rank() != 1
          || x.size(-1) != w.size(1)
          || b.size(0) != w.size(0)) {
        throw new ShapeException(
            "linear: x "
                + x
                + ", weight "
                + w
                + " and bias "
                + b
                + " do not fit: expects […, in], [out, in] and [out]");
      }
      return x.with(x.rank() - 1, w.size(0));
    }

    @Override
    public Tensor decompose(Inputs in) {
      Tensor y = in.a().matmul(in.b().mT()).add(in.c());
      return activation.map(f -> Tensor.apply(f, y)).orElse(y);
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      return Rules.gradients(
          () -> slope(g, y).matmul(in.b()),
          () -> rows(slope(g, y)).mT().matmul(rows(in.a())),
          () -> rows(slope(g, y)).sum(0));
    }

    /// The gradient before the activation.
    private Tensor slope(Tensor g, Tensor y) {
      return activation.map(f -> f.vjp(g, new Inputs(List.of(y)), y).getFirst().get()).orElse(g);
    }

    private static Tensor rows(Tensor x) {
      int width = x.size(-1);
      return x.rank() == 2 ? x : x.reshape(x.shape().without(-1).elements(), width);
    }

    @Override
    public Formula formula() {
      String f = activation.map(Unary::opName).orElse("");
      return activation.isEmpty()
          ? Formula.of("Y = X·Wᵀ + b", "dC/dX = dC/dY · W", "dC/dW = dC/dYᵀ · X", "dC/db = Σ dC/dY")
          : Formula.of(
              "Z = X·Wᵀ + b, Y = " + f + "(Z)",
              "dC/dX = dC/dZ · W",
              "dC/dW = dC/dZᵀ · X",
              "dC/db = Σ dC/dZ");
    }

    @Override
    public String attributes() {
      return activation.map(f -> "activation=" + f.opName()).orElse("");
    }
  }
}
