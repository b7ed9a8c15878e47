package kierkegrad.cpu.loops;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Collections;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import kierkegrad.cpu.loops.Value.Kind;
import kierkegrad.op.Binary;
import kierkegrad.op.Unary;
import kierkegrad.tensor.DType;

/// Element by element, for every [Program].
final class PlainCode extends Assembly {
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final ClassDesc WHOLES = Wholes.class.describeConstable().orElseThrow();
  private static final ClassDesc FLOAT = ClassDesc.of("java.lang.Float");
  private static final MethodTypeDesc TO_BITS =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_float);
  private static final MethodTypeDesc FROM_BITS =
      MethodTypeDesc.of(ConstantDescs.CD_float, ConstantDescs.CD_int);
  private static final MethodTypeDesc LONGS =
      MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_long, ConstantDescs.CD_long);

  private final int element;

  PlainCode(CodeBuilder code, Program program) {
    super(code, program);
    this.element = code.allocateLocal(TypeKind.INT);
  }

  @Override
  void loop() {
    Label head = code.newLabel();
    Label end = code.newLabel();
    code.iload(FROM).istore(element).labelBinding(head);
    code.iload(element).iload(TO).if_icmpge(end);
    values(false);
    int out = program.inputs.size();
    array(out);
    index(out, element);
    get(program.result());
    code.arrayStore(elementKind(program.type(out)));
    code.iinc(element, 1).goto_(head).labelBinding(end);
  }

  private static TypeKind elementKind(DType type) {
    return TypeKind.from(elements(type));
  }

  @Override
  TypeKind local(Value value) {
    return type(value.kind());
  }

  private static TypeKind type(Kind kind) {
    return switch (kind) {
      case F32 -> TypeKind.FLOAT;
      case F64 -> TypeKind.DOUBLE;
      case I32, MASK -> TypeKind.INT;
      case I64 -> TypeKind.LONG;
    };
  }

  @Override
  void push(Value value) {
    TypeKind type = local(value);
    if (isComparison(value.code())) {
      comparison(value);
      return;
    }
    switch (value.code()) {
      case LOAD -> load(value);
      case CONSTANT -> constant(value);
      case SELECT -> select(value);
      case UNARY, BINARY -> {}
      default -> operands(value);
    }
    switch (value.code()) {
      case ADD -> operator(type, Opcode.IADD, Opcode.LADD, Opcode.FADD, Opcode.DADD);
      case SUB -> operator(type, Opcode.ISUB, Opcode.LSUB, Opcode.FSUB, Opcode.DSUB);
      case MUL -> operator(type, Opcode.IMUL, Opcode.LMUL, Opcode.FMUL, Opcode.DMUL);
      case DIV -> operator(type, Opcode.IDIV, Opcode.LDIV, Opcode.FDIV, Opcode.DDIV);
      case NEG -> operator(type, Opcode.INEG, Opcode.LNEG, Opcode.FNEG, Opcode.DNEG);
      case MAX -> math("max", type, 2);
      case MIN -> math("min", type, 2);
      case FMA -> math("fma", type, 3);
      case ABS -> math("abs", type, 1);
      case SQRT -> {
        code.conversion(type, TypeKind.DOUBLE);
        math("sqrt", TypeKind.DOUBLE, 1);
        code.conversion(TypeKind.DOUBLE, type);
      }
      case AND -> code.iand();
      case OR -> code.ior();
      case XOR -> code.ixor();
      case NOT -> code.iconst_1().ixor();
      case SHL -> code.loadConstant((int) value.number()).ishl();
      case SHR -> code.loadConstant((int) value.number()).ishr();
      case BITS -> code.invokestatic(FLOAT, "floatToRawIntBits", TO_BITS);
      case FLOAT -> code.invokestatic(FLOAT, "intBitsToFloat", FROM_BITS);
      case CAST -> code.conversion(local(program.values.get(value.a())), type);
      case WHOLE ->
          code.invokestatic(WHOLES, Wholes.name(Binary.values()[(int) value.number()]), LONGS);
      case UNARY -> unary(Unary.values()[(int) value.number()], value);
      case BINARY -> binary(Binary.values()[(int) value.number()], value);
      default -> {}
    }
  }

  private void load(Value value) {
    array(value.a());
    if (program.inputs.get(value.a()).scalar()) {
      start(value.a());
    } else {
      index(value.a(), element);
    }
    DType type = program.type(value.a());
    code.arrayLoad(elementKind(type));
    if (type == DType.U8) {
      code.loadConstant(255).iand();
    }
  }

  private void constant(Value value) {
    switch (value.kind()) {
      case F32 -> code.loadConstant((float) value.number());
      case F64 -> code.loadConstant(value.number());
      case I32, MASK -> code.loadConstant((int) value.number());
      case I64 -> code.loadConstant((long) value.number());
    }
  }

  private void operator(TypeKind type, Opcode i, Opcode l, Opcode f, Opcode d) {
    Opcode opcode =
        switch (type) {
          case LONG -> l;
          case FLOAT -> f;
          case DOUBLE -> d;
          default -> i;
        };
    code.with(OperatorInstruction.of(opcode));
  }

  private void math(String name, TypeKind type, int arity) {
    ClassDesc desc = type.upperBound();
    code.invokestatic(MATH, name, MethodTypeDesc.of(desc, Collections.nCopies(arity, desc)));
  }

  private void comparison(Value value) {
    operands(value);
    Label yes = code.newLabel();
    Label end = code.newLabel();
    boolean greater = value.code() == Value.Code.GT || value.code() == Value.Code.GE;
    switch (program.kind(value.a())) {
      // NaN makes either comparison false.
      case F32 -> {
        if (greater) {
          code.fcmpl();
        } else {
          code.fcmpg();
        }
      }
      case F64 -> {
        if (greater) {
          code.dcmpl();
        } else {
          code.dcmpg();
        }
      }
      case I64 -> code.lcmp();
      case I32, MASK -> {
        switch (value.code()) {
          case EQ -> code.if_icmpeq(yes);
          case NE -> code.if_icmpne(yes);
          case LT -> code.if_icmplt(yes);
          case LE -> code.if_icmple(yes);
          case GT -> code.if_icmpgt(yes);
          default -> code.if_icmpge(yes);
        }
        truth(yes, end);
        return;
      }
    }
    switch (value.code()) {
      case EQ -> code.ifeq(yes);
      case NE -> code.ifne(yes);
      case LT -> code.iflt(yes);
      case LE -> code.ifle(yes);
      case GT -> code.ifgt(yes);
      default -> code.ifge(yes);
    }
    truth(yes, end);
  }

  private void truth(Label yes, Label end) {
    code.iconst_0().goto_(end).labelBinding(yes).iconst_1().labelBinding(end);
  }

  private void select(Value value) {
    Label no = code.newLabel();
    Label end = code.newLabel();
    get(value.a());
    code.ifeq(no);
    get(value.b());
    code.goto_(end).labelBinding(no);
    get(value.c());
    code.labelBinding(end);
  }

  /// The op's own function, whose call site in this code only ever sees that one.
  private void unary(Unary op, Value value) {
    function(Unary.class, op.name(), DoubleUnaryOperator.class);
    get(value.a());
    code.invokeinterface(desc(DoubleUnaryOperator.class), "applyAsDouble", doubles(1));
  }

  private void binary(Binary op, Value value) {
    function(Binary.class, op.name(), DoubleBinaryOperator.class);
    get(value.a());
    get(value.b());
    code.invokeinterface(desc(DoubleBinaryOperator.class), "applyAsDouble", doubles(2));
  }

  private void function(Class<?> ops, String name, Class<?> function) {
    code.getstatic(desc(ops), name, desc(ops))
        .invokevirtual(desc(ops), "function", MethodTypeDesc.of(desc(function)));
  }

  private static MethodTypeDesc doubles(int arity) {
    return MethodTypeDesc.of(
        ConstantDescs.CD_double, Collections.nCopies(arity, ConstantDescs.CD_double));
  }

  private static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }
}
