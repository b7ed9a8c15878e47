package kierkegrad.conformance.rows;

import java.util.List;
import java.util.function.BinaryOperator;
import kierkegrad.conformance.Input;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.tensor.Tensor;

/// Products of tensors, and linear algebra.
public final class TensorProducts {
  private TensorProducts() {}

  /// Adds the rows.
  public static void rows(Table table) {
    products(table);
    einsum(table);
    sums(table);
    triangles(table);
    solutions(table);
  }

  private static Row pair(
      Table table, String name, String code, BinaryOperator<Tensor> f, int[][]... shapes) {
    Row row = table.row(Kind.OPERATION, name);
    for (int[][] shape : shapes) {
      row.same(
          code,
          v -> f.apply(v.getFirst(), v.get(1)),
          Input.numbers(shape[0]),
          Input.numbers(shape[1]).shuffled());
    }
    return row;
  }

  private static int[][] s(int[] a, int[] b) {
    return new int[][] {a, b};
  }

  private static int[] d(int... sizes) {
    return sizes;
  }

  private static void products(Table table) {
    String matmul = "torch.matmul(a, b)";
    pair(
            table,
            "matmul",
            matmul,
            Tensor::matmul,
            s(d(3), d(3)),
            s(d(2, 3), d(3)),
            s(d(3), d(3, 4)),
            s(d(2, 3), d(3, 4)),
            s(d(5, 2, 3), d(3, 4)),
            s(d(2, 1, 2, 3), d(5, 3, 4)),
            s(d(3), d(2, 3, 4)),
            s(d(2, 4, 3), d(3)),
            s(d(0, 3), d(3, 2)),
            s(d(2, 0), d(0, 3)),
            s(d(1, 1), d(1, 1)),
            s(d(17, 33), d(33, 9)))
        .same(
            matmul,
            v -> v.getFirst().matmul(v.get(1)),
            Input.integers(9, 2, 3),
            Input.integers(9, 3, 4))
        .refuses(matmul, v -> v.getFirst().matmul(v.get(1)), Input.numbers(2, 3), Input.numbers(2))
        .refuses(matmul, v -> v.getFirst().matmul(v.get(1)), Input.between(-2, 2), Input.numbers(2))
        .refuses(
            matmul,
            v -> v.getFirst().matmul(v.get(1)),
            Input.numbers(2, 2, 3),
            Input.numbers(3, 3, 2));
    pair(table, "mm", "torch.mm(a, b)", Tensor::mm, s(d(2, 3), d(3, 4)), s(d(0, 3), d(3, 2)))
        .refuses(
            "torch.mm(a, b)", v -> v.getFirst().mm(v.get(1)), Input.numbers(3), Input.numbers(3));
    pair(
            table,
            "bmm",
            "torch.bmm(a, b)",
            Tensor::bmm,
            s(d(5, 2, 3), d(5, 3, 4)),
            s(d(0, 2, 3), d(0, 3, 1)))
        .refuses(
            "torch.bmm(a, b)",
            v -> v.getFirst().bmm(v.get(1)),
            Input.numbers(1, 2, 3),
            Input.numbers(2, 3, 2));
    pair(table, "mv", "torch.mv(a, b)", Tensor::mv, s(d(2, 3), d(3)), s(d(0, 3), d(3)))
        .refuses(
            "torch.mv(a, b)", v -> v.getFirst().mv(v.get(1)), Input.numbers(3), Input.numbers(3));
    pair(table, "dot", "torch.dot(a, b)", Tensor::dot, s(d(3), d(3)), s(d(0), d(0)), s(d(1), d(1)))
        .torch("torch.dot", "torch.vdot")
        .refuses(
            "torch.dot(a, b)", v -> v.getFirst().dot(v.get(1)), Input.numbers(3), Input.numbers(2))
        .refuses(
            "torch.dot(a, b)",
            v -> v.getFirst().dot(v.get(1)),
            Input.numbers(3, 3),
            Input.numbers(3));
    pair(table, "outer", "torch.outer(a, b)", Tensor::outer, s(d(3), d(4)), s(d(0), d(2)))
        .torch("torch.outer", "torch.ger")
        .refuses(
            "torch.outer(a, b)",
            v -> v.getFirst().outer(v.get(1)),
            Input.numbers(2, 2),
            Input.numbers(2));
    pair(
        table,
        "inner",
        "torch.inner(a, b)",
        Tensor::inner,
        s(d(3), d(3)),
        s(d(2, 3), d(4, 3)),
        s(d(2, 3), d(3)),
        s(d(), d(2, 2)));
    pair(
        table,
        "kron",
        "torch.kron(a, b)",
        Tensor::kron,
        s(d(2, 3), d(4, 1)),
        s(d(2), d(3, 2)),
        s(d(2, 2, 2), d(3)),
        s(d(), d(3)));
    pair(
            table,
            "cross",
            "torch.linalg_cross(a, b, dim=1)",
            (a, b) -> a.cross(b, 1),
            s(d(4, 3), d(4, 3)),
            s(d(4, 3, 2), d(1, 3, 2)))
        .refuses(
            "torch.linalg_cross(a, b, dim=0)",
            v -> v.getFirst().cross(v.get(1), 0),
            Input.numbers(2, 3),
            Input.numbers(2, 3));
    pair(
        table,
        "tensordot",
        "torch.tensordot(a, b, [1, 2], [1, 0])",
        (a, b) -> a.tensordot(b, new int[] {1, 2}, new int[] {1, 0}),
        s(d(2, 3, 4), d(4, 3, 5)));
    pair(
            table,
            "tensordot",
            "torch.tensordot(a, b, [-1], [0])",
            (a, b) -> a.tensordot(b, 1),
            s(d(2, 3, 4), d(4, 5)),
            s(d(4), d(4)))
        .refuses(
            "torch.tensordot(a, b, [0], [0])",
            v -> v.getFirst().tensordot(v.get(1), new int[] {0}, new int[] {0}),
            Input.numbers(2, 3),
            Input.numbers(3));
    table
        .row(Kind.OPERATION, "linear")
        .torch("torch.nn.functional.linear")
        .same(
            "torch.linear(a, b, c)",
            v -> v.getFirst().linear(v.get(1), v.get(2)),
            Input.numbers(4, 3),
            Input.numbers(2, 3),
            Input.numbers(2))
        .same(
            "torch.linear(a, b, c)",
            v -> v.getFirst().linear(v.get(1), v.get(2)),
            Input.numbers(2, 5, 3),
            Input.numbers(4, 3),
            Input.numbers(4))
        .same(
            "torch.linear(a, b, c)",
            v -> v.getFirst().linear(v.get(1), v.get(2)),
            Input.numbers(3),
            Input.numbers(2, 3),
            Input.numbers(2))
        .refuses(
            "torch.linear(a, b, c)",
            v -> v.getFirst().linear(v.get(1), v.get(2)),
            Input.numbers(4, 2),
            Input.numbers(2, 3),
            Input.numbers(2));
  }

