package kierkegrad.cpu.loops;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import kierkegrad.cpu.machine.Machine;
import kierkegrad.op.Chain;
import kierkegrad.tensor.DType;

/// Compiles chains to loops: each distinct chain becomes a hidden class of its own, so that its
/// loop is straight-line code that the JIT compiler sees through.
public final class Loops {
  private static final ClassDesc NAME = ClassDesc.of("kierkegrad.cpu.loops.Compiled");
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_Object.arrayType(),
          ConstantDescs.CD_int.arrayType(),
          ConstantDescs.CD_int,
          ConstantDescs.CD_int);

  /// Up to so many elements go one by one.
  private static final int FEW = 8;

  private static final Map<Key, Loop> KNOWN = new ConcurrentHashMap<>();

  private record Key(Chain chain, List<DType> types, long scalars) {}

  private Loops() {}

  /// The loop of a chain.
  ///
  /// @param types of the operands
  /// @param scalars bit k is set if operand k is one number for all elements
  public static Loop of(Chain chain, List<DType> types, long scalars) {
    return KNOWN.computeIfAbsent(
        new Key(chain, types, scalars),
        key -> compile(key.chain(), key.types(), key.scalars(), Machine.vectorBits()));
  }

  /// A fresh loop for vectors of so many bits; without vectors if 0.
  static Loop compile(Chain chain, List<DType> types, long scalars, int bits) {
    Program program = Lowering.of(chain, types, scalars);
    boolean vectors = bits > 0 && LaneCode.takes(program, bits);
    byte[] bytes =
        ClassFile.of()
            .build(
                NAME,
                type -> {
                  type.withFlags(ClassFile.ACC_FINAL)
                      .withInterfaceSymbols(Loop.class.describeConstable().orElseThrow());
                  type.withMethodBody(
                      ConstantDescs.INIT_NAME,
                      ConstantDescs.MTD_void,
                      0,
                      code ->
                          code.aload(0)
                              .invokespecial(
                                  ConstantDescs.CD_Object,
                                  ConstantDescs.INIT_NAME,
                                  ConstantDescs.MTD_void)
                              .return_());
                  method(type, "plain", code -> new PlainCode(code, program).write());
                  if (vectors) {
                    method(type, "lanes", code -> new LaneCode(code, program, bits).write());
                  }
                  type.withMethodBody(
                      "run", RUN, ClassFile.ACC_PUBLIC, code -> dispatch(code, vectors));
                });
    try {
      MethodHandles.Lookup hidden = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return (Loop) hidden.lookupClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a loop for " + chain + " does not compile", e);
    }
  }

  private static void method(ClassBuilder type, String name, Consumer<CodeBuilder> body) {
    type.withMethodBody(name, RUN, ClassFile.ACC_STATIC | ClassFile.ACC_PRIVATE, body);
  }

  private static void dispatch(CodeBuilder code, boolean vectors) {
    code.aload(1).aload(2).iload(3).iload(4);
    if (vectors) {
      code.iload(4).iload(3).isub().loadConstant(FEW);
      code.ifThenElse(
          Opcode.IF_ICMPLE,
          few -> few.invokestatic(NAME, "plain", RUN),
          many -> many.invokestatic(NAME, "lanes", RUN));
    } else {
      code.invokestatic(NAME, "plain", RUN);
    }
    code.return_();
  }
}
