package kierkegrad.cpu;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import kierkegrad.backend.Backend;
import kierkegrad.backend.Storage;
import kierkegrad.backend.Update;
import kierkegrad.backend.Updates;
import kierkegrad.cpu.machine.Threads;
import kierkegrad.op.ArgReduce;
import kierkegrad.op.Attention;
import kierkegrad.op.Binary;
import kierkegrad.op.Cast;
import kierkegrad.op.Chain;
import kierkegrad.op.Clamp;
import kierkegrad.op.Compare;
import kierkegrad.op.Composed;
import kierkegrad.op.Concat;
import kierkegrad.op.Conv;
import kierkegrad.op.Copy;
import kierkegrad.op.DropoutMask;
import kierkegrad.op.Fused;
import kierkegrad.op.Gelu;
import kierkegrad.op.Index;
import kierkegrad.op.Kernel;
import kierkegrad.op.LinearSolve;
import kierkegrad.op.MatMul;
import kierkegrad.op.Norm;
import kierkegrad.op.Order;
import kierkegrad.op.Pad;
import kierkegrad.op.Polygamma;
import kierkegrad.op.Pool;
import kierkegrad.op.RandomSlope;
import kierkegrad.op.Recurrence;
import kierkegrad.op.Reduce;
import kierkegrad.op.Scan;
import kierkegrad.op.Slices;
import kierkegrad.op.Steps;
import kierkegrad.op.Unary;
import kierkegrad.op.Where;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// The backend of heap arrays.
public final class CpuBackend implements Backend {
  /// For the service loader.
  public CpuBackend() {}

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public Storage store(DType type, Object array) {
    int size = Array.getLength(array);
    Object copy = CpuStorage.allocate(type, size);
    System.arraycopy(array, 0, copy, 0, size);
    return new CpuStorage(type, copy);
  }

  @Override
  public Storage fill(DType type, int size, double value) {
    Object array =
        value == 0 && 1 / value > 0
            ? CpuStorage.allocate(type, size)
            : Joins.filled(type, size, value);
    return new CpuStorage(type, array);
  }

  @Override
  public Storage run(Kernel op, List<Tensor> in, Shape shape, DType type) {
    CpuStorage out = new CpuStorage(type, CpuStorage.allocate(type, shape.elements()));
    bind(op, in, out, shape).run();
    return out;
  }

  @Override
  public Runnable bind(Kernel op, List<Tensor> in, Tensor out) {
    return bind(op, in, CpuStorage.of(out), out.shape());
  }

  private static Runnable bind(Kernel op, List<Tensor> in, CpuStorage out, Shape shape) {
    return switch (op) {
      case Unary _, Clamp _, Binary _, Compare _, Where _, Cast _, Chain _ ->
          Elementwise.bind(op, in, out, shape);
      case Polygamma polygamma -> mapped(polygamma.function(), in, out, shape.elements());
      case Composed composed -> {
        Steps steps = Steps.of(composed, in.stream().map(Tensor::dtype).toList());
        yield Elementwise.bind(steps.chain(), steps.operands(in), out, shape);
      }
      case Conv conv -> Convolutions.bind(conv, in, out);
      case Pool pool -> Poolings.bind(pool, in, out);
      case Attention attention -> Attentions.bind(attention, in, shape, out);
      case Gelu gelu -> Gelus.bind(gelu, in, out);
      case Norm norm -> Norms.bind(norm, in, out);
      case Copy _ -> Copying.of(CpuStorage.of(in.getFirst()), in.getFirst().layout(), out);
      case Reduce reduce when in.getFirst().dtype().isFloating() ->
          new Reducing(reduce, in.getFirst(), out);
      case Reduce reduce ->
          whole(in, out, x -> Reductions.reduce(reduce, x.getFirst(), out.dtype()));
      case ArgReduce arg -> whole(in, out, x -> Reductions.arg(arg, x.getFirst()));
      case Scan scan -> Scans.of(scan, scan.dim(), in, out);
      case Recurrence recurrence -> Scans.of(recurrence, recurrence.dim(), in, out);
      case Order order -> Orders.of(order, in.getFirst(), in.getLast(), out);
      case LinearSolve solve -> LinearSolves.of(solve, in, out, shape);
      case MatMul _ -> MatrixProducts.matmul(in.getFirst(), in.get(1), tensor(out, shape));
      case Fused.Linear linear ->
          MatrixProducts.linear(
              linear.activation(), in.getFirst(), in.get(1), in.get(2), tensor(out, shape));
      case DropoutMask mask -> new Drawing(mask, out, shape.elements());
      case RandomSlope slope ->
          new DrawingSlopes(slope, Operand.of(in.getFirst()), out, shape.elements());
      case Pad pad -> Joins.pad(pad, in.getFirst(), out, shape);
      case Concat concat -> Joins.concat(in, concat.dim(), out, shape);
      case Index.Gather gather ->
          whole(in, out, x -> Indices.gather(gather, x.getFirst(), x.get(1)));
      case Index.Scatter scatter -> scattering(scatter, scatter.dim(), in, out);
      case Index.ScatterAdd scatter -> scattering(scatter, scatter.dim(), in, out);
      case Index.ScatterExtreme scatter -> scattering(scatter, scatter.dim(), in, out);
      case Slices slices -> SliceCopies.of(slices, in, out);
      case Fused.Softmax softmax -> Normalized.bind(softmax.dim(), false, in.getFirst(), out);
      case Fused.LogSoftmax softmax -> Normalized.bind(softmax.dim(), true, in.getFirst(), out);
      case Fused.CrossEntropy _ -> CrossEntropies.losses(in.getFirst(), in.get(1), out);
      case Fused.CrossEntropyGrad _ ->
          CrossEntropies.gradients(in.getFirst(), in.get(1), in.get(2), out);
    };
  }