  private static void einsum(Table table) {
    for (int correction : new int[] {0, 1}) {
      table
          .row(Kind.OPERATION, "cov")
          .same(
              "torch.cov(a, correction=" + correction + ")",
              v -> v.getFirst().cov(correction),
              Input.numbers(3, 6))
          .same(
              "torch.cov(a, correction=" + correction + ")",
              v -> v.getFirst().cov(correction),
              Input.numbers(6));
    }
    table
        .row(Kind.OPERATION, "trapezoid")
        .torch("torch.trapezoid", "torch.trapz")
        .same("torch.trapezoid(a)", v -> v.getFirst().trapezoid(1, -1), Input.numbers(3, 6))
        .same(
            "torch.trapezoid(a, dx=0.5, dim=0)",
            v -> v.getFirst().trapezoid(0.5, 0),
            Input.numbers(3, 6));
    Row row = table.row(Kind.OPERATION, "einsum");
    one(row, "ii", d(3, 3));
    one(row, "ii->i", d(3, 3));
    one(row, "ij->ji", d(2, 3));
    one(row, "ji", d(2, 3));
    one(row, "ij->", d(2, 3));
    one(row, "ij->j", d(2, 3));
    one(row, "...ii->...i", d(2, 3, 3));
    one(row, "i...j->j...", d(2, 3, 4));
    one(row, "iijj->ij", d(2, 2, 3, 3));
    one(row, "iji->j", d(2, 3, 2));
    one(row, "...", d(2, 3));
    one(row, "", d());
    two(row, "ij,jk->ik", d(2, 3), d(3, 4));
    two(row, "ij,jk", d(2, 3), d(3, 4));
    two(row, "ij , jk -> ki", d(2, 3), d(3, 4));
    two(row, "i,j->ij", d(2), d(3));
    two(row, "i,i", d(3), d(3));
    two(row, "i,i->i", d(3), d(3));
    two(row, "bij,bjk->bik", d(5, 2, 3), d(5, 3, 4));
    two(row, "bhid,bhjd->bhij", d(2, 3, 4, 5), d(2, 3, 6, 5));
    two(row, "...ij,...jk->...ik", d(5, 2, 3), d(3, 4));
    two(row, "...ij,...jk->...ik", d(2, 1, 2, 3), d(5, 3, 4));
    two(row, "ij,kj->", d(2, 3), d(4, 3));
    two(row, "ijk,jil->kl", d(2, 3, 4), d(3, 2, 5));
    two(row, "ij,ij->i", d(2, 3), d(2, 3));
    two(row, "ij,j", d(2, 3), d(1));
    two(row, "ij,jk->ik", d(2, 1), d(3, 4));
    two(row, "bi,bj->ij", d(4, 1), d(1, 3));
    two(row, ",ij->ij", d(), d(2, 3));
    two(row, "ii,jj->ij", d(2, 2), d(3, 3));
    two(row, "ij,jk->ik", d(0, 3), d(3, 4));
    two(row, "ij,jk->ik", d(2, 0), d(0, 4));
    two(row, "Ab,bC", d(2, 3), d(3, 4));
    three(row, "ij,jk,kl->il", d(2, 3), d(3, 4), d(4, 5));
    three(row, "bn,anm,bm->ba", d(2, 3), d(4, 3, 5), d(2, 5));
    three(row, "i,j,k->kji", d(2), d(3), d(4));
    three(row, "ij,ij,ij->", d(2, 3), d(2, 3), d(2, 3));
    three(row, "...i,ij,...j->...", d(2, 3), d(3, 4), d(2, 4));
    refuse(row, "ij,jk->ik", d(2, 3), d(2, 4));
    refuse(row, "ij,jk->iq", d(2, 3), d(3, 4));
    refuse(row, "ij,jk->ii", d(2, 3), d(3, 4));
    refuse(row, "ijk,jk->i", d(2, 3), d(3, 4));
    refuse(row, "ij->i", d(2, 3), d(3, 4));
    refuse(row, "i1,1k->ik", d(2, 3), d(3, 4));
  }

