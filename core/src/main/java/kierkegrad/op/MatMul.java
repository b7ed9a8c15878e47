package kierkegrad.op;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Matrix product `[…,m,k]·[…,k,n] → […,m,n]`; leading dimensions broadcast. ONNX `MatMul`.
public record MatMul() implements Kernel {
  @Override
  public String opName() {
    return "matmul";
  }

  @Override
  public Shape shape(List<Shape> in) {
    Rules.arity(this, in, 2);
    Shape a = in.getFirst();
    Shape b = in.getLast();
    if (a.rank() < 2 || b.rank() < 2 || a.size(-1) != b.size(-2)) {
      throw new ShapeException(
          "matmul: "
              + a
              + " · "
              + b
              + " do not fit: the last size of the first must equal the last but one of the second");
    }
    Shape batch = batch(a).broadcast(batch(b), "matmul");
    return batch.insert(batch.rank(), a.size(-2)).insert(batch.rank() + 1, b.size(-1));
  }

  private static Shape batch(Shape shape) {
    return shape.without(-1).without(-1);
  }

  @Override
  public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
    return Rules.gradients(() -> g.matmul(in.b().mT()), () -> in.a().mT().matmul(g));
  }

  @Override
  public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
    return Stream.of(
            tangents.getFirst().map(t -> t.matmul(in.b())),
            tangents.getLast().map(t -> in.a().matmul(t)))
        .flatMap(Optional::stream)
        .reduce(Tensor::add);
  }

  @Override
  public Formula formula() {
    return Formula.of("Y = A·B", "dC/dA = dC/dY · Bᵀ", "dC/dB = Aᵀ · dC/dY");
  }
}
