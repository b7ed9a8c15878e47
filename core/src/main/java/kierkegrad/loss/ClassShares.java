package kierkegrad.loss;

import java.util.Optional;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Cross-entropy of logits `[n, C, d1, …]` (or `[C]`) with probabilities of every class, of the
/// same shape.
record ClassShares(Optional<Tensor> weight, double labelSmoothing, Reduction reduction)
    implements Loss {
  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Shape shape = prediction.shape();
    if (shape.rank() == 0 || !shape.equals(target.shape())) {
      throw new ShapeException(
          "cross_entropy: logits "
              + shape
              + " and probabilities "
              + target.shape()
              + " differ; give a probability for every logit, or class numbers of type int64");
    }
    int dim = Math.min(1, shape.rank() - 1);
    int classes = shape.size(dim);
    Tensor shares =
        labelSmoothing == 0 ? target : target.mul(1 - labelSmoothing).add(labelSmoothing / classes);
    Tensor all = prediction.logSoftmax(dim).mul(shares.to(prediction.dtype()));
    Tensor losses = weight.map(w -> all.mul(along(w, shape, dim))).orElse(all).sum(dim).neg();
    return reduction.of(losses);
  }

  /// The weights, laid along the classes.
  private static Tensor along(Tensor weight, Shape shape, int dim) {
    int classes = shape.size(dim);
    if (!weight.shape().equals(Shape.of(classes))) {
      throw new ShapeException(
          "cross_entropy: the class weights are "
              + weight.shape()
              + ", but there are "
              + classes
              + " classes; give one weight per class");
    }
    Tensor w = weight;
    for (int i = dim + 1; i < shape.rank(); i++) {
      w = w.unsqueeze(-1);
    }
    return w;
  }
}