  private static String code(String equation, String operands) {
    return "torch.einsum('" + equation + "', [" + operands + "])";
  }

  private static void one(Row row, String equation, int[] a) {
    row.same(code(equation, "a"), v -> Tensor.einsum(equation, v.getFirst()), Input.numbers(a));
  }

  private static void two(Row row, String equation, int[] a, int[] b) {
    row.same(
        code(equation, "a, b"),
        v -> Tensor.einsum(equation, v.getFirst(), v.get(1)),
        Input.numbers(a),
        Input.numbers(b).shuffled());
  }

  private static void three(Row row, String equation, int[] a, int[] b, int[] c) {
    row.same(
        code(equation, "a, b, c"),
        v -> Tensor.einsum(equation, v.toArray(Tensor[]::new)),
        Input.numbers(a),
        Input.numbers(b).shuffled(),
        Input.between(-1, 3, c));
  }

  private static void refuse(Row row, String equation, int[] a, int[] b) {
    row.refuses(
        code(equation, "a, b"),
        v -> Tensor.einsum(equation, v.getFirst(), v.get(1)),
        Input.numbers(a),
        Input.numbers(b));
  }

  private static void sums(Table table) {
    for (double[] factors :
        List.of(new double[] {1, 1}, new double[] {0.5, -2}, new double[] {0, 1})) {
      double beta = factors[0];
      double alpha = factors[1];
      String end = ", beta=" + beta + ", alpha=" + alpha + ")";
      for (int[] shape : List.of(d(2, 4), d(4), d())) {
        table
            .row(Kind.OPERATION, "addmm")
            .same(
                "torch.addmm(a, b, c" + end,
                v -> v.getFirst().addmm(v.get(1), v.get(2), beta, alpha),
                Input.numbers(shape),
                Input.numbers(2, 3),
                Input.numbers(3, 4));
      }
      table
          .row(Kind.OPERATION, "baddbmm")
          .same(
              "torch.baddbmm(a, b, c" + end,
              v -> v.getFirst().baddbmm(v.get(1), v.get(2), beta, alpha),
              Input.numbers(5, 2, 4),
              Input.numbers(5, 2, 3),
              Input.numbers(5, 3, 4))
          .same(
              "torch.baddbmm(a, b, c" + end,
              v -> v.getFirst().baddbmm(v.get(1), v.get(2), beta, alpha),
              Input.numbers(4),
              Input.numbers(5, 2, 3),
              Input.numbers(5, 3, 4));
      table
          .row(Kind.OPERATION, "addmv")
          .same(
              "torch.addmv(a, b, c" + end,
              v -> v.getFirst().addmv(v.get(1), v.get(2), beta, alpha),
              Input.numbers(2),
              Input.numbers(2, 3),
              Input.numbers(3));
      table
          .row(Kind.OPERATION, "addr")
          .same(
              "torch.addr(a, b, c" + end,
              v -> v.getFirst().addr(v.get(1), v.get(2), beta, alpha),
              Input.numbers(2, 3),
              Input.numbers(2),
              Input.numbers(3));
    }
    table
        .row(Kind.OPERATION, "addmm")
        .refuses(
            "torch.addmm(a, b, c)",
            v -> v.getFirst().addmm(v.get(1), v.get(2), 1, 1),
            Input.numbers(3),
            Input.numbers(2, 3),
            Input.numbers(3, 4));
  }

