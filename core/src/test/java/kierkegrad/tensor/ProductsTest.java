package kierkegrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProductsTest {
  private static final Tensor A = matrix(2, 1, 2, 3, 4);
  private static final Tensor B = matrix(2, 5, 6, 7, 8);

  private static Tensor vector(double... values) {
    return Tensor.of(values, values.length);
  }

  private static Tensor matrix(int columns, double... values) {
    return Tensor.of(values, values.length / columns, columns);
  }

  @Test
  void sumsOfProductsByLetters() {
    double[] product = A.matmul(B).toDoubleArray();

    assertThat(Tensor.einsum("ij,jk->ik", A, B).toDoubleArray()).containsExactly(product);
    assertThat(Tensor.einsum("ij,jk", A, B).toDoubleArray()).containsExactly(product);
    assertThat(Tensor.einsum("ii", A).item()).isEqualTo(5);
    assertThat(Tensor.einsum("ii->i", A).toDoubleArray()).containsExactly(1, 4);
    assertThat(Tensor.einsum("ba", A).toDoubleArray()).containsExactly(1, 3, 2, 4);
    assertThat(Tensor.einsum("ij->", A).item()).isEqualTo(10);
    assertThat(Tensor.einsum("ij,ij,ij->", A, A, A).item()).isEqualTo(100);
    assertThat(Tensor.einsum("i,j->ji", vector(1, 2), vector(3, 4)).toDoubleArray())
        .containsExactly(3, 6, 4, 8);
    assertThat(Tensor.einsum("...ij,jk->...ik", A.reshape(1, 2, 2).expand(3, 2, 2), B).shape())
        .isEqualTo(Shape.of(3, 2, 2));
    assertThat(Tensor.einsum("ij,j", A, vector(2)).toDoubleArray()).containsExactly(6, 14);
    assertThat(Tensor.einsum("bi,bj->ij", A.narrow(1, 0, 1), B.narrow(0, 0, 1)).toDoubleArray())
        .containsExactly(20, 24);
  }

  @Test
  void namesWhatIsWrongWithLetters() {
    assertThatThrownBy(() -> Tensor.einsum("ij,jk", A))
        .hasMessage("einsum: 'ij,jk': 2 terms for 1 operands");
    assertThatThrownBy(() -> Tensor.einsum("ijk->i", A))
        .hasMessage("einsum: 'ijk->i': term 'ijk' does not name the dimensions of [2, 2]");
    assertThatThrownBy(() -> Tensor.einsum("ij->q", A)).hasMessageContaining("letter q");
    assertThatThrownBy(() -> Tensor.einsum("i2->i", A)).hasMessageContaining("term 'i2'");
    assertThatThrownBy(() -> Tensor.einsum("i,i", vector(1, 2), vector(1, 2, 3)))
        .hasMessage("einsum: 'i,i': letter i has sizes 2 and 3");
    assertThatThrownBy(() -> Tensor.einsum("ii", Tensor.zeros(2, 3)))
        .hasMessageContaining("a repeated letter has sizes 2 and 3");
  }

  @Test
  void productsByName() {
    Tensor x = vector(1, 2);

    assertThat(A.mm(B).toDoubleArray()).containsExactly(19, 22, 43, 50);
    assertThat(A.unsqueeze(0).bmm(B.unsqueeze(0)).shape()).isEqualTo(Shape.of(1, 2, 2));
    assertThat(A.mv(x).toDoubleArray()).containsExactly(5, 11);
    assertThat(x.dot(x).item()).isEqualTo(5);
    assertThat(x.outer(x).toDoubleArray()).containsExactly(1, 2, 2, 4);
    assertThat(A.inner(x).toDoubleArray()).containsExactly(5, 11);
    assertThat(x.inner(Tensor.scalar(2)).toDoubleArray()).containsExactly(2, 4);
    assertThat(x.kron(vector(1, 10)).toDoubleArray()).containsExactly(1, 10, 2, 20);
    assertThat(vector(1, 0, 0).cross(vector(0, 1, 0), 0).toDoubleArray()).containsExactly(0, 0, 1);
    assertThat(A.tensordot(B, 1).toDoubleArray()).containsExactly(19, 22, 43, 50);
    assertThat(A.tensordot(B, 2).item()).isEqualTo(70);
    assertThat(B.addmm(A, B, 0.5, 2).toDoubleArray()).containsExactly(40.5, 47, 89.5, 104);
    assertThat(B.baddbmm(A.unsqueeze(0), B.unsqueeze(0), 0, 1).shape())
        .isEqualTo(Shape.of(1, 2, 2));
    assertThat(x.addmv(A, x, 1, 1).toDoubleArray()).containsExactly(6, 13);
    assertThat(A.addr(x, x, 1, 1).toDoubleArray()).containsExactly(2, 4, 5, 8);
    assertThat(x.trapezoid(2, 0).item()).isEqualTo(3);
    assertThat(A.cov(1).toDoubleArray()).containsExactly(0.5, 0.5, 0.5, 0.5);
    assertThat(x.cov(0).item()).isEqualTo(0.25);
    assertThat(x.diagflat(0).toDoubleArray()).containsExactly(1, 0, 0, 2);
    assertThatThrownBy(() -> Tensor.zeros(1, 1, 1).cov(1)).hasMessageContaining("[1, 1, 1]");
    assertThatThrownBy(() -> x.mm(x)).hasMessageContaining("mm: [2] and [2] do not fit");
    assertThatThrownBy(() -> Tensor.zeros(1, 2, 3).bmm(Tensor.zeros(2, 3, 2)))
        .hasMessageContaining("batches of [1, 2, 3] and [2, 3, 2] differ");
    assertThatThrownBy(() -> x.cross(x, 0)).hasMessageContaining("must be of size 3");
    assertThatThrownBy(() -> A.tensordot(B, 3)).hasMessageContaining("3 dimensions");
    assertThatThrownBy(() -> A.tensordot(vector(1, 2, 3), new int[] {0}, new int[] {0}))
        .hasMessageContaining("do not fit");
    assertThatThrownBy(() -> vector(1, 2, 3).addmm(A, B, 1, 1))
        .hasMessageContaining("[3] does not broadcast to the product [2, 2]");
  }

  @Test
  void factorsAndSolutions() {
    Tensor definite = matrix(2, 4, 2, 2, 10);
    Tensor b = matrix(1, 8, 13);

    Tensor lower = definite.cholesky();
    assertThat(lower.toDoubleArray()).containsExactly(2, 0, 1, 3);
    assertThat(definite.cholesky(true).toDoubleArray()).containsExactly(2, 1, 0, 3);
    assertThat(b.choleskySolve(lower, false).toDoubleArray())
        .containsExactly(definite.solve(b).toDoubleArray(), within(1e-12));
    assertThat(b.choleskySolve(lower.mT(), true).toDoubleArray())
        .containsExactly(definite.solve(b).toDoubleArray(), within(1e-12));
    assertThat(lower.choleskyInverse(false).toDoubleArray())
        .containsExactly(definite.inverse().toDoubleArray(), within(1e-12));
    assertThat(lower.solveTriangular(b, false).toDoubleArray()).containsExactly(4, 3);
    assertThat(lower.solveTriangular(b.mT(), false, false, false).toDoubleArray())
        .containsExactly(new double[] {4 - 13.0 / 6, 13.0 / 3}, within(1e-12));
    assertThat(lower.solveTriangular(b, false, true, true).toDoubleArray()).containsExactly(8, 5);
    assertThat(definite.solve(vector(8, 22)).toDoubleArray())
        .containsExactly(new double[] {1, 2}, within(1e-12));
    assertThat(definite.det().item()).isEqualTo(36);
    assertThat(definite.slogdet().logabsdet().item()).isCloseTo(Math.log(36), within(1e-12));
    assertThat(matrix(2, 0, 1, 1, 0).slogdet().sign().item()).isEqualTo(-1);
    assertThat(matrix(2, 0, 1, 1, 0).logdet().item()).isNaN();
    assertThat(definite.logdet().item()).isCloseTo(Math.log(36), within(1e-12));
    assertThat(A.matrixPower(3).toDoubleArray()).containsExactly(37, 54, 81, 118);
    assertThat(A.matrixPower(0).toDoubleArray()).containsExactly(1, 0, 0, 1);
    assertThat(A.matrixPower(-1).matmul(A).toDoubleArray())
        .containsExactly(new double[] {1, 0, 0, 1}, within(1e-12));
    assertThatThrownBy(() -> Tensor.zeros(2, 3).inverse())
        .hasMessage("inverse: [2, 3] is no square matrix");
    assertThatThrownBy(() -> Tensor.zeros(2, 3).matrixPower(2))
        .hasMessage("matrix_power: [2, 3] is no square matrix");
  }
}
