package kierkegrad.tensor;

import java.util.stream.IntStream;
import kierkegrad.op.Pad;
import kierkegrad.op.Span;

/// What the elements of a sliding window see along one dimension, side by side, and the adjoint:
/// unfolding, folding and the depth of volumes are made of it.
final class Taps {
  private Taps() {}

  /// `y[…, k, …, i, …] = x[…, i·stride − padding + k·dilation, …]`, zero outside.
  ///
  /// @param dim the dimension of x along which the window slides
  /// @param at the dimension of y that counts the window's elements
  static Tensor of(Tensor x, int dim, Span span, int at) {
    Tensor padded = x;
    if (span.padding() + span.extra() > 0) {
      padded = x.pad(dim, span.padding(), span.padding() + span.extra(), 0);
    }
    Tensor all = padded;
    int reach = (span.positions(x.size(dim)) - 1) * span.stride() + 1;
    return Tensor.stack(
        at,
        IntStream.range(0, span.kernel())
            .map(k -> k * span.dilation())
            .mapToObj(from -> all.slice(dim, from, from + reach, span.stride()))
            .toList());
  }

  /// `x[…, j, …] = Σ y[…, k, …, i, …]` over all k and i with `j = i·stride − padding + k·dilation`.
  ///
  /// @param size the size of x along `dim`
  static Tensor sum(Tensor y, int dim, Span span, int at, int size) {
    int total = size + 2 * span.padding() + span.extra();
    int gaps = span.stride() - 1;
    Tensor sum =
        IntStream.range(0, span.kernel())
            .mapToObj(k -> {
              Tensor part = y.select(at, k);
              int before = k * span.dilation();
              int after = total - before - (part.size(dim) - 1) * span.stride() - 1;
              return Tensor.apply(new Pad(dim, before, after, gaps, 0), part);
            })
            .reduce(Tensor::add)
            .orElseThrow();
    return sum.narrow(dim, span.padding(), size);
  }
}
