package kierkegrad.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kierkegrad.backend.Backend;
import kierkegrad.backend.Storage;
import kierkegrad.grad.Gradients;
import kierkegrad.op.Copy;
import kierkegrad.op.CustomOp;
import kierkegrad.op.Inputs;
import kierkegrad.op.Kernel;
import kierkegrad.op.Op;
import kierkegrad.op.View;
import kierkegrad.random.Generator;
import kierkegrad.random.Sampling;
import org.jspecify.annotations.Nullable;

/// An n-dimensional array of numbers: an immutable value, seen through strides over a shared
/// storage.
///
/// Operations give new tensors and follow PyTorch's names, broadcasting, type promotion and edge
/// cases. A result of tracked tensors remembers its operation and operands, so that [#backward] can
/// reverse the graph. A *symbolic* tensor has a shape and a type but no numbers; operations on it
/// are only recorded ([kierkegrad.graph.Graph]).
///
/// The operations stand by family: [Pointwise], [Functions], [Activations], [Reductions],
/// [Scanning], [Ordering], [Statistics], [Movement], [Arrangement], [Indexing], [Masking],
/// [Products], [LinearAlgebra], [Sliding], [Pooling], [Spatial], [Normalizing], [Distances],
/// [Composites].
public final class Tensor
    implements Pointwise,
        Functions,
        Activations,
        Reductions,
        Scanning,
        Ordering,
        Statistics,
        Movement,
        Arrangement,
        Indexing,
        Masking,
        Products,
        LinearAlgebra,
        Sliding,
        Pooling,
        Spatial,
        Normalizing,
        Distances,
        Composites {
  private final DType dtype;
  private final Layout layout;
  private final @Nullable Storage storage;
  private final int version;
  private final boolean tracked;
  private final @Nullable Op op;
  private final List<Tensor> inputs;
  private final @Nullable Variable variable;

  private Tensor(
      DType dtype,
      Layout layout,
      @Nullable Storage storage,
      boolean tracked,
      @Nullable Op op,
      List<Tensor> inputs,
      @Nullable Variable variable) {
    this.dtype = dtype;
    this.layout = layout;
    this.storage = storage;
    this.version = storage == null ? 0 : storage.version();
    this.tracked = tracked;
    this.op = op;
    this.inputs = inputs;
    this.variable = variable;
  }

  private static Tensor constant(DType type, Shape shape, Storage storage) {
    return new Tensor(type, Layout.contiguous(shape), storage, false, null, List.of(), null);
  }

  // ---- creation

  private static Tensor stored(DType type, Object array, int length, int[] shape) {
    Shape sizes = shape.length == 0 ? Shape.of(length) : Shape.of(shape);
    if (sizes.elements() != length) {
      throw new ShapeException(
          "tensor: "
              + length
              + " values do not fill shape "
              + sizes
              + ", which has "
              + sizes.elements());
    }
    return constant(type, sizes, Backend.current().store(type, array));
  }

  /// A copy of the values, row by row; a vector if no shape is given.
  public static Tensor of(float[] values, int... shape) {
    return stored(DType.F32, values, values.length, shape);
  }

  /// A copy of the values, row by row; a vector if no shape is given.
  public static Tensor of(double[] values, int... shape) {
    return stored(DType.F64, values, values.length, shape);
  }

  /// A copy of the values, row by row; a vector if no shape is given.
  public static Tensor of(int[] values, int... shape) {
    return stored(DType.I32, values, values.length, shape);
  }

  /// A copy of the values, row by row; a vector if no shape is given.
  public static Tensor of(long[] values, int... shape) {
    return stored(DType.I64, values, values.length, shape);
  }

  /// A copy of unsigned bytes, row by row; a vector if no shape is given.
  public static Tensor of(byte[] values, int... shape) {
    return stored(DType.U8, values, values.length, shape);
  }

  /// A copy of the values, row by row; a vector if no shape is given.
  public static Tensor of(boolean[] values, int... shape) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (values[i] ? 1 : 0);
    }
    return stored(DType.BOOL, bytes, bytes.length, shape);
  }

  /// A matrix of the rows.
  public static Tensor of(float[][] rows) {
    int columns =
        columns(rows.length == 0 ? 0 : rows[0].length, Arrays.stream(rows).mapToInt(r -> r.length));
    float[] flat = new float[rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * columns, columns);
    }
    return of(flat, rows.length, columns);
  }

  /// A matrix of the rows.
  public static Tensor of(double[][] rows) {
    int columns =
        columns(rows.length == 0 ? 0 : rows[0].length, Arrays.stream(rows).mapToInt(r -> r.length));
    double[] flat = new double[rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * columns, columns);
    }
    return of(flat, rows.length, columns);
  }

  private static int columns(int first, IntStream lengths) {
    lengths
        .filter(length -> length != first)
        .findFirst()
        .ifPresent(length -> {
          throw new ShapeException(
              "tensor: rows of " + first + " and of " + length + " values make no matrix");
        });
    return first;
  }

  /// A float32 scalar.
  public static Tensor scalar(double value) {
    return full(DType.F32, Shape.SCALAR, value);
  }

  /// A tensor of equal elements.
  public static Tensor full(DType type, Shape shape, double value) {
    return constant(type, shape, Backend.current().fill(type, shape.elements(), value));
  }

  /// Zeros.
  public static Tensor zeros(DType type, Shape shape) {
    return full(type, shape, 0);
  }

  /// Float32 zeros.
  public static Tensor zeros(int... shape) {
    return full(DType.F32, Shape.of(shape), 0);
  }

  /// Ones.
  public static Tensor ones(DType type, Shape shape) {
    return full(type, shape, 1);
  }

  /// Float32 ones.
  public static Tensor ones(int... shape) {
    return full(DType.F32, Shape.of(shape), 1);
  }

  /// The int64 numbers 0, 1, …, `end − 1`.
  public static Tensor arange(long end) {
    return arange(0, end, 1);
  }

  /// The int64 numbers `start`, `start + step`, … before `end`.
  public static Tensor arange(long start, long end, long step) {
    if (step == 0) {
      throw new IllegalArgumentException("arange: the step cannot be 0");
    }
    long count = Math.max(0, Math.ceilDiv(end - start, step));
    long[] values = new long[Math.toIntExact(count)];
    for (int i = 0; i < values.length; i++) {
      values[i] = start + i * step;
    }
    return of(values);
  }

  /// `count` float64 numbers from `start` to `end`, both included, evenly spaced.
  public static Tensor linspace(double start, double end, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = count == 1 ? start : start + (end - start) * i / (count - 1);
    }
    return of(values);
  }

  /// The identity matrix `[n, n]`.
  public static Tensor eye(DType type, int n) {
    Tensor index = arange(n);
    return index.unsqueeze(1).eq(index).to(type);
  }

  /// Float32 numbers uniform on [0, 1).
  public static Tensor rand(Generator generator, int... shape) {
    return Sampling.uniform(generator, DType.F32, Shape.of(shape), 0, 1);
  }

  /// Float32 numbers of the standard normal distribution.
  public static Tensor randn(Generator generator, int... shape) {
    return Sampling.normal(generator, DType.F32, Shape.of(shape), 0, 1);
  }

  /// Int64 integers uniform on `low` to `high − 1`.
  public static Tensor randint(Generator generator, long low, long high, int... shape) {
    return Sampling.integers(generator, Shape.of(shape), low, high);
  }

  /// A random order of the int64 numbers 0 to `n − 1`.
  public static Tensor randperm(Generator generator, int n) {
    return of(Sampling.permutation(generator, n));
  }

  /// `a` where the condition holds, `b` elsewhere; all three broadcast. PyTorch `where`.
  public static Tensor where(Tensor condition, Tensor a, Tensor b) {
    return Promotion.where(condition, a, b);
  }

  /// Tensors one behind another along an existing dimension. PyTorch `cat`.
  public static Tensor concat(int dim, List<Tensor> parts) {
    return Promotion.concat(dim, parts);
  }

  /// Tensors of one shape side by side along a new dimension. PyTorch `stack`.
  public static Tensor stack(int dim, List<Tensor> parts) {
    return Promotion.stack(dim, parts);
  }

  /// The products of operands' elements summed over all letters that the result lacks. PyTorch
  /// `einsum`.
  ///
  /// ```java
  /// Tensor.einsum("ij,jk->ik", a, b)            // matrix product
  /// Tensor.einsum("bhid,bhjd->bhij", q, k)      // attention scores
  /// Tensor.einsum("...ii->...i", a)             // diagonals of a batch
  /// ```
  public static Tensor einsum(String equation, Tensor... operands) {
    return Einsum.of(equation, List.of(operands));
  }

  /// Each vector spread over the grid of all: with `ij` indexing grid `k` varies along dimension
  /// `k`. PyTorch `meshgrid(indexing='ij')`.
  public static List<Tensor> meshgrid(Tensor... axes) {
    return Repeats.grid(List.of(axes), false);
  }

  /// The same with the first two dimensions exchanged, as for pictures. PyTorch
  /// `meshgrid(indexing='xy')`.
  public static List<Tensor> meshgridXy(Tensor... axes) {
    return Repeats.grid(List.of(axes), true);
  }

  // ---- what a tensor is

  /// The shape.
  public Shape shape() {
    return layout.shape();
  }

  /// The size along a dimension; `-1` is the last.
  public int size(int dim) {
    return layout.shape().size(dim);
  }

  /// The number of dimensions.
  public int rank() {
    return layout.shape().rank();
  }

  /// The number of elements.
  public int elements() {
    return layout.shape().elements();
  }

  /// The type of the elements.
  public DType dtype() {
    return dtype;
  }

  /// Where the elements lie in the storage.
  public Layout layout() {
    return layout;
  }

  /// The storage, checked to hold the value that this tensor was made of.
  ///
  /// @throws StaleTensorException if a parameter's update, or the next run of a program, has
  ///   overwritten it since
  public Storage storage() {
    if (storage == null) {
      throw new IllegalStateException(
          "a traced tensor "
              + dtype.torchName()
              + shape()
              + " has no numbers yet: a value is read (item, toArray, a data-dependent branch) while the program is traced;"
              + " keep it a tensor, or run the program eagerly");
    }
    if (storage.version() != version) {
      throw new StaleTensorException(
          (variable == null
                  ? "a view of a parameter, or a result of a compiled program,"
                  : variable.name())
              + " was updated after this value was read (version "
              + version
              + ", now "
              + storage.version()
              + "); read it again, or keep a copy()");
    }
    return storage;
  }

  /// Whether a parameter's update has overwritten the storage since this value was read.
  public boolean isStale() {
    return storage != null && storage.version() != version;
  }

  /// Whether this tensor has a shape but no numbers.
  public boolean isSymbolic() {
    return storage == null;
  }

  /// Whether operations on this tensor are remembered.
  public boolean isTracked() {
    return tracked;
  }

  /// The operation that made this tensor, if it was remembered.
  public Optional<Op> op() {
    return Optional.ofNullable(op);
  }

  /// The operands of [#op]; none for a leaf.
  public List<Tensor> inputs() {
    return inputs;
  }

  /// The box whose value this is.
  public Optional<Variable> variable() {
    return Optional.ofNullable(variable);
  }

  // ---- differentiation

  /// The same value as a fresh leaf whose operations are remembered and whose gradient [#backward]
  /// gives.
  ///
  /// PyTorch `requires_grad_()`.
  public Tensor tracked() {
    requireFloating("a gradient");
    return alias(true);
  }

  /// The same value without its history; no gradient flows through it. PyTorch `detach`.
  public Tensor detach() {
    return tracked ? alias(false) : this;
  }

  /// The same value under an identity of its own. While tracing, an operation that changes nothing
  /// keeps it connected to where its numbers will come from.
  private Tensor alias(boolean tracked) {
    Op same = new View.Reshape(shape());
    Tensor alias =
        storage == null
            ? new Tensor(dtype, layout, null, tracked, same, List.of(this), null)
            : new Tensor(dtype, layout, storage(), tracked, null, List.of(), null);
    return Watch.told(same, List.of(this), alias);
  }

  /// The same value as the content of a box: a tracked leaf whose gradient is keyed by the box.
  public Tensor in(Variable box, boolean tracked) {
    return new Tensor(dtype, layout, storage, tracked, null, List.of(), box);
  }

  /// The gradient of this scalar in every tracked leaf that it depends on.
  ///
  /// @throws ShapeException if this is not one number
  public Gradients backward() {
    return Gradients.backward(this);
  }

  private void requireFloating(String what) {
    if (!dtype.isFloating()) {
      throw new IllegalArgumentException(
          what
              + " needs floating elements, and these are "
              + dtype.torchName()
              + "; convert with to(DType.F32)");
    }
  }

  // ---- the one place where operations happen

  /// The result of an operation: computed now, or only recorded if an operand is symbolic;
  /// remembered if an operand is tracked and the [Tape] is on.
  public static Tensor apply(Op op, Tensor... operands) {
    return apply(op, List.of(operands));
  }

  /// The result of an operation.
  ///
  /// @see #apply(Op, Tensor...)
  public static Tensor apply(Op op, List<Tensor> operands) {
    return Watch.told(op, operands, result(op, operands));
  }

  private static Tensor result(Op op, List<Tensor> operands) {
    Shape[] shapes = new Shape[operands.size()];
    DType[] types = new DType[shapes.length];
    boolean symbolic = false;
    boolean anyTracked = false;
    for (int i = 0; i < shapes.length; i++) {
      Tensor operand = operands.get(i);
      shapes[i] = operand.shape();
      types[i] = operand.dtype;
      symbolic |= operand.isSymbolic();
      anyTracked |= operand.tracked;
    }
    Shape shape = op.shape(List.of(shapes));
    DType type = op.dtype(List.of(types));
    boolean tracked = anyTracked && type.isFloating() && Tape.isOn();
    List<Tensor> kept = tracked || symbolic ? operands : List.of();
    Op remembered = tracked || symbolic ? op : null;
    if (symbolic) {
      return new Tensor(type, Layout.contiguous(shape), null, tracked, remembered, kept, null);
    }
    return switch (op) {
      case View view -> {
        Tensor x = operands.getFirst();
        yield new Tensor(type, view.view(x.layout), x.storage(), tracked, remembered, kept, null);
      }
      case Kernel kernel -> {
        Storage result = Backend.current().run(kernel, operands, shape, type);
        yield new Tensor(type, Layout.contiguous(shape), result, tracked, remembered, kept, null);
      }
      case CustomOp custom -> {
        Tensor y = Tape.off(() -> custom.forward(new Inputs(operands)));
        if (!y.shape().equals(shape) || y.dtype != type) {
          throw new ShapeException(
              op.opName()
                  + ": forward gave "
                  + y.dtype.torchName()
                  + y.shape()
                  + ", but its rules promise "
                  + type.torchName()
                  + shape);
        }
        yield new Tensor(type, y.layout, y.storage(), tracked, remembered, kept, null);
      }
    };
  }

  /// A symbolic tensor: a shape and a type without numbers, for tracing.
  public static Tensor symbolic(DType type, Shape shape) {
    return new Tensor(
        type, Layout.contiguous(shape), null, type.isFloating(), null, List.of(), null);
  }

  /// A view of a storage: how backends and compilers make tensors of memory that they have planned.
  public static Tensor on(Storage storage, Layout layout) {
    return new Tensor(storage.dtype(), layout, storage, false, null, List.of(), null);
  }

  // ---- reading

  /// The one element as a number.
  ///
  /// @throws ShapeException if there is not exactly one
  public double item() {
    requireOne();
    return switch (Backend.current().read(this)) {
      case float[] v -> v[0];
      case double[] v -> v[0];
      case int[] v -> v[0];
      case long[] v -> v[0];
      case byte[] v -> Byte.toUnsignedInt(v[0]);
      case Object other -> throw new IllegalStateException("unknown array " + other.getClass());
    };
  }

  /// The one element as an integer, exact beyond 2⁵³.
  public long itemLong() {
    requireOne();
    return to(DType.I64).toLongArray()[0];
  }

  private void requireOne() {
    if (elements() != 1) {
      throw new ShapeException(
          "item: "
              + shape()
              + " has "
              + elements()
              + " elements, not one; select one with get(…), or use toArray");
    }
  }

  /// The elements row by row as float32.
  public float[] toFloatArray() {
    return (float[]) Backend.current().read(detach().to(DType.F32));
  }

  /// The elements row by row as float64.
  public double[] toDoubleArray() {
    return (double[]) Backend.current().read(detach().to(DType.F64));
  }

  /// The elements row by row as int64.
  public long[] toLongArray() {
    return (long[]) Backend.current().read(detach().to(DType.I64));
  }

  /// The elements row by row as int32.
  public int[] toIntArray() {
    return (int[]) Backend.current().read(detach().to(DType.I32));
  }

  /// The elements row by row as bytes; a boolean is 0 or 1.
  public byte[] toByteArray() {
    return (byte[]) Backend.current().read(dtype == DType.BOOL ? this : detach().to(DType.U8));
  }

  /// The same values in storage of their own, row by row. PyTorch `clone`.
  public Tensor copy() {
    return apply(new Copy(), this);
  }

  /// This tensor if its elements lie row by row, otherwise a copy that does.
  public Tensor contiguous() {
    return layout.isContiguous() ? this : copy();
  }

  /// Whether both have the same type, shape and elements, bit for bit (so NaN equals NaN, and 0
  /// differs from −0).
  public boolean sameBits(Tensor other) {
    return dtype == other.dtype
        && shape().equals(other.shape())
        && Arrays.deepEquals(
            new Object[] {Backend.current().read(this)},
            new Object[] {Backend.current().read(other)});
  }

  /// The elements as PyTorch prints them.
  @Override
  public String toString() {
    return Printer.text(this);
  }
}
