package kierkegrad.nn.conv;

import kierkegrad.nn.Layer;
import kierkegrad.op.Span;
import kierkegrad.op.Spans;
import kierkegrad.op.Window;
import kierkegrad.tensor.Tensor;

/// Windows of images as columns: `[n, c, h, w] → [n, c·kh·kw, positions]`. PyTorch `Unfold`.
///
/// @param window how it slides
public record Unfold(Window window) implements Layer {
  /// A square window that moves by one and stays inside.
  public Unfold(int kernel) {
    this(Window.of(kernel));
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.unfold(window);
  }

  /// Such as `Unfold(kernel_size=2, dilation=1, padding=0, stride=1)`.
  @Override
  public String toString() {
    return "Unfold(" + text(window) + ")";
  }

  static String text(Window window) {
    Span[] spans = {window.height(), window.width()};
    return "kernel_size="
        + Spans.shortest(Span::kernel, spans)
        + ", dilation="
        + Spans.shortest(Span::dilation, spans)
        + ", padding="
        + Spans.shortest(Span::padding, spans)
        + ", stride="
        + Spans.shortest(Span::stride, spans);
  }
}
