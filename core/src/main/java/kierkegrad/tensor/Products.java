package kierkegrad.tensor;

import java.util.Optional;
import java.util.stream.IntStream;
import kierkegrad.op.Fused;
import kierkegrad.op.MatMul;

/// Matrix products.
public sealed interface Products permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// Matrix product by PyTorch's rule: vector · vector is a number, a vector counts as a row on the
  /// left and as a column on the right, leading dimensions broadcast.
  default Tensor matmul(Tensor b) {
    Tensor a = self();
    if (a.rank() == 0 || b.rank() == 0) {
      throw new ShapeException(
          "matmul: " + a.shape() + " · " + b.shape() + ": a scalar is no matrix; use mul");
    }
    if (a.rank() == 1) {
      return a.unsqueeze(0).matmul(b).squeeze(b.rank() == 1 ? 0 : -2);
    }
    if (b.rank() == 1) {
      return a.matmul(b.unsqueeze(1)).squeeze(-1);
    }
    DType type = a.dtype().promote(b.dtype());
    return Tensor.apply(new MatMul(), a.to(type), b.to(type));
  }

  /// Matrix product of matrices `[m, k]` and `[k, n]` only. PyTorch `mm`.
  default Tensor mm(Tensor b) {
    return ranked("mm", 2, b, 2).matmul(b);
  }

  /// Products of matrices `[b, m, k]` and `[b, k, n]`, which do not broadcast. PyTorch `bmm`.
  default Tensor bmm(Tensor b) {
    Tensor a = ranked("bmm", 3, b, 3);
    if (a.size(0) != b.size(0)) {
      throw new ShapeException("bmm: batches of " + a.shape() + " and " + b.shape() + " differ");
    }
    return a.matmul(b);
  }

  /// Matrix `[m, k]` times vector `[k]`. PyTorch `mv`.
  default Tensor mv(Tensor b) {
    return ranked("mv", 2, b, 1).matmul(b);
  }

  /// Sum of the products of two vectors' elements. PyTorch `dot`.
  default Tensor dot(Tensor b) {
    return ranked("dot", 1, b, 1).matmul(b);
  }

  private Tensor ranked(String op, int rank, Tensor b, int otherRank) {
    if (self().rank() != rank || b.rank() != otherRank) {
      throw new ShapeException(
          op
              + ": "
              + self().shape()
              + " and "
              + b.shape()
              + " do not fit: expects "
              + rank
              + " and "
              + otherRank
              + " dimensions");
    }
    return self();
  }

  /// All products of the elements of two vectors, `[m, n]`. PyTorch `outer`.
  default Tensor outer(Tensor b) {
    Tensor a = ranked("outer", 1, b, 1);
    return a.unsqueeze(1).mul(b);
  }

  /// Sums of products over the last dimensions of both. PyTorch `inner`.
  default Tensor inner(Tensor b) {
    Tensor a = self();
    return a.rank() == 0 || b.rank() == 0
        ? a.mul(b)
        : a.tensordot(b, new int[] {-1}, new int[] {-1});
  }

  /// Kronecker's product: every element of this times all of `b`. PyTorch `kron`.
  default Tensor kron(Tensor b) {
    Tensor a = self();
    int rank = Math.max(a.rank(), b.rank());
    int[] left = new int[2 * rank];
    int[] right = new int[2 * rank];
    int[] result = new int[rank];
    for (int i = 0; i < rank; i++) {
      int ours = i - rank + a.rank() < 0 ? 1 : a.size(i - rank + a.rank());
      int theirs = i - rank + b.rank() < 0 ? 1 : b.size(i - rank + b.rank());
      left[2 * i] = ours;
      left[2 * i + 1] = 1;
      right[2 * i] = 1;
      right[2 * i + 1] = theirs;
      result[i] = ours * theirs;
    }
    return a.reshape(left).mul(b.reshape(right)).reshape(result);
  }

  /// Vector product along a dimension of size 3; the others broadcast. PyTorch `linalg.cross`.
  default Tensor cross(Tensor b, int dim) {
    Tensor a = self();
    if (a.rank() != b.rank() || a.rank() == 0 || a.size(dim) != 3 || b.size(dim) != 3) {
      throw new ShapeException(
          "cross: dimension "
              + dim
              + " of "
              + a.shape()
              + " and "
              + b.shape()
              + " must be of size 3, and both of one number of dimensions");
    }
    Tensor next = a.roll(-1, dim).mul(b.roll(-2, dim));
    return next.sub(a.roll(-2, dim).mul(b.roll(-1, dim)));
  }

  /// Sums of products over the last `n` dimensions of this and the first `n` of `b`. PyTorch
  /// `tensordot`.
  default Tensor tensordot(Tensor b, int n) {
    if (n < 0 || n > self().rank() || n > b.rank()) {
      throw new ShapeException(
          "tensordot: " + n + " dimensions of " + self().shape() + " and " + b.shape());
    }
    int first = self().rank() - n;
    return tensordot(
        b, IntStream.range(first, self().rank()).toArray(), IntStream.range(0, n).toArray());
  }

  /// Sums of products over pairs of dimensions, `dims[i]` of this with `others[i]` of `b`. PyTorch
  /// `tensordot`.
  default Tensor tensordot(Tensor b, int[] dims, int[] others) {
    return Einsum.tensordot(self(), b, dims, others);
  }

  /// `beta·this + alpha·a·b` for matrices a and b. PyTorch `addmm`.
  default Tensor addmm(Tensor a, Tensor b, double beta, double alpha) {
    return plus(a.mm(b), beta, alpha);
  }

  /// `beta·this + alpha·a·b` for batches of matrices a and b. PyTorch `baddbmm`.
  default Tensor baddbmm(Tensor a, Tensor b, double beta, double alpha) {
    return plus(a.bmm(b), beta, alpha);
  }

  /// `beta·this + alpha·a·b` for a matrix a and a vector b. PyTorch `addmv`.
  default Tensor addmv(Tensor a, Tensor b, double beta, double alpha) {
    return plus(a.mv(b), beta, alpha);
  }

  /// `beta·this + alpha·a·bᵀ` for vectors a and b. PyTorch `addr`.
  default Tensor addr(Tensor a, Tensor b, double beta, double alpha) {
    return plus(a.outer(b), beta, alpha);
  }

  /// With a beta of 0 this does not count, not even its NaN.
  private Tensor plus(Tensor product, double beta, double alpha) {
    Tensor scaled = alpha == 1 ? product : product.mul(alpha);
    if (!self().shape().broadcastsTo(product.shape())) {
      throw new ShapeException(
          self().shape() + " does not broadcast to the product " + product.shape());
    }
    return beta == 0 ? scaled : scaled.add(beta == 1 ? self() : self().mul(beta));
  }

  /// `x·Wᵀ + b` for x `[…, in]`, W `[out, in]` and b `[out]`. PyTorch `linear`.
  default Tensor linear(Tensor weight, Tensor bias) {
    Tensor x = self();
    DType type = x.dtype().promote(weight.dtype()).promote(bias.dtype());
    return type.isFloating()
        ? Tensor.apply(
            new Fused.Linear(Optional.empty()), x.to(type), weight.to(type), bias.to(type))
        : x.matmul(weight.mT()).add(bias);
  }

  /// The trapezoidal rule along a dimension, for values `dx` apart. PyTorch `trapezoid`.
  default Tensor trapezoid(double dx, int dim) {
    Tensor y = self();
    int n = y.size(dim);
    return n == 0
        ? y.sum(dim)
        : y.narrow(dim, 1, n - 1).add(y.narrow(dim, 0, n - 1)).sum(dim).mul(dx / 2);
  }

  /// Covariances of the rows `[variables, observations]`, or the variance of a vector, with `n −
  /// correction` degrees of freedom. PyTorch `cov`.
  default Tensor cov(int correction) {
    Tensor x = self();
    if (x.rank() > 2) {
      throw new ShapeException("cov: " + x.shape() + " is no matrix of variables and observations");
    }
    Tensor rows = x.rank() == 2 ? x : x.reshape(1, x.elements());
    Tensor centred = rows.sub(rows.mean(new int[] {1}, true));
    int freedom = Math.max(0, rows.size(1) - correction);
    Tensor y = centred.matmul(centred.mT()).div(freedom);
    return x.rank() == 2 ? y : y.reshape(Shape.SCALAR);
  }
}
