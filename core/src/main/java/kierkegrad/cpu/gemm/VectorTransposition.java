package kierkegrad.cpu.gemm;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import jdk.incubator.vector.VectorShuffle;

/// Writes the code of a [Transposition] of square blocks in registers. Each of its log₂ lanes
/// rounds is the same: vectors i and i + lanes/2 are interleaved into vectors 2i and 2i + 1. A
/// round rotates the bits of an element's place, (row, column) read as one number, by one to the
/// left; after all of them row and column have changed places.
record VectorTransposition(VectorClass kind) {
  // The parameters of Transposition.pack, then what the loop holds.
  private static final int FROM = 1;
  private static final int FIRST = 2;
  private static final int STEP = 3;
  private static final int PANEL = 4;
  private static final int AT = 5;
  private static final int WIDTH = 6;
  private static final int DEPTH = 7;
  private static final int D = 8;
  private static final int VECTOR = 9;

  /// A transposition with this code.
  Transposition<?> define() {
    ClassDesc o = ConstantDescs.CD_Object;
    ClassDesc i = CD_int;
    return kind.define(
        Transposition.class,
        "pack",
        MethodTypeDesc.of(CD_void, o, i, i, o, i, i, i),
        List.of(kind.species(), interleaving(0), interleaving(lanes() / 2)),
        this::pack);
  }

  /// From `start` on, one lane of the first vector, one of the second, and so on.
  private VectorShuffle<?> interleaving(int start) {
    return kind.species().shuffleFromOp(i -> start + i / 2 + i % 2 * lanes());
  }

  private void pack(CodeBuilder code) {
    for (int array : new int[] {FROM, PANEL}) {
      code.aload(array).checkcast(kind.array()).astore(array);
    }
    Label body = code.newLabel();
    Label test = code.newLabel();
    code.iconst_0().istore(D).goto_(test).labelBinding(body);
    block(code);
    code.iload(D).loadConstant(lanes()).iadd().istore(D);
    code.labelBinding(test).iload(D).iload(DEPTH).if_icmplt(body).return_();
  }

  private void block(CodeBuilder code) {
    int lanes = lanes();
    for (int r = 0; r < lanes; r++) {
      VectorClass.species(code).aload(FROM);
      code.iload(FIRST).iload(STEP).loadConstant(r).imul().iadd().iload(D).iadd();
      kind.load(code).astore(VECTOR + r);
    }
    int now = VECTOR;
    for (int round = lanes; round > 1; round /= 2) {
      int next = now == VECTOR ? VECTOR + lanes : VECTOR;
      for (int i = 0; i < lanes / 2; i++) {
        interleave(code, now + i, 1, next + 2 * i);
        interleave(code, now + i, 2, next + 2 * i + 1);
      }
      now = next;
    }
    for (int d = 0; d < lanes; d++) {
      code.aload(now + d).aload(PANEL);
      code.iload(AT).iload(D).loadConstant(d).iadd().iload(WIDTH).imul().iadd();
      kind.store(code);
    }
  }

  private void interleave(CodeBuilder code, int vector, int half, int result) {
    code.aload(vector);
    VectorClass.constant(code, half, VectorClass.SHUFFLE);
    code.aload(vector + lanes() / 2)
        .invokevirtual(
            kind.vector(),
            "rearrange",
            MethodTypeDesc.of(kind.vector(), VectorClass.SHUFFLE, VectorClass.ANY))
        .astore(result);
  }

  private int lanes() {
    return kind.species().length();
  }
}
