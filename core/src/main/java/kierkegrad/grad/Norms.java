package kierkegrad.grad;

import java.util.List;
import java.util.stream.DoubleStream;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// Norms of several tensors together: the norm of their norms.
final class Norms {
  private Norms() {}

  static double total(List<Tensor> xs, double p) {
    return of(xs.stream().filter(x -> x.elements() > 0).mapToDouble(x -> of(x, p)).toArray(), p);
  }

  private static double of(Tensor x, double p) {
    Tensor size = x.detach().to(DType.F64).abs();
    if (p == 0) {
      return size.ne(0).to(DType.F64).sum().item();
    }
    return Double.isInfinite(p)
        ? (p > 0 ? size.max() : size.min()).item()
        : Math.pow(size.pow(p).sum().item(), 1 / p);
  }

  private static double of(double[] norms, double p) {
    DoubleStream all = DoubleStream.of(norms);
    if (norms.length == 0) {
      return 0;
    }
    if (p == 0) {
      return all.filter(norm -> norm != 0).count();
    }
    if (Double.isInfinite(p)) {
      return (p > 0 ? all.max() : all.min()).orElse(0);
    }
    return Math.pow(all.map(norm -> Math.pow(norm, p)).sum(), 1 / p);
  }
}
