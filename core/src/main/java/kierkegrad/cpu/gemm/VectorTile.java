package kierkegrad.cpu.gemm;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/// Writes the code of a [Tile] of `rows` by `vectors`: accumulators in registers, and a loop over k
/// that loads `vectors` vectors of B and, row by row, one number of A, which it multiplies with
/// them. Every tile is a class of its own, so that the JIT compiler sees constants: the species is
/// the class's data.
///
/// @param masked whether the last vector may be partly filled; B is then packed and filled up with
///   zeros, because a masked load in the loop costs more than the rest of it
record VectorTile(VectorClass kind, int rows, int vectors, boolean masked) {

  // The parameters of Tile.multiply, then what the loop holds.
  static final int A = 1;
  static final int A_AT = 2;
  static final int A_ROW = 3;
  private static final int A_DEPTH = 4;
  static final int B = 5;
  static final int B_AT = 6;
  static final int B_DEPTH = 7;
  static final int DEPTH = 8;
  static final int S = 9;
  static final int S_AT = 10;
  static final int S_ROW = 11;
  static final int C = 12;
  static final int C_AT = 13;
  static final int C_ROW = 14;
  private static final int COLUMNS = 15;
  static final int K = 16;
  static final int MASKED = 17;
  static final int VECTOR = 18;

  /// A tile with this code.
  Tile<?> define() {
    return kind.define(
        Tile.class, "multiply", signature(), List.of(kind.species()), this::multiply);
  }

  /// Of [Tile#multiply].
  static MethodTypeDesc signature() {
    ClassDesc o = ConstantDescs.CD_Object;
    ClassDesc i = CD_int;
    return MethodTypeDesc.of(CD_void, o, i, i, i, o, i, i, i, o, i, i, o, i, i, i);
  }

  /// Makes arrays of the erased parameters.
  static void cast(CodeBuilder code, VectorClass kind) {
    for (int array : new int[] {A, B, S, C}) {
      code.aload(array).checkcast(kind.array()).astore(array);
    }
  }

  /// `at + r·row`.
  static CodeBuilder place(CodeBuilder code, int at, int row, int r) {
    return code.iload(at).iload(row).loadConstant(r).imul().iadd();
  }

  private void multiply(CodeBuilder code) {
    cast(code, kind);
    if (masked) {
      VectorClass.species(code)
          .iconst_0()
          .iload(COLUMNS)
          .loadConstant((vectors - 1) * lanes())
          .isub()
          .invokeinterface(
              VectorClass.SPECIES,
              "indexInRange",
              MethodTypeDesc.of(VectorClass.MASK, CD_int, CD_int))
          .astore(MASKED);
    }
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < vectors; v++) {
        VectorClass.species(code).aload(S);
        place(code, S_AT, S_ROW, r, v);
        load(code, v).astore(sum(r, v));
      }
    }
    Label body = code.newLabel();
    Label test = code.newLabel();
    code.iconst_0().istore(K).goto_(test).labelBinding(body);
    step(code);
    code.iinc(K, 1).labelBinding(test).iload(K).iload(DEPTH).if_icmplt(body);
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < vectors; v++) {
        code.aload(sum(r, v)).aload(C);
        place(code, C_AT, C_ROW, r, v);
        store(code, v);
      }
    }
    code.return_();
  }

  /// Adds the products for one k.
  private void step(CodeBuilder code) {
    for (int v = 0; v < vectors; v++) {
      VectorClass.species(code).aload(B);
      code.iload(B_AT).iload(K).iload(B_DEPTH).imul().iadd();
      code.loadConstant(v * lanes()).iadd();
      kind.load(code).astore(right(v));
    }
    for (int r = 0; r < rows; r++) {
      VectorClass.species(code).aload(A);
      place(code, A_AT, A_ROW, r, 0);
      code.iload(K).iload(A_DEPTH).imul().iadd().arrayLoad(kind.element());
      code.invokestatic(
              kind.vector(),
              "broadcast",
              MethodTypeDesc.of(kind.vector(), VectorClass.SPECIES, kind.number()))
          .astore(left());
      for (int v = 0; v < vectors; v++) {
        code.aload(left()).aload(right(v)).aload(sum(r, v));
        kind.fma(code).astore(sum(r, v));
      }
    }
  }

  /// `at + r·row + v·lanes`.
  private void place(CodeBuilder code, int at, int row, int r, int v) {
    place(code, at, row, r).loadConstant(v * lanes()).iadd();
  }

  private CodeBuilder load(CodeBuilder code, int v) {
    return isMasked(v) ? kind.loadMasked(code.aload(MASKED)) : kind.load(code);
  }

  private void store(CodeBuilder code, int v) {
    if (isMasked(v)) {
      kind.storeMasked(code.aload(MASKED));
    } else {
      kind.store(code);
    }
  }

  private boolean isMasked(int v) {
    return masked && v == vectors - 1;
  }

  private int lanes() {
    return kind.species().length();
  }

  private int sum(int r, int v) {
    return VECTOR + r * vectors + v;
  }

  private int right(int v) {
    return VECTOR + rows * vectors + v;
  }

  private int left() {
    return VECTOR + (rows + 1) * vectors;
  }
}
