package kierkegrad.cpu.loops;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
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
  private static final ClassDesc NAME = ClassDesc.of("kierkegrad.cpu.loops.Generated");
  private static final ClassDesc BASE = Compiled.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_Object.arrayType(),
          ConstantDescs.CD_int.arrayType(),
          ConstantDescs.CD_int,
          ConstantDescs.CD_int);

  private static final MethodTypeDesc COLD =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);

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

  /// A fresh loop for vectors of so many bits, which are cold; without vectors if 0.
  static Compiled compile(Chain chain, List<DType> types, long scalars, int bits) {
    Program program = Lowering.of(chain, types, scalars);
    boolean vectors = bits > 0 && LaneCode.takes(program, bits);
    byte[] bytes =
        ClassFile.of()
            .build(
                NAME,
                type -> {
                  type.withFlags(ClassFile.ACC_FINAL).withSuperclass(BASE);
                  type.withMethodBody(
                      ConstantDescs.INIT_NAME,
                      ConstantDescs.MTD_void,
                      0,
                      code ->
                          code.aload(0)
                              .invokespecial(BASE, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                              .return_());
                  method(type, "plain", code -> new PlainCode(code, program).write());
                  if (vectors) {
                    method(type, "lanes", code -> new LaneCode(code, program, bits).write());
                  }
                  type.withMethodBody(
                      "run", RUN, ClassFile.ACC_PUBLIC, code -> dispatch(code, vectors));
                  type.withMethodBody(
                      "vectors", RUN, 0, code -> call(code, vectors ? "lanes" : "plain").return_());
                });
    try {
      MethodHandles.Lookup hidden = MethodHandles.lookup().defineHiddenClass(bytes, true);
      Compiled loop = (Compiled) hidden.lookupClass().getDeclaredConstructor().newInstance();
      loop.describe(program.types(), program.values.size(), Math.max(1, bits / 64));
      return loop;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a loop for " + chain + " does not compile", e);
    }
  }

  private static void method(ClassBuilder type, String name, Consumer<CodeBuilder> body) {
    type.withMethodBody(name, RUN, ClassFile.ACC_STATIC | ClassFile.ACC_PRIVATE, body);
  }

  /// Few elements, and those before the vectors are warm, go one by one.
  private static void dispatch(CodeBuilder code, boolean vectors) {
    if (vectors) {
      Label plain = code.newLabel();
      code.iload(4).iload(3).isub().loadConstant(FEW).if_icmple(plain);
      code.aload(0).getfield(BASE, "hot", ConstantDescs.CD_boolean);
      code.ifThenElse(
          hot -> call(hot, "lanes").return_(),
          cold -> cold.aload(0).iload(4).iload(3).isub().invokevirtual(BASE, "cold", COLD));
      code.labelBinding(plain);
    }
    call(code, "plain").return_();
  }

  private static CodeBuilder call(CodeBuilder code, String method) {
    return code.aload(1).aload(2).iload(3).iload(4).invokestatic(NAME, method, RUN);
  }
}
