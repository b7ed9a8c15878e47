package kierkegrad.cpu.gemm;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.VectorSpecies;

/// Writes the code of a [Tile] of `rows` by `vectors`: accumulators in registers, and a loop over k
/// that loads `vectors` vectors of B and, row by row, one number of A, which it multiplies with
/// them. Every tile is a class of its own, so that the JIT compiler sees constants: the species is
/// the class's data.
///
/// @param masked whether the last vector may be partly filled
record VectorCode(VectorSpecies<?> species, int rows, int vectors, boolean masked) {
  private static final ClassDesc SPECIES = ClassDesc.of("jdk.incubator.vector.VectorSpecies");
  private static final ClassDesc MASK = ClassDesc.of("jdk.incubator.vector.VectorMask");
  private static final ClassDesc ANY = ClassDesc.of("jdk.incubator.vector.Vector");

  // The parameters of Tile.multiply, then what the loop holds.
  private static final int A = 1;
  private static final int A_AT = 2;
  private static final int A_ROW = 3;
  private static final int A_DEPTH = 4;
  private static final int B = 5;
  private static final int B_AT = 6;
  private static final int B_DEPTH = 7;
  private static final int DEPTH = 8;
  private static final int S = 9;
  private static final int S_AT = 10;
  private static final int S_ROW = 11;
  private static final int C = 12;
  private static final int C_AT = 13;
  private static final int C_ROW = 14;
  private static final int COLUMNS = 15;
  private static final int K = 16;
  private static final int MASKED = 17;
  private static final int VECTOR = 18;

  /// A tile with this code.
  Tile<?> define() {
    MethodHandles.Lookup here = MethodHandles.lookup();
    String name = "VectorTile" + rows + "x" + vectors + (masked ? "m" : "");
    byte[] code =
        ClassFile.of()
            .build(
                ClassDesc.of(here.lookupClass().getPackageName(), name),
                type ->
                    type.withFlags(ClassFile.ACC_FINAL)
                        .withInterfaceSymbols(Tile.class.describeConstable().orElseThrow())
                        .withMethodBody(
                            ConstantDescs.INIT_NAME,
                            ConstantDescs.MTD_void,
                            0,
                            init ->
                                init.aload(0)
                                    .invokespecial(
                                        ConstantDescs.CD_Object,
                                        ConstantDescs.INIT_NAME,
                                        ConstantDescs.MTD_void)
                                    .return_())
                        .withMethodBody(
                            "multiply", signature(), ClassFile.ACC_PUBLIC, this::multiply));
    try {
      MethodHandles.Lookup there = here.defineHiddenClassWithClassData(code, species, true);
      return (Tile<?>)
          there.findConstructor(there.lookupClass(), MethodType.methodType(void.class)).invoke();
    } catch (Throwable e) {
      throw new IllegalStateException("matrix products: the tile's code cannot be loaded", e);
    }
  }

  private static MethodTypeDesc signature() {
    ClassDesc o = ConstantDescs.CD_Object;
    ClassDesc i = CD_int;
    return MethodTypeDesc.of(CD_void, o, i, i, i, o, i, i, i, o, i, i, o, i, i, i);
  }

  private void multiply(CodeBuilder code) {
    for (int array : new int[] {A, B, S, C}) {
      code.aload(array).checkcast(array()).astore(array);
    }
    if (masked) {
      species(code)
          .iconst_0()
          .iload(COLUMNS)
          .loadConstant((vectors - 1) * species.length())
          .isub()
          .invokeinterface(SPECIES, "indexInRange", MethodTypeDesc.of(MASK, CD_int, CD_int))
          .astore(MASKED);
    }
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < vectors; v++) {
        species(code).aload(S);
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
      species(code).aload(B);
      code.iload(B_AT).iload(K).iload(B_DEPTH).imul().iadd();
      code.loadConstant(v * species.length()).iadd();
      load(code, v).astore(right(v));
    }
    for (int r = 0; r < rows; r++) {
      species(code).aload(A);
      place(code, A_AT, A_ROW, r, 0);
      code.iload(K).iload(A_DEPTH).imul().iadd().arrayLoad(element());
      code.invokestatic(vector(), "broadcast", MethodTypeDesc.of(vector(), SPECIES, number()))
          .astore(left());
      for (int v = 0; v < vectors; v++) {
        code.aload(left())
            .aload(right(v))
            .aload(sum(r, v))
            .invokevirtual(vector(), "fma", MethodTypeDesc.of(vector(), ANY, ANY))
            .astore(sum(r, v));
      }
    }
  }

  /// `at + r·row + v·lanes`.
  private void place(CodeBuilder code, int at, int row, int r, int v) {
    code.iload(at).iload(row).loadConstant(r).imul().iadd();
    code.loadConstant(v * species.length()).iadd();
  }

  private CodeBuilder species(CodeBuilder code) {
    return code.loadConstant(
        DynamicConstantDesc.ofNamed(
            ConstantDescs.ofConstantBootstrap(
                MethodHandles.class.describeConstable().orElseThrow(),
                "classData",
                ConstantDescs.CD_Object),
            ConstantDescs.DEFAULT_NAME,
            SPECIES));
  }

  private CodeBuilder load(CodeBuilder code, int v) {
    if (masked && v == vectors - 1) {
      return code.aload(MASKED)
          .invokestatic(
              vector(), "fromArray", MethodTypeDesc.of(vector(), SPECIES, array(), CD_int, MASK));
    }
    return code.invokestatic(
        vector(), "fromArray", MethodTypeDesc.of(vector(), SPECIES, array(), CD_int));
  }

  private void store(CodeBuilder code, int v) {
    if (masked && v == vectors - 1) {
      code.aload(MASKED)
          .invokevirtual(vector(), "intoArray", MethodTypeDesc.of(CD_void, array(), CD_int, MASK));
    } else {
      code.invokevirtual(vector(), "intoArray", MethodTypeDesc.of(CD_void, array(), CD_int));
    }
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

  private TypeKind element() {
    return TypeKind.from(species.elementType());
  }

  private ClassDesc number() {
    return element().upperBound();
  }

  private ClassDesc array() {
    return number().arrayType();
  }

  private ClassDesc vector() {
    return ClassDesc.of(
        "jdk.incubator.vector."
            + switch (element()) {
              case FLOAT -> "FloatVector";
              case DOUBLE -> "DoubleVector";
              default -> throw new IllegalArgumentException("no tiles of " + element());
            });
  }
}
