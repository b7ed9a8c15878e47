package kierkegrad.cpu.gemm;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.function.Consumer;
import jdk.incubator.vector.VectorSpecies;

/// Classes for the vectors of a species, whose code is written when they are needed. Each has its
/// species, and what else it is told, as constants, as the JIT compiler wants them; that is why
/// there is a class for each species.
///
/// @param species of floats or doubles
record VectorClass(VectorSpecies<?> species) {
  static final ClassDesc SPECIES = vectorApi("VectorSpecies");
  static final ClassDesc MASK = vectorApi("VectorMask");
  static final ClassDesc SHUFFLE = vectorApi("VectorShuffle");
  static final ClassDesc ANY = vectorApi("Vector");

  private static final DirectMethodHandleDesc CLASS_DATA =
      ConstantDescs.ofConstantBootstrap(
          MethodHandles.class.describeConstable().orElseThrow(),
          "classDataAt",
          ConstantDescs.CD_Object,
          ConstantDescs.CD_int);

  /// An instance of a new class that implements the one method of an interface.
  ///
  /// @param constants what [#constant] then loads; the species is the first of them
  <T> T define(
      Class<T> type,
      String method,
      MethodTypeDesc signature,
      List<Object> constants,
      Consumer<CodeBuilder> body) {
    MethodHandles.Lookup here = MethodHandles.lookup();
    byte[] code =
        ClassFile.of()
            .build(
                ClassDesc.of(type.getPackageName(), "Vector" + type.getSimpleName() + "Code"),
                builder ->
                    builder
                        .withFlags(ClassFile.ACC_FINAL)
                        .withInterfaceSymbols(type.describeConstable().orElseThrow())
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
                        .withMethodBody(method, signature, ClassFile.ACC_PUBLIC, body::accept));
    try {
      MethodHandles.Lookup there = here.defineHiddenClassWithClassData(code, constants, true);
      return type.cast(
          there.findConstructor(there.lookupClass(), MethodType.methodType(void.class)).invoke());
    } catch (Throwable e) {
      throw new IllegalStateException("matrix products: generated code cannot be loaded", e);
    }
  }

  /// Loads a constant.
  static CodeBuilder constant(CodeBuilder code, int index, ClassDesc type) {
    return code.loadConstant(
        DynamicConstantDesc.ofNamed(CLASS_DATA, ConstantDescs.DEFAULT_NAME, type, index));
  }

  /// Loads the species.
  static CodeBuilder species(CodeBuilder code) {
    return constant(code, 0, SPECIES);
  }

  TypeKind element() {
    return TypeKind.from(species.elementType());
  }

  /// `float` or `double`.
  ClassDesc number() {
    return element().upperBound();
  }

  /// `float[]` or `double[]`.
  ClassDesc array() {
    return number().arrayType();
  }

  /// `FloatVector` or `DoubleVector`.
  ClassDesc vector() {
    return vectorApi(element() == TypeKind.FLOAT ? "FloatVector" : "DoubleVector");
  }

  /// Takes species, array and index from the stack.
  CodeBuilder load(CodeBuilder code) {
    return code.invokestatic(
        vector(), "fromArray", MethodTypeDesc.of(vector(), SPECIES, array(), ConstantDescs.CD_int));
  }

  /// Takes species, array, index and mask from the stack.
  CodeBuilder loadMasked(CodeBuilder code) {
    return code.invokestatic(
        vector(),
        "fromArray",
        MethodTypeDesc.of(vector(), SPECIES, array(), ConstantDescs.CD_int, MASK));
  }

  /// Takes vector, array and index from the stack.
  CodeBuilder store(CodeBuilder code) {
    return code.invokevirtual(
        vector(),
        "intoArray",
        MethodTypeDesc.of(ConstantDescs.CD_void, array(), ConstantDescs.CD_int));
  }

  /// Takes vector, array, index and mask from the stack.
  CodeBuilder storeMasked(CodeBuilder code) {
    return code.invokevirtual(
        vector(),
        "intoArray",
        MethodTypeDesc.of(ConstantDescs.CD_void, array(), ConstantDescs.CD_int, MASK));
  }

  /// Takes two factors and a summand from the stack.
  CodeBuilder fma(CodeBuilder code) {
    return code.invokevirtual(vector(), "fma", MethodTypeDesc.of(vector(), ANY, ANY));
  }

  /// Adds two numbers.
  CodeBuilder add(CodeBuilder code) {
    return element() == TypeKind.FLOAT ? code.fadd() : code.dadd();
  }

  private static ClassDesc vectorApi(String name) {
    return ClassDesc.of("jdk.incubator.vector." + name);
  }
}
