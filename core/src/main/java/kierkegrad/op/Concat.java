package kierkegrad.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Tensors one behind another along a dimension. ONNX `Concat`.
public record Concat(int dim) implements Kernel {
  @Override
  public String opName() {
    return "concat";
  }

  @Override
  public Shape shape(List<Shape> in) {
    Shape first = in.getFirst();
    int total = 0;
    for (Shape shape : in) {
      if (shape.rank() != first.rank() || !shape.with(dim, first.size(dim)).equals(first)) {
        throw new ShapeException(
            "concat: shapes " + first + " and " + shape + " differ in more than dimension " + dim);
      }
      total += shape.size(dim);
    }
    return first.with(dim, total);
  }

  @Override
  public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
    List<Supplier<Tensor>> parts = new ArrayList<>();
    int at = 0;
    for (Tensor part : in.all()) {
      int start = at;
      int length = part.size(dim);
      parts.add(() -> g.narrow(dim, start, length));
      at += length;
    }
    return parts;
  }

  @Override
  public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
    List<Tensor> all = new ArrayList<>();
    for (int i = 0; i < tangents.size(); i++) {
      Tensor operand = in.all().get(i);
      all.add(tangents.get(i).orElseGet(() -> Tensor.zeros(operand.dtype(), operand.shape())));
    }
    return Optional.of(Tensor.concat(dim, all));
  }

  @Override
  public Formula formula() {
    return Formula.of("Y = [A₁ | A₂ | …]", "dC/dAᵢ = the part of dC/dY that came from Aᵢ");
  }

  @Override
  public String attributes() {
    return "dim=" + dim;
  }
}