  /// A function of one number without a faster loop.
  private static Runnable mapped(DoubleUnaryOperator f, List<Tensor> in, CpuStorage out, int size) {
    return new Doubles(
        in,
        out,
        size,
        (x, y) ->
            Threads.parallel(
                size,
                Elementwise.GRAIN >> 6,
                (from, to) -> {
                  for (int i = from; i < to; i++) {
                    y[i] = f.applyAsDouble(x[0][i]);
                  }
                }));
  }

  private static Tensor tensor(CpuStorage storage, Shape shape) {
    return Tensor.on(storage, Layout.contiguous(shape));
  }

  private static Runnable scattering(Index op, int dim, List<Tensor> in, CpuStorage out) {
    return whole(
        in,
        out,
        x -> {
          Tensor data = x.getFirst();
          int[] places = Indices.places(op.opName(), data.shape(), x.get(1), dim);
          return Indices.scatter(op, data, places, x.get(2));
        });
  }

  /// A kernel that makes a new array, which is copied.
  private static Runnable whole(
      List<Tensor> in, CpuStorage out, Function<List<Tensor>, Object> compute) {
    List<CpuStorage> storages = in.stream().map(CpuStorage::of).toList();
    return () -> {
      List<Tensor> now = new ArrayList<>();
      for (int i = 0; i < in.size(); i++) {
        now.add(Tensor.on(storages.get(i), in.get(i).layout()));
      }
      Object result = compute.apply(now);
      System.arraycopy(result, 0, out.array(), 0, Array.getLength(result));
    };
  }

  @Override
  public Updates bind(List<Update> updates) {
    return new UpdatePass(this, updates);
  }

  @Override
  public DoubleSupplier bindSquares(List<Tensor> xs) {
    return new Squares(this, xs);
  }

  @Override
  public DoubleConsumer bindScaling(List<Tensor> xs, List<Tensor> out) {
    return new Scaling(this, xs, out);
  }

  @Override
  public Object read(Tensor x) {
    return Dense.copy(x);
  }

  @Override
  public void feed(Storage input, Tensor x) {
    CpuStorage from = CpuStorage.of(x);
    boolean whole = x.layout().isContiguous() && x.layout().offset() == 0;
    ((CpuStorage) input).share(whole ? from.array() : Dense.copy(x));
  }

  @Override
  public void overwrite(Storage target, Tensor x) {
    if (!(target instanceof CpuStorage storage)
        || storage.dtype() != x.dtype()
        || storage.size() < x.elements()) {
      throw new IllegalArgumentException("overwrite: the value does not fit the storage");
    }
    System.arraycopy(Dense.copy(x), 0, storage.array(), 0, x.elements());
    storage.overwritten();
  }
}
