package kierkegrad.grad;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kierkegrad.op.View;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// The gradients that have reached a tensor so far, which add up.
///
/// What comes back through slices is kept apart until all is there: where slices do not overlap,
/// their gradients are laid side by side, instead of padding each with zeros to the whole size. So
/// a tensor that is taken apart into a thousand time steps costs its own size, not a thousand times
/// as much.
final class Arrivals {
  private final Shape shape;
  private final List<Piece> pieces = new ArrayList<>();
  private Optional<Tensor> sum = Optional.empty();

  /// The gradient of one slice.
  private record Piece(View.Slice slice, Tensor gradient) {
    int start() {
      return slice.start();
    }

    int stop() {
      return slice.start() + slice.length();
    }
  }

  /// @param shape of the tensor
  Arrivals(Shape shape) {
    this.shape = shape;
  }

  /// Adds a gradient of the tensor's shape.
  void add(Tensor gradient) {
    sum = Optional.of(sum.map(s -> s.add(gradient)).orElse(gradient));
  }

  /// Adds the gradient of a slice of the tensor.
  void add(View.Slice slice, Tensor gradient) {
    boolean same = pieces.isEmpty() || pieces.getFirst().slice().dim() == slice.dim();
    if (slice.step() == 1 && same) {
      pieces.add(new Piece(slice, gradient));
    } else {
      add(slice.adjoint(gradient, shape));
    }
  }

  /// The sum of all.
  Tensor total() {
    List<Piece> inOrder = pieces.stream().sorted(Comparator.comparingInt(Piece::start)).toList();
    if (inOrder.size() > 1 && areApart(inOrder)) {
      add(joined(inOrder));
    } else {
      pieces.forEach(piece -> add(piece.slice().adjoint(piece.gradient(), shape)));
    }
    pieces.clear();
    return sum.orElseThrow();
  }

  private static boolean areApart(List<Piece> inOrder) {
    for (int i = 1; i < inOrder.size(); i++) {
      if (inOrder.get(i).start() < inOrder.get(i - 1).stop()) {
        return false;
      }
    }
    return true;
  }

  private Tensor joined(List<Piece> inOrder) {
    int dim = inOrder.getFirst().slice().dim();
    List<Tensor> parts = new ArrayList<>();
    int at = 0;
    for (Piece piece : inOrder) {
      fill(parts, dim, piece.start() - at, piece.gradient());
      parts.add(piece.gradient());
      at = piece.stop();
    }
    fill(parts, dim, shape.size(dim) - at, parts.getLast());
    return Tensor.concat(dim, parts);
  }

  /// Zeros for what no slice took.
  private void fill(List<Tensor> parts, int dim, int length, Tensor like) {
    if (length > 0) {
      parts.add(Tensor.zeros(like.dtype(), shape.with(dim, length)));
    }
  }
}
