package kierkegrad.cpu.gemm;

import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.VectorShuffle;

/// Writes the code of a [Tile] for rows of A and columns of B that lie side by side along k: every
/// sum is a vector, of each lane's share, whose lanes are added in the end, half to half, always in
/// the same order. The distance `bDepth` is that of columns here; `aDepth` is 1.
record VectorDot(VectorClass kind, int rows, int columns) {
  private static final int DEPTH = VectorTile.DEPTH;
  private static final int K = VectorTile.K;
  private static final int MASKED = VectorTile.MASKED;
  private static final int VECTOR = VectorTile.VECTOR;

  /// A tile with this code.
  Tile<?> define() {
    List<Object> constants = new ArrayList<>();
    constants.add(kind.species());
    for (int half = lanes() / 2; half > 0; half /= 2) {
      constants.add(exchange(half));
    }
    return kind.define(Tile.class, "multiply", VectorTile.signature(), constants, this::multiply);
  }

  private VectorShuffle<?> exchange(int half) {
    return kind.species().shuffleFromOp(i -> i ^ half);
  }

  private void multiply(CodeBuilder code) {
    VectorTile.cast(code, kind);
    for (int i = 0; i < rows * columns; i++) {
      VectorClass.species(code)
          .invokestatic(
              kind.vector(), "zero", MethodTypeDesc.of(kind.vector(), VectorClass.SPECIES))
          .astore(VECTOR + i);
    }
    Label body = code.newLabel();
    Label test = code.newLabel();
    code.iconst_0().istore(K).goto_(test).labelBinding(body);
    step(code, false);
    code.iload(K).loadConstant(lanes()).iadd().istore(K);
    code.labelBinding(test).iload(K).iload(DEPTH).loadConstant(lanes()).isub().if_icmple(body);
    // What is left of the rows, perhaps nothing.
    VectorClass.species(code)
        .iload(K)
        .iload(DEPTH)
        .invokeinterface(
            VectorClass.SPECIES,
            "indexInRange",
            MethodTypeDesc.of(VectorClass.MASK, CD_int, CD_int))
        .astore(MASKED);
    step(code, true);
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < columns; j++) {
        finish(code, r, j);
      }
    }
    code.return_();
  }

  private void step(CodeBuilder code, boolean masked) {
    for (int j = 0; j < columns; j++) {
      VectorClass.species(code).aload(VectorTile.B);
      VectorTile.place(code, VectorTile.B_AT, VectorTile.B_DEPTH, j).iload(K).iadd();
      load(code, masked).astore(right(j));
    }
    for (int r = 0; r < rows; r++) {
      VectorClass.species(code).aload(VectorTile.A);
      VectorTile.place(code, VectorTile.A_AT, VectorTile.A_ROW, r).iload(K).iadd();
      load(code, masked).astore(left());
      for (int j = 0; j < columns; j++) {
        int sum = VECTOR + r * columns + j;
        code.aload(left()).aload(right(j)).aload(sum);
        kind.fma(code).astore(sum);
      }
    }
  }

  private CodeBuilder load(CodeBuilder code, boolean masked) {
    return masked ? kind.loadMasked(code.aload(MASKED)) : kind.load(code);
  }

  /// Adds the lanes, and what the product is added to.
  private void finish(CodeBuilder code, int r, int j) {
    int sum = VECTOR + r * columns + j;
    for (int half = lanes() / 2, round = 1; half > 0; half /= 2, round++) {
      code.aload(sum).aload(sum);
      VectorClass.constant(code, round, VectorClass.SHUFFLE)
          .invokevirtual(
              kind.vector(), "rearrange", MethodTypeDesc.of(kind.vector(), VectorClass.SHUFFLE))
          .invokevirtual(kind.vector(), "add", MethodTypeDesc.of(kind.vector(), VectorClass.ANY))
          .astore(sum);
    }
    code.aload(VectorTile.C);
    VectorTile.place(code, VectorTile.C_AT, VectorTile.C_ROW, r).loadConstant(j).iadd();
    code.aload(VectorTile.S);
    VectorTile.place(code, VectorTile.S_AT, VectorTile.S_ROW, r).loadConstant(j).iadd();
    code.arrayLoad(kind.element()).aload(sum).iconst_0();
    code.invokevirtual(kind.vector(), "lane", MethodTypeDesc.of(kind.number(), CD_int));
    kind.add(code).arrayStore(kind.element());
  }

  private int right(int j) {
    return VECTOR + rows * columns + j;
  }

  private int left() {
    return VECTOR + (rows + 1) * columns;
  }

  private int lanes() {
    return kind.species().length();
  }
}