  /// A matrix away from the singular ones.
  private static Tensor regular(Tensor x) {
    return x.add(Tensor.eye(x.dtype(), x.size(-1)).mul(5));
  }

  private static final String REGULAR = "(a + 5 * torch.eye(a.size(-1), dtype=a.dtype))";
  private static final String DEFINITE = "(a @ a.mT + torch.eye(a.size(-1), dtype=a.dtype))";

  private static Tensor definite(Tensor x) {
    return x.matmul(x.mT()).add(Tensor.eye(x.dtype(), x.size(-1)));
  }

  private static void triangles(Table table) {
    Row row =
        table
            .row(Kind.OPERATION, "linalg.solve_triangular")
            .torch("torch.linalg.solve_triangular", "torch.triangular_solve");
    for (boolean upper : new boolean[] {false, true}) {
      for (boolean left : new boolean[] {true, false}) {
        for (boolean unit : new boolean[] {false, true}) {
          String code =
              "torch.linalg_solve_triangular("
                  + REGULAR
                  + ", b, upper="
                  + (upper ? "True" : "False")
                  + ", left="
                  + (left ? "True" : "False")
                  + ", unitriangular="
                  + (unit ? "True)" : "False)");
          for (int[] batch : List.of(d(), d(2))) {
            row.same(
                code,
                v -> regular(v.getFirst()).solveTriangular(v.get(1), upper, left, unit),
                Input.numbers(with(batch, 3, 3)),
                Input.numbers(with(batch, left ? 3 : 2, left ? 2 : 3)));
          }
        }
      }
    }
    String simple = "torch.linalg_solve_triangular(a, b, upper=True)";
    row.same(
            simple.replace("(a,", "(" + REGULAR + ","),
            v -> regular(v.getFirst()).solveTriangular(v.get(1), true),
            Input.numbers(2, 1, 3, 3),
            Input.numbers(4, 3, 2))
        .same(
            simple,
            v -> v.getFirst().solveTriangular(v.get(1), true),
            Input.numbers(0, 0),
            Input.numbers(0, 2))
        .refuses(
            simple,
            v -> v.getFirst().solveTriangular(v.get(1), true),
            Input.numbers(2, 3),
            Input.numbers(3, 2))
        .refuses(
            simple,
            v -> v.getFirst().solveTriangular(v.get(1), true),
            Input.numbers(3, 3),
            Input.numbers(2, 2));
    Row cholesky =
        table
            .row(Kind.OPERATION, "linalg.cholesky")
            .torch("torch.cholesky", "torch.linalg.cholesky");
    for (int[] shape : List.of(d(3, 3), d(1, 1), d(2, 4, 4), d(0, 3, 3), d(12, 12))) {
      cholesky
          .same(
              "torch.linalg_cholesky(" + DEFINITE + ")",
              v -> definite(v.getFirst()).cholesky(),
              Input.numbers(shape))
          .same(
              "torch.linalg_cholesky(" + DEFINITE + ", upper=True)",
              v -> definite(v.getFirst()).cholesky(true),
              Input.numbers(shape));
    }
    cholesky
        .refuses(
            "torch.linalg_cholesky(a)",
            v -> v.getFirst().cholesky(),
            Input.of(new double[] {1, 2, 2, 1}, 2, 2))
        .refuses("torch.linalg_cholesky(a)", v -> v.getFirst().cholesky(), Input.numbers(2, 3));
    for (boolean upper : new boolean[] {false, true}) {
      String flag = upper ? "True)" : "False)";
      table
          .row(Kind.OPERATION, "cholesky_solve")
          .same(
              "torch.cholesky_solve(b, torch.linalg_cholesky("
                  + DEFINITE
                  + ", upper="
                  + flag
                  + ", upper="
                  + flag,
              v -> v.get(1).choleskySolve(definite(v.getFirst()).cholesky(upper), upper),
              Input.numbers(3, 3),
              Input.numbers(3, 2))
          .same(
              "torch.cholesky_solve(b, torch.linalg_cholesky("
                  + DEFINITE
                  + ", upper="
                  + flag
                  + ", upper="
                  + flag,
              v -> v.get(1).choleskySolve(definite(v.getFirst()).cholesky(upper), upper),
              Input.numbers(2, 3, 3),
              Input.numbers(2, 3, 2));
      table
          .row(Kind.OPERATION, "cholesky_inverse")
          .same(
              "torch.cholesky_inverse(torch.linalg_cholesky("
                  + DEFINITE
                  + ", upper="
                  + flag
                  + ", upper="
                  + flag,
              v -> definite(v.getFirst()).cholesky(upper).choleskyInverse(upper),
              Input.numbers(3, 3));
    }
  }

