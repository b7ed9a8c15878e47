package kierkegrad.op;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Convolution and its two gradients. All three are linear in each operand, and the gradients of
/// each are the other two, so that they can be differentiated again and again.
///
/// Axes: n images, c channels in, o channels out, h·w pixels in, i·j pixels out, kh·kw the window.
/// With groups, the channels fall into as many blocks, in and out, and each output block sees only
/// its own input block.
public sealed interface Conv extends Kernel {
  /// How the window slides.
  Window window();

  /// The number of groups.
  int groups();

  @Override
  default DType dtype(List<DType> in) {
    return Rules.floating(this, in);
  }

  @Override
  default String attributes() {
    return window() + (groups() == 1 ? "" : ", groups=" + groups());
  }

  /// The cross-correlation `y[n,o,i,j] = b[o] + Σ x[n,c,i·s−p+kh·d,j·s−p+kw·d] · w[o,c,kh,kw]`,
  /// zero outside of the image. Operands: x `[n,c,h,w]`, w `[o,c/groups,kh,kw]` and, if there is
  /// one, b `[o]`. ONNX `Conv`.
  ///
  /// @param activation an element-wise function applied to the result, whose slope can be told from
  ///   its value: RELU, TANH or SIGMOID
  record Forward(Window window, int groups, Optional<Unary> activation) implements Conv {
    /// Without activation.
    public Forward(Window window, int groups) {
      this(window, groups, Optional.empty());
    }

    /// @throws IllegalArgumentException if the slope of the activation is not a function of its
    ///   value
    public Forward {
      activation.ifPresent(Conv::requireSlopeFromValue);
    }

    @Override
    public String opName() {
      return "conv2d";
    }

    @Override
    public Shape shape(List<Shape> in) {
      if (in.size() != 3) {
        Rules.arity(this, in, 2);
      }
      Shape x = in.getFirst();
      Shape w = in.get(1);
      requireImages(this, x);
      requireWeight(this, x.size(1), w);
      if (in.size() == 3 && !in.get(2).equals(Shape.of(w.size(0)))) {
        throw new ShapeException(
            "conv2d: the bias is " + in.get(2) + ", but there are " + w.size(0) + " channels out");
      }
      return Shape.of(x.size(0), w.size(0), rows(this, x.size(2)), columns(this, x.size(3)));
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      Supplier<Tensor> dx =
          () ->
              Tensor.apply(
                  new InputGradient(window, groups, in.a().size(2), in.a().size(3)),
                  slope(g, y),
                  in.b());
      Supplier<Tensor> dw =
          () -> Tensor.apply(new WeightGradient(window, groups), in.a(), slope(g, y));
      return in.all().size() == 2
          ? Rules.gradients(dx, dw)
          : Rules.gradients(dx, dw, () -> slope(g, y).sum(0, 2, 3));
    }

    @Override
    public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
      Forward plain = new Forward(window, groups);
      Stream<Optional<Tensor>> parts =
          Stream.of(
              tangents.getFirst().map(t -> Tensor.apply(plain, t, in.b())),
              tangents.get(1).map(t -> Tensor.apply(plain, in.a(), t)),
              tangents.stream()
                  .skip(2)
                  .flatMap(Optional::stream)
                  .findFirst()
                  .map(t -> t.reshape(-1, 1, 1).expand(y.shape())));
      return parts.flatMap(Optional::stream).reduce(Tensor::add).map(t -> slope(t, y));
    }

    private Tensor slope(Tensor g, Tensor y) {
      // The rules of these functions do not look at the operand.
      return activation.map(f -> f.vjp(g, new Inputs(List.of(y)), y).getFirst().get()).orElse(g);
    }

    @Override
    public String attributes() {
      return Conv.super.attributes() + activation.map(f -> ", " + f.opName()).orElse("");
    }

