package kierkegrad.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Parts of matrices, repetition, rotation and division into parts.
public sealed interface Arrangement permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// The lower triangle of matrices `[…, m, n]`, 0 above diagonal number `diagonal`: 0 is the main
  /// one, positive ones lie above it. PyTorch `tril`.
  default Tensor tril(int diagonal) {
    return Diagonals.triangle(self(), diagonal, true);
  }

  /// The upper triangle of matrices `[…, m, n]`, 0 below diagonal number `diagonal`. PyTorch
  /// `triu`.
  default Tensor triu(int diagonal) {
    return Diagonals.triangle(self(), diagonal, false);
  }

  /// The main diagonal of the first two dimensions, as the last one. PyTorch `diagonal`.
  default Tensor diagonal() {
    return diagonal(0, 0, 1);
  }

  /// The diagonal number `offset` of two dimensions, as the last one. PyTorch `diagonal`.
  default Tensor diagonal(int offset, int dim1, int dim2) {
    return Diagonals.of(self(), offset, dim1, dim2);
  }

  /// The last dimension as the diagonal number `offset` of matrices of zeros, in two new dimensions
  /// at the end. PyTorch `diag_embed`.
  default Tensor diagEmbed(int offset) {
    return diagEmbed(offset, -2, -1);
  }

  /// The last dimension as the diagonal number `offset` of matrices of zeros, in two new
  /// dimensions. PyTorch `diag_embed`.
  default Tensor diagEmbed(int offset, int dim1, int dim2) {
    return Diagonals.embedded(self(), offset, dim1, dim2);
  }

  /// The diagonal of a matrix, or the matrix with the diagonal of a vector. PyTorch `diag`.
  default Tensor diag(int offset) {
    return switch (self().rank()) {
      case 1 -> diagEmbed(offset);
      case 2 -> diagonal(offset, 0, 1);
      default -> throw new ShapeException("diag: " + self().shape() + " is no vector or matrix");
    };
  }

  /// The sum of a matrix's diagonal. PyTorch `trace`.
  default Tensor trace() {
    if (self().rank() != 2) {
      throw new ShapeException("trace: " + self().shape() + " is no matrix");
    }
    return diagonal().sum();
  }

  /// Elements moved on by `shift` places along a dimension; those that leave come in at the other
  /// end. PyTorch `roll`.
  default Tensor roll(int shift, int dim) {
    Tensor x = self();
    int n = x.size(dim);
    int first = n == 0 ? 0 : Math.floorMod(-shift, n);
    return first == 0
        ? x
        : Tensor.concat(dim, List.of(x.narrow(dim, first, n - first), x.narrow(dim, 0, first)));
  }

  /// Elements moved on along several dimensions. PyTorch `roll`.
  default Tensor roll(int[] shifts, int[] dims) {
    if (shifts.length != dims.length || dims.length == 0) {
      throw new IllegalArgumentException(
          "roll: " + shifts.length + " shifts for " + dims.length + " dimensions");
    }
    Tensor result = self();
    for (int i = 0; i < dims.length; i++) {
      result = result.roll(shifts[i], dims[i]);
    }
    return result;
  }

  /// All elements row by row moved on by `shift` places. PyTorch `roll`.
  default Tensor roll(int shift) {
    return self().flatten().roll(shift, 0).reshape(self().shape());
  }

  /// The whole repeated so many times along each dimension; more numbers than dimensions add
  /// dimensions in front. PyTorch `repeat`.
  default Tensor repeat(int... times) {
    return Repeats.whole(self(), times);
  }

  /// The whole repeated so many times along the last dimensions. PyTorch `tile`.
  default Tensor tile(int... times) {
    int missing = Math.max(0, self().rank() - times.length);
    int[] ones = IntStream.generate(() -> 1).limit(missing).toArray();
    return repeat(IntStream.concat(IntStream.of(ones), IntStream.of(times)).toArray());
  }

  /// Every slice of a dimension repeated so many times, one after another. PyTorch
  /// `repeat_interleave`.
  default Tensor repeatInterleave(int times, int dim) {
    return Repeats.slices(self(), times, dim);
  }

  /// Every slice of a dimension repeated its own number of times, `[n]`. Reads the numbers. PyTorch
  /// `repeat_interleave`.
  default Tensor repeatInterleave(Tensor times, int dim) {
    return Repeats.slices(self(), times, dim);
  }

  /// At most `count` parts of equal size along a dimension; the last one may be smaller. PyTorch
  /// `chunk`.
  default List<Tensor> chunk(int count, int dim) {
    if (count < 1) {
      throw new IllegalArgumentException("chunk: " + count + " parts; use at least 1");
    }
    int size = self().size(dim);
    return size == 0
        ? IntStream.range(0, count).mapToObj(_ -> self()).toList()
        : self().split(dim, Math.ceilDiv(size, count));
  }

  /// Parts of these sizes along a dimension. PyTorch `split`.
  default List<Tensor> split(int dim, int[] sizes) {
    if (IntStream.of(sizes).sum() != self().size(dim)) {
      throw new ShapeException(
          "split: sizes "
              + Arrays.toString(sizes)
              + " do not add up to dimension "
              + dim
              + " of "
              + self().shape());
    }
    List<Tensor> parts = new ArrayList<>();
    int start = 0;
    for (int size : sizes) {
      parts.add(self().narrow(dim, start, size));
      start += size;
    }
    return List.copyOf(parts);
  }

  /// `count` parts along a dimension, the first of which are larger by one if it does not come out
  /// even. PyTorch `tensor_split`.
  default List<Tensor> tensorSplit(int count, int dim) {
    if (count < 1) {
      throw new IllegalArgumentException("tensor_split: " + count + " parts; use at least 1");
    }
    int n = self().size(dim);
    return split(
        dim, IntStream.range(0, count).map(i -> n / count + (i < n % count ? 1 : 0)).toArray());
  }

  /// The slices of a dimension, which vanishes. PyTorch `unbind`.
  default List<Tensor> unbind(int dim) {
    return IntStream.range(0, self().size(dim)).mapToObj(i -> self().select(dim, i)).toList();
  }

  /// A dimension split into several; one size may be −1 and is inferred. PyTorch `unflatten`.
  default Tensor unflatten(int dim, int... sizes) {
    Shape shape = self().shape();
    int axis = shape.axis(dim);
    int size = shape.size(dim);
    int known = -IntStream.of(sizes).reduce(1, (a, b) -> a * b);
    int[] inner = IntStream.of(sizes).map(s -> s == -1 && known > 0 ? size / known : s).toArray();
    if (IntStream.of(inner).reduce(1, (a, b) -> a * b) != size) {
      throw new ShapeException(
          "unflatten: "
              + Arrays.toString(sizes)
              + " do not make dimension "
              + dim
              + " of "
              + shape);
    }
    int[] all = shape.toArray();
    return self()
        .reshape(
            IntStream.concat(
                    IntStream.concat(Arrays.stream(all, 0, axis), IntStream.of(inner)),
                    Arrays.stream(all, axis + 1, all.length))
                .toArray());
  }

  /// Dimensions moved to other places; the others keep their order. PyTorch `movedim`.
  default Tensor movedim(int[] from, int[] to) {
    return Repeats.moved(self(), from, to);
  }

  /// A dimension moved to another place; the others keep their order. PyTorch `movedim`.
  default Tensor movedim(int from, int to) {
    return movedim(new int[] {from}, new int[] {to});
  }

  /// Turned `quarters` times by 90° from the first dimension towards the second. PyTorch `rot90`.
  default Tensor rot90(int quarters, int dim1, int dim2) {
    Tensor x = self();
    if (x.rank() < 2 || x.shape().axis(dim1) == x.shape().axis(dim2)) {
      throw new ShapeException(
          "rot90: dimensions " + dim1 + " and " + dim2 + " of " + x.shape() + " are no plane");
    }
    return switch (Math.floorMod(quarters, 4)) {
      case 1 -> x.flip(dim2).transpose(dim1, dim2);
      case 2 -> x.flip(dim1, dim2);
      case 3 -> x.flip(dim1).transpose(dim1, dim2);
      default -> x;
    };
  }

  /// Sizes of 1 repeated and new dimensions in front; −1 keeps a size. PyTorch `broadcast_to`.
  default Tensor broadcastTo(int... sizes) {
    int[] wanted = sizes.clone();
    int lead = wanted.length - self().rank();
    for (int i = Math.max(0, lead); i < wanted.length; i++) {
      wanted[i] = wanted[i] == -1 ? self().size(i - lead) : wanted[i];
    }
    return self().expand(wanted);
  }

  /// All elements as the diagonal number `offset` of a square matrix. PyTorch `diagflat`.
  default Tensor diagflat(int offset) {
    return self().flatten().diagEmbed(offset);
  }
}
