package kierkegrad.loss;

import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// `1 − cos(a, b)` of rows that are alike (t = 1), `max(0, cos(a, b) − Δ)` of others (t = −1),
/// where cos is the cosine of the angle between them. PyTorch `CosineEmbeddingLoss`.
///
/// @param margin Δ; 0 by default
/// @param reduction what becomes of the losses; their mean by default
public record CosineEmbeddingLoss(double margin, Reduction reduction) {
  /// With PyTorch's defaults.
  public CosineEmbeddingLoss() {
    this(0, Reduction.MEAN);
  }

  /// With another margin.
  public CosineEmbeddingLoss withMargin(double margin) {
    return new CosineEmbeddingLoss(margin, reduction);
  }

  /// With another reduction.
  public CosineEmbeddingLoss withReduction(Reduction reduction) {
    return new CosineEmbeddingLoss(margin, reduction);
  }

  /// Keeps the cosine of a row of zeros finite.
  private static final double EPS = 1e-12;

  /// The loss of pairs of rows a and b `[n, d]`, or `[d]`.
  ///
  /// @param target `[n]`, or a scalar: 1 where both are alike, −1 where not
  public Tensor of(Tensor a, Tensor b, Tensor target) {
    if (target.rank() > 1 || a.rank() != target.rank() + 1 || b.rank() != a.rank()) {
      throw new ShapeException(
          "cosine_embedding: rows "
              + a.shape()
              + " and "
              + b.shape()
              + " and targets "
              + target.shape()
              + " do not fit: expects [n, d], [n, d] and [n], or [d], [d] and []");
    }
    Tensor cosine =
        a.mul(b).sum(-1).div(a.square().sum(-1).add(EPS).mul(b.square().sum(-1).add(EPS)).sqrt());
    Tensor zero = Tensor.zeros(cosine.dtype(), Shape.SCALAR);
    Tensor alike = Tensor.where(target.eq(1), cosine.neg().add(1), zero);
    Tensor unlike =
        Tensor.where(target.eq(-1), cosine.sub(margin).clamp(0, Double.POSITIVE_INFINITY), zero);
    return reduction.of(alike.add(unlike));
  }
}