    @Override
    public Formula formula() {
      String f = activation.map(Unary::opName).orElse("");
      String g = activation.isPresent() ? "dC/dY · " + f + "'" : "dC/dY";
      return Formula.of(
          "Y = " + (f.isEmpty() ? "X ∗ W + b" : f + "(X ∗ W + b)"),
          "dC/dX = " + g + " ∗ᵀ W",
          "dC/dW = X ∗ " + g,
          "dC/db = Σ " + g);
    }
  }

  /// The gradient of a convolution in its images, which is the transposed convolution: `x[n,c,h,w]
  /// = Σ g[n,o,i,j] · w[o,c,kh,kw]` over all i, kh with `h = i·s − p + kh·d` and j, kw likewise.
  /// Operands: g `[n,o,i,j]`, w `[o,c/groups,kh,kw]`. PyTorch `torch.nn.grad.conv2d_input`.
  ///
  /// @param rows the size h of the images
  /// @param columns the size w of the images
  record InputGradient(Window window, int groups, int rows, int columns) implements Conv {
    @Override
    public String opName() {
      return "conv2d_input";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 2);
      Shape g = in.getFirst();
      Shape w = in.getLast();
      requireImages(this, g);
      requireWeight(this, w.rank() == 4 ? w.size(1) * groups : 0, w);
      Shape expected =
          Shape.of(g.size(0), w.size(0), Conv.rows(this, rows), Conv.columns(this, columns));
      Rules.sameShape(this, g, expected, "the gradient has the shape of the convolution's result");
      return Shape.of(g.size(0), w.size(1) * groups, rows, columns);
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      return Rules.gradients(
          () -> Tensor.apply(new Forward(window, groups), g, in.b()),
          () -> Tensor.apply(new WeightGradient(window, groups), g, in.a()));
    }

    @Override
    public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
      return bilinear(this, tangents, in);
    }

    @Override
    public String attributes() {
      return Conv.super.attributes() + ", size=(" + rows + ", " + columns + ")";
    }

    @Override
    public Formula formula() {
      return Formula.of("Y = G ∗ᵀ W", "dC/dG = dC/dY ∗ W", "dC/dW = dC/dY ∗ G");
    }
  }

  /// The gradient of a convolution in its weight: `w[o,c,kh,kw] = Σ x[n,c,i·s−p+kh·d,j·s−p+kw·d] ·
  /// g[n,o,i,j]` over n, i, j. Operands: x `[n,c,h,w]`, g `[n,o,i,j]`. PyTorch
  /// `torch.nn.grad.conv2d_weight`.
  record WeightGradient(Window window, int groups) implements Conv {
    @Override
    public String opName() {
      return "conv2d_weight";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 2);
      Shape x = in.getFirst();
      Shape g = in.getLast();
      requireImages(this, x);
      requireImages(this, g);
      Shape w =
          Shape.of(
              g.size(1), x.size(1) / groups, window.height().kernel(), window.width().kernel());
      requireWeight(this, x.size(1), w);
      Shape expected =
          Shape.of(x.size(0), g.size(1), rows(this, x.size(2)), columns(this, x.size(3)));
      Rules.sameShape(this, g, expected, "the gradient has the shape of the convolution's result");
      return w;
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      return Rules.gradients(
          () ->
              Tensor.apply(
                  new InputGradient(window, groups, in.a().size(2), in.a().size(3)), in.b(), g),
          () -> Tensor.apply(new Forward(window, groups), in.a(), g));
    }

    @Override
    public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
      return bilinear(this, tangents, in);
    }

    @Override
    public Formula formula() {
      return Formula.of("Y = X ∗ G", "dC/dX = G ∗ᵀ dC/dY", "dC/dG = X ∗ dC/dY");
    }
  }

  private static Optional<Tensor> bilinear(Conv op, List<Optional<Tensor>> tangents, Inputs in) {
    return Stream.of(
            tangents.getFirst().map(t -> Tensor.apply(op, t, in.b())),
            tangents.getLast().map(t -> Tensor.apply(op, in.a(), t)))
        .flatMap(Optional::stream)
        .reduce(Tensor::add);
  }

  private static void requireSlopeFromValue(Unary activation) {
    if (activation != Unary.RELU && activation != Unary.TANH && activation != Unary.SIGMOID) {
      throw new IllegalArgumentException(
          "conv2d: "
              + activation.opName()
              + " cannot be fused; use relu, tanh or sigmoid, or apply it afterwards");
    }
  }

  private static void requireImages(Conv op, Shape x) {
    if (x.rank() != 4) {
      throw new ShapeException(
          op.opName() + ": expects images [n, c, h, w], got " + x + "; unsqueeze or reshape them");
    }
  }

  private static void requireWeight(Conv op, int channels, Shape w) {
    Window window = op.window();
    int groups = op.groups();
    if (w.rank() != 4
        || w.size(2) != window.height().kernel()
        || w.size(3) != window.width().kernel()) {
      throw new ShapeException(
          op.opName()
              + ": expects a weight [o, c/groups, "
              + window.height().kernel()
              + ", "
              + window.width().kernel()
              + "], got "
              + w);
    }
    if (groups < 1 || w.size(0) % groups != 0 || w.size(1) * groups != channels) {
      throw new ShapeException(
          op.opName()
              + ": images of "
              + channels
              + " channels and a weight "
              + w
              + " do not fit in "
              + groups
              + " groups: expects "
              + w.size(1) * groups
              + " channels, and a number of output channels that the groups divide");
    }
  }

  private static int rows(Conv op, int size) {
    return positions(op, op.window().height(), size, "height");
  }

  private static int columns(Conv op, int size) {
    return positions(op, op.window().width(), size, "width");
  }

  private static int positions(Conv op, Span span, int size, String what) {
    int count = span.positions(size);
    if (count < 1) {
      throw new ShapeException(
          op.opName()
              + ": a window with "
              + span
              + " does not fit into a "
              + what
              + " of "
              + size
              + "; pad it, or use a smaller kernel");
    }
    return count;
  }
}
