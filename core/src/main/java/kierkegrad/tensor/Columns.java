package kierkegrad.tensor;

import kierkegrad.op.Span;
import kierkegrad.op.Window;

/// Windows of images as columns, and back: first along the height, then along the width.
final class Columns {
  private Columns() {}

  static Tensor unfold(Tensor x, Window window) {
    int rows = positions("unfold", window.height(), x.size(2));
    int columns = positions("unfold", window.width(), x.size(3));
    Tensor high = Taps.of(x, 2, window.height(), 2);
    Tensor all = Taps.of(high, 4, window.width(), 3);
    return all.reshape(x.size(0), x.size(1) * window.taps(), rows * columns);
  }

  static Tensor fold(Tensor y, int height, int width, Window window) {
    int rows = positions("fold", window.height(), height);
    int columns = positions("fold", window.width(), width);
    if (y.size(1) % window.taps() != 0 || y.size(2) != rows * columns) {
      throw new ShapeException(
          "fold: expects [n, c·"
              + window.taps()
              + ", "
              + rows * columns
              + "] for images of "
              + height
              + "·"
              + width
              + " pixels and a window with "
              + window
              + ", got "
              + y.shape());
    }
    int kh = window.height().kernel();
    int kw = window.width().kernel();
    Tensor all = y.reshape(y.size(0), y.size(1) / window.taps(), kh, kw, rows, columns);
    Tensor high = Taps.sum(all, 4, window.width(), 3, width);
    return Taps.sum(high, 2, window.height(), 2, height);
  }

  static int positions(String op, Span span, int size) {
    int count = span.positions(size);
    if (count < 1) {
      throw new ShapeException(
          op
              + ": a window with "
              + span
              + " does not fit into a size of "
              + size
              + "; pad it, or use a smaller kernel");
    }
    return count;
  }
}
