package kierkegrad.nn.distance;

import kierkegrad.tensor.Tensor;

/// The cosine of the angle between vectors: `a·b / (max(‖a‖, ε)·max(‖b‖, ε))`. PyTorch
/// `CosineSimilarity`.
///
/// @param dim along which the vectors lie; 1 by default
/// @param eps ε, the least length; 10⁻⁸ by default
public record CosineSimilarity(int dim, double eps) {
  /// Along dimension 1.
  public CosineSimilarity() {
    this(1, 1e-8);
  }

  /// Without the dimension, of both shapes broadcast.
  public Tensor forward(Tensor a, Tensor b) {
    return a.cosineSimilarity(b, dim, eps);
  }

  /// `CosineSimilarity()`.
  @Override
  public String toString() {
    return "CosineSimilarity()";
  }
}
