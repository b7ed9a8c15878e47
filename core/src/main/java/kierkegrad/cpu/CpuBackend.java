package kierkegrad.cpu;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import kierkegrad.backend.Backend;
import kierkegrad.backend.Storage;
import kierkegrad.backend.Update;
import kierkegrad.backend.Updates;
import kierkegrad.op.ArgReduce;
import kierkegrad.op.Attention;
import kierkegrad.op.Binary;
import kierkegrad.op.Cast;
import kierkegrad.op.Chain;
import kierkegrad.op.Clamp;
import kierkegrad.op.Compare;
import kierkegrad.op.Concat;
import kierkegrad.op.Conv;
import kierkegrad.op.Copy;
import kierkegrad.op.Fused;
import kierkegrad.op.Gelu;
import kierkegrad.op.Index;
import kierkegrad.op.Kernel;
import kierkegrad.op.MatMul;
import kierkegrad.op.Norm;
import kierkegrad.op.Pad;
import kierkegrad.op.Pool;
import kierkegrad.op.Reduce;
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
    Tensor x = in.getFirst();
    Object result =
        switch (op) {
          case Unary unary -> Elementwise.unary(unary, x);
          case Clamp clamp -> Elementwise.clamp(clamp, x);
          case Binary binary -> Elementwise.binary(binary, x, in.get(1), shape);
          case Compare compare -> Elementwise.compare(compare, x, in.get(1), shape);
          case Chain chain -> chain(chain, in);
          case Where _ -> Elementwise.where(x, in.get(1), in.get(2), shape);
          case Cast cast -> Dense.convert(Dense.copy(x), cast.to());
          case Copy _ -> Dense.copy(x);
          case Reduce reduce -> Reductions.reduce(reduce, x, type);
          case ArgReduce arg -> Reductions.arg(arg, x);
          case Pad pad -> Joins.pad(pad, x, shape);
          case Concat concat -> Joins.concat(in, concat.dim(), shape);
          case Index.Gather gather -> Indices.gather(gather, x, in.get(1));
          case Index.ScatterAdd scatter -> Indices.scatterAdd(scatter, x, in.get(1), in.get(2));
          case Fused.Softmax softmax -> Normalized.softmax(x, softmax.dim(), false);
          case Fused.LogSoftmax softmax -> Normalized.softmax(x, softmax.dim(), true);
          case Fused.CrossEntropy _ -> Normalized.crossEntropy(x, in.get(1), shape);
          case MatMul _, Conv _, Pool _, Fused.Linear _, Attention _, Gelu _, Norm _ ->
              bound(op, in, shape, type);
        };
    return new CpuStorage(type, result);
  }

  /// Step by step.
  private Object chain(Chain chain, List<Tensor> in) {
    List<Tensor> registers = new ArrayList<>(in);
    for (Chain.Step step : chain.steps()) {
      List<Tensor> operands = step.operands().stream().map(registers::get).toList();
      Shape shape = step.op().shape(operands.stream().map(Tensor::shape).toList());
      DType type = step.op().dtype(operands.stream().map(Tensor::dtype).toList());
      Storage result = run(step.op(), operands, shape, type);
      registers.add(Tensor.on(result, Layout.contiguous(shape)));
    }
    return CpuStorage.of(registers.getLast()).array();
  }

  /// What a bound kernel writes.
  private Object bound(Kernel op, List<Tensor> in, Shape shape, DType type) {
    CpuStorage result = new CpuStorage(type, CpuStorage.allocate(type, shape.elements()));
    bind(op, in, Tensor.on(result, Layout.contiguous(shape))).run();
    return result.array();
  }

  @Override
  public Runnable bind(Kernel op, List<Tensor> in, Tensor out) {
    return switch (op) {
      case MatMul _ -> MatrixProducts.matmul(in.getFirst(), in.get(1), out);
      case Fused.Linear linear ->
          MatrixProducts.linear(linear.activation(), in.getFirst(), in.get(1), in.get(2), out);
      case Attention attention -> Attentions.bind(attention, in, out.shape(), CpuStorage.of(out));
      case Gelu gelu -> Gelus.bind(gelu, in, CpuStorage.of(out));
      case Norm norm -> Norms.bind(norm, in, CpuStorage.of(out));
      default -> rerun(op, in, out);
    };
  }

  private Runnable rerun(Kernel op, List<Tensor> in, Tensor out) {
    List<CpuStorage> storages = in.stream().map(CpuStorage::of).toList();
    CpuStorage target = CpuStorage.of(out);
    if (op instanceof Conv conv) {
      return Convolutions.bind(conv, in, target);
    }
    if (op instanceof Pool pool) {
      return Poolings.bind(pool, in, target);
    }
    return () -> {
      List<Tensor> now = new ArrayList<>();
      for (int i = 0; i < in.size(); i++) {
        now.add(Tensor.on(storages.get(i), in.get(i).layout()));
      }
      CpuStorage result = (CpuStorage) run(op, now, out.shape(), out.dtype());
      System.arraycopy(result.array(), 0, target.array(), 0, out.elements());
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