  private static int[] with(int[] batch, int rows, int columns) {
    int[] shape = java.util.Arrays.copyOf(batch, batch.length + 2);
    shape[batch.length] = rows;
    shape[batch.length + 1] = columns;
    return shape;
  }

  private static void solutions(Table table) {
    Row inverse = table.row(Kind.OPERATION, "inverse").torch("torch.inverse", "torch.linalg.inv");
    Row det = table.row(Kind.OPERATION, "det").torch("torch.det", "torch.linalg.det");
    Row slogdet =
        table.row(Kind.OPERATION, "slogdet").torch("torch.slogdet", "torch.linalg.slogdet");
    Row logdet = table.row(Kind.OPERATION, "logdet").torch("torch.logdet");
    Row power =
        table
            .row(Kind.OPERATION, "matrix_power")
            .torch("torch.matrix_power", "torch.linalg.matrix_power");
    for (int[] shape : List.of(d(3, 3), d(1, 1), d(2, 4, 4), d(10, 10), d(0, 2, 2))) {
      inverse.same(
          "torch.linalg_inv(" + REGULAR + ")",
          v -> regular(v.getFirst()).inverse(),
          Input.numbers(shape));
      det.same(
          "torch.linalg_det(" + REGULAR + ")",
          v -> regular(v.getFirst()).det(),
          Input.numbers(shape));
      slogdet.sameAll(
          "torch.linalg_slogdet(" + REGULAR + ")",
          v -> {
            var y = regular(v.getFirst()).slogdet();
            return List.of(y.sign(), y.logabsdet());
          },
          Input.numbers(shape));
      logdet.same(
          "torch.logdet(" + REGULAR + ")",
          v -> regular(v.getFirst()).logdet(),
          Input.numbers(shape));
    }
    inverse
        .refuses(
            "torch.linalg_inv(a)",
            v -> v.getFirst().inverse(),
            Input.of(new double[] {1, 2, 2, 4}, 2, 2))
        .refuses("torch.linalg_inv(a)", v -> v.getFirst().inverse(), Input.numbers(2, 3));
    det.refuses("torch.linalg_det(a)", v -> v.getFirst().det(), Input.numbers(2, 3));
    for (int n : new int[] {0, 1, 2, 5, -1, -2}) {
      power.same(
          "torch.matrix_power(" + REGULAR + ", " + n + ")",
          v -> regular(v.getFirst()).matrixPower(n),
          Input.numbers(3, 3));
    }
    Row solve = table.row(Kind.OPERATION, "linalg.solve").torch("torch.linalg.solve");
    String code = "torch.linalg_solve(" + REGULAR + ", b)";
    solve
        .same(
            code,
            v -> regular(v.getFirst()).solve(v.get(1)),
            Input.numbers(3, 3),
            Input.numbers(3, 2))
        .same(
            code, v -> regular(v.getFirst()).solve(v.get(1)), Input.numbers(3, 3), Input.numbers(3))
        .same(
            code,
            v -> regular(v.getFirst()).solve(v.get(1)),
            Input.numbers(2, 3, 3),
            Input.numbers(2, 3, 2))
        .same(
            code,
            v -> regular(v.getFirst()).solve(v.get(1)),
            Input.numbers(20, 20),
            Input.numbers(20, 3))
        .refuses(
            "torch.linalg_solve(a, b)",
            v -> v.getFirst().solve(v.get(1)),
            Input.of(new double[] {1, 2, 2, 4}, 2, 2),
            Input.numbers(2, 1));
  }
}
