package kierkegrad.op;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Normalisation: elements minus their mean, divided by their standard deviation, then times a
/// weight plus a bias.
///
/// `x̂ = (x − μ)·r`, `r = 1/√(σ² + ε)`, `y = x̂·w + b`, where μ and σ² (of all, not of all but one)
/// are taken over certain dimensions. What differs is which: those of one example ([LayerNorm]), or
/// all of one channel ([BatchNorm]).
///
/// With `h = dC/dy·w`, the gradient is `dC/dx = r·(h − mean h − x̂·mean(h·x̂))`.
public sealed interface Norm extends Fused {
  /// Operands x, w, b; the last `dims` dimensions of x are normalised, and w and b have their
  /// shape. PyTorch `layer_norm` (Ba et al., 2016).
  record LayerNorm(int dims, double eps) implements Over {
    @Override
    public String opName() {
      return "layer_norm";
    }

    @Override
    public int[] over(Shape x) {
      return IntStream.range(x.rank() - dims, x.rank()).toArray();
    }

    @Override
    public Shape weight(Shape x) {
      if (dims < 1 || dims > x.rank()) {
        throw new ShapeException(
            "layer_norm: " + x + " does not have the " + dims + " dimensions to normalise");
      }
      int[] sizes = x.toArray();
      return Shape.of(Arrays.copyOfRange(sizes, sizes.length - dims, sizes.length));
    }

    @Override
    public String attributes() {
      return "dims=" + dims + ", eps=" + eps;
    }
  }

  /// Operands x `[n, c, …]`, w `[c]`, b `[c]`; every channel is normalised over the batch and all
  /// further dimensions. PyTorch `batch_norm` in training (Ioffe and Szegedy, 2015).
  record BatchNorm(double eps) implements Over {
    @Override
    public String opName() {
      return "batch_norm";
    }

    @Override
    public int[] over(Shape x) {
      return IntStream.range(0, x.rank()).filter(i -> i != 1).toArray();
    }

    @Override
    public Shape weight(Shape x) {
      if (x.rank() < 2) {
        throw new ShapeException("batch_norm: " + x + " has no channels: expects [n, c, …]");
      }
      return Shape.of(x.size(1));
    }

    @Override
    public String attributes() {
      return "eps=" + eps;
    }
  }

  /// A normalisation over certain dimensions.
  sealed interface Over extends Norm {
    /// ε, which keeps the divisor from 0.
    double eps();

    /// The dimensions over which mean and variance are taken.
    int[] over(Shape x);

    /// The shape of weight and bias.
    Shape weight(Shape x);

    /// A weight in a shape that broadcasts to x.
    default Tensor spread(Tensor w, Shape x) {
      if (this instanceof LayerNorm) {
        return w;
      }
      int[] sizes = new int[x.rank() - 1];
      Arrays.fill(sizes, 1);
      sizes[0] = x.size(1);
      return w.reshape(sizes);
    }

    @Override
    default Shape shape(List<Shape> in) {
      Rules.arity(this, in, 3);
      Shape x = in.getFirst();
      Shape wanted = weight(x);
      for (Shape w : in.subList(1, 3)) {
        if (!w.equals(wanted)) {
          throw new ShapeException(
              opName() + ": " + x + " needs weight and bias " + wanted + ", got " + w);
        }
      }
      return x;
    }

    @Override
    default DType dtype(List<DType> in) {
      return in.getFirst().floating();
    }

    @Override
    default Tensor decompose(Inputs in) {
      Shape shape = in.a().shape();
      Tensor y = NormParts.of(this, in.a()).normal();
      return y.mul(spread(in.b(), shape)).add(spread(in.c(), shape));
    }

    @Override
    default List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      Supplier<Tensor> all = Rules.once(() -> Tensor.apply(new Gradient(this), g, in.a(), in.b()));
      int n = in.a().elements();
      int width = in.b().elements();
      return Rules.gradients(
          () -> all.get().narrow(0, 0, n).reshape(in.a().shape()),
          () -> all.get().narrow(0, n, width).reshape(in.b().shape()),
          () -> all.get().narrow(0, n + width, width).reshape(in.c().shape()));
    }

    @Override
    default Formula formula() {
      return Formula.of(
          "Y = X̂·w + b, X̂ = (X − μ)·r, r = 1/√(σ² + ε)",
          "dC/dX = r·(H − mean H − X̂·mean(H·X̂)), H = dC/dY·w",
          "dC/dw = Σ dC/dY·X̂",
          "dC/db = Σ dC/dY");
    }
  }

  /// The three gradients of a normalisation in one vector: those in x, in w and in b, row by row
  /// one behind the other, because all come from the same pass. Operands: g = dC/dY, x, w.
  record Gradient(Over of) implements Norm {
    @Override
    public String opName() {
      return of.opName() + "_backward";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 3);
      Shape x = in.get(1);
      Rules.sameShape(this, in.getFirst(), x, "a gradient is as large as its operand");
      of.shape(List.of(x, in.get(2), in.get(2)));
      return Shape.of(Math.addExact(x.elements(), 2 * in.get(2).elements()));
    }

    @Override
    public Tensor decompose(Inputs in) {
      Tensor g = in.a();
      NormParts x = NormParts.of(of, in.b());
      Tensor dx = x.scale().mul(x.project(g.mul(of.spread(in.c(), g.shape()))));
      return Tensor.concat(
          0,
          List.of(
              dx.flatten(),
              x.gather(g.mul(x.normal()), in.c()).flatten(),
              x.gather(g, in.c()).flatten()));
    }

    /// The gradient dX is `r·P·h` with the symmetric projection `P u = u − mean u − x̂·mean(u·x̂)`,
    /// so the derivative in h is the same map, and the rest is the product rule for r and x̂.
    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      Tensor outer = in.a();
      Shape shape = in.b().shape();
      int n = shape.elements();
      int width = in.c().elements();
      Tensor a = g.narrow(0, 0, n).reshape(shape);
      Tensor b = of.spread(g.narrow(0, n, width).reshape(in.c().shape()), shape);
      Tensor c = of.spread(g.narrow(0, n + width, width).reshape(in.c().shape()), shape);
      Tensor w = of.spread(in.c(), shape);
      NormParts x = NormParts.of(of, in.b());
      Tensor flow = x.scale().mul(x.project(a));
      Tensor h = outer.mul(w);
      return Rules.gradients(
          () -> w.mul(flow).add(x.normal().mul(b)).add(c),
          () -> {
            Tensor mixed = a.mul(x.mean(h.mul(x.normal()))).add(h.mul(x.mean(a.mul(x.normal()))));
            Tensor inner = outer.mul(b).sub(x.scale().mul(mixed));
            Tensor radial = x.scale().square().mul(x.mean(a.mul(x.project(h))));
            return x.scale().mul(x.project(inner)).sub(radial.mul(x.normal()));
          },
          () -> x.gather(outer.mul(flow), in.c()));
    }

    @Override
    public Formula formula() {
      return Formula.of(
          "Y = (r·P·(G·w), Σ G·X̂, Σ G), P·U = U − mean U − X̂·mean(U·X̂)",
          "dC/dG = w·r·P·A + X̂·b + c, where dC/dY = (A, b, c)",
          "dC/dX = r·P·(G·b − r·(A·mean(G·w·X̂) + G·w·mean(A·X̂))) − r²·X̂·mean(A·P·(G·w))",
          "dC/dw = Σ G·r·P·A");
    }

    @Override
    public String attributes() {
      return of.attributes();
    }
  }
}
