package kierkegrad.cpu.loops;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Locale;
import kierkegrad.cpu.loops.Value.Kind;
import kierkegrad.tensor.DType;

/// A vector of elements at a time, by the Vector API, and the rest of them under a mask. It works
/// for float32, or for float64, beside truth values.
final class LaneCode extends Assembly {
  private static final String ROOM = "jdk.incubator.vector.";
  private static final ClassDesc INT = ConstantDescs.CD_int;
  private static final ClassDesc LONG = ConstantDescs.CD_long;
  private static final ClassDesc VOID = ConstantDescs.CD_void;
  private static final ClassDesc VECTOR = ClassDesc.of(ROOM + "Vector");
  private static final ClassDesc FLOATS = ClassDesc.of(ROOM + "FloatVector");
  private static final ClassDesc DOUBLES = ClassDesc.of(ROOM + "DoubleVector");
  private static final ClassDesc INTS = ClassDesc.of(ROOM + "IntVector");
  private static final ClassDesc BYTES = ClassDesc.of(ROOM + "ByteVector");
  private static final ClassDesc MASK = ClassDesc.of(ROOM + "VectorMask");
  private static final ClassDesc SPECIES = ClassDesc.of(ROOM + "VectorSpecies");
  private static final ClassDesc OPERATORS = ClassDesc.of(ROOM + "VectorOperators");
  private static final ClassDesc COMPARISON = OPERATORS.nested("Comparison");
  private static final ClassDesc SHIFT = OPERATORS.nested("Binary");
  private static final ClassDesc CONVERSION = OPERATORS.nested("Conversion");

  private final int bits;
  private final Kind number;
  private final int lanes;
  private final int element;
  private final int end;
  private final int mask;
  private final int byteMask;
  private boolean masked;

  LaneCode(CodeBuilder code, Program program, int bits) {
    super(code, program);
    this.bits = bits;
    this.number = program.values.stream().anyMatch(v -> v.kind() == Kind.F64) ? Kind.F64 : Kind.F32;
    this.lanes = bits / (number == Kind.F64 ? 64 : 32);
    this.element = code.allocateLocal(TypeKind.INT);
    this.end = code.allocateLocal(TypeKind.INT);
    this.mask = code.allocateLocal(TypeKind.REFERENCE);
    this.byteMask = code.allocateLocal(TypeKind.REFERENCE);
  }

  /// Whether this can compute a program with vectors of so many bits.
  static boolean takes(Program program, int bits) {
    boolean narrow = program.values.stream().anyMatch(v -> v.kind() == Kind.F32);
    boolean wide = program.values.stream().anyMatch(v -> v.kind() == Kind.F64);
    // There are no vectors of fewer than 8 bytes.
    boolean bytesFit = !program.hasTruths() || bits / (wide ? 64 : 32) >= 8;
    return narrow != wide
        && bytesFit
        && program.inputs.stream().allMatch(x -> takes(x.type()))
        && takes(program.type(program.inputs.size()))
        && program.values.stream().allMatch(v -> takes(program, v));
  }

  private static boolean takes(DType type) {
    return type.isFloating() || type == DType.BOOL;
  }

  private static boolean takes(Program program, Value value) {
    return switch (value.code()) {
      case UNARY, BINARY, WHOLE -> false;
      case CAST -> program.kind(value.a()) == Kind.I32 && value.kind() == Kind.F32;
      case SELECT, MAX, MIN, DIV, NEG, ABS -> value.kind() == Kind.F32 || value.kind() == Kind.F64;
      case CONSTANT, LOAD -> value.kind() != Kind.I64;
      case EQ, NE, LT, LE, GT, GE -> program.kind(value.a()) != Kind.I32;
      default -> value.kind() != Kind.I64;
    };
  }

  @Override
  void loop() {
    Label head = code.newLabel();
    Label tail = code.newLabel();
    Label done = code.newLabel();
    // Whole vectors.
    code.iload(TO).loadConstant(lanes - 1).isub().istore(end);
    code.iload(FROM).istore(element).labelBinding(head);
    code.iload(element).iload(end).if_icmpge(tail);
    body(false);
    code.iinc(element, lanes).goto_(head).labelBinding(tail);
    // The rest.
    code.iload(element).iload(TO).if_icmpge(done);
    inRange(species(number), mask);
    if (program.hasTruths()) {
      inRange(bytes(), byteMask);
    }
    body(true);
    code.labelBinding(done);
  }

  private void inRange(String species, int slot) {
    push(species);
    code.iload(element).iload(TO);
    code.invokeinterface(SPECIES, "indexInRange", type(MASK, INT, INT));
    code.astore(slot);
  }

  private void body(boolean masked) {
    this.masked = masked;
    values(false);
    int out = program.inputs.size();
    if (program.type(out) == DType.BOOL) {
      broadcast(BYTES, bytes(), 0);
      code.loadConstant(1L);
      get(program.result());
      push(bytes());
      code.invokevirtual(MASK, "cast", type(MASK, SPECIES));
      code.invokevirtual(BYTES, "blend", type(BYTES, LONG, MASK));
      store(BYTES, ConstantDescs.CD_byte, out, byteMask);
    } else {
      get(program.result());
      store(vector(number), elements(program.type(out)), out, mask);
    }
  }

  private void store(ClassDesc vector, ClassDesc element, int at, int rest) {
    array(at);
    index(at, this.element);
    if (masked) {
      code.aload(rest);
      code.invokevirtual(vector, "intoArray", type(VOID, element.arrayType(), INT, MASK));
    } else {
      code.invokevirtual(vector, "intoArray", type(VOID, element.arrayType(), INT));
    }
  }

  @Override
  TypeKind local(Value value) {
    return TypeKind.REFERENCE;
  }

  @Override
  void push(Value value) {
    ClassDesc vector = vector(value.kind());
    switch (value.code()) {
      case LOAD, CONSTANT, SELECT, SHL, SHR, CAST, EQ, NE, LT, LE, GT, GE -> {}
      default -> operands(value);
    }
    switch (value.code()) {
      case LOAD -> load(value);
      case CONSTANT -> broadcast(vector, species(value.kind()), value.number());
      case ADD, SUB, MUL, DIV, MAX, MIN ->
          code.invokevirtual(vector, name(value), type(vector, VECTOR));
      case FMA -> code.invokevirtual(vector, "fma", type(vector, VECTOR, VECTOR));
      case NEG, ABS, SQRT -> code.invokevirtual(vector, name(value), type(vector));
      case AND, OR, XOR -> {
        ClassDesc operand = value.kind() == Kind.MASK ? MASK : VECTOR;
        code.invokevirtual(vector, name(value), type(vector, operand));
      }
      case NOT -> code.invokevirtual(MASK, "not", type(MASK));
      case EQ, NE, LT, LE, GT, GE -> {
        get(value.a());
        code.getstatic(OPERATORS, value.code().name(), COMPARISON);
        get(value.b());
        code.invokevirtual(
            vector(program.kind(value.a())), "compare", type(MASK, COMPARISON, VECTOR));
      }
      case SELECT -> {
        get(value.c());
        get(value.b());
        get(value.a());
        code.invokevirtual(vector, "blend", type(vector, VECTOR, MASK));
      }
      case SHL, SHR -> {
        get(value.a());
        String operator = value.code() == Value.Code.SHL ? "LSHL" : "ASHR";
        code.getstatic(OPERATORS, operator, SHIFT).loadConstant((int) value.number());
        code.invokevirtual(INTS, "lanewise", type(INTS, SHIFT, INT));
      }
      case BITS -> code.invokevirtual(FLOATS, "reinterpretAsInts", type(INTS));
      case FLOAT -> code.invokevirtual(INTS, "reinterpretAsFloats", type(FLOATS));
      case CAST -> {
        get(value.a());
        code.getstatic(OPERATORS, "I2F", CONVERSION).iconst_0();
        code.invokevirtual(VECTOR, "convert", type(VECTOR, CONVERSION, INT)).checkcast(FLOATS);
      }
      case UNARY, BINARY, WHOLE -> throw new IllegalStateException("not in vectors");
    }
  }

  private static String name(Value value) {
    return value.code().name().toLowerCase(Locale.ROOT);
  }

  private void load(Value value) {
    int k = value.a();
    DType type = program.type(k);
    if (program.inputs.get(k).scalar()) {
      if (type == DType.BOOL) {
        // All lanes where the byte is not 0.
        broadcast(vector(number), species(number), 0);
        code.getstatic(OPERATORS, "NE", COMPARISON);
        push(species(number));
        array(k);
        start(k);
        code.baload().i2l();
        code.invokestatic(vector(number), "broadcast", type(vector(number), SPECIES, LONG));
        code.invokevirtual(vector(number), "compare", type(MASK, COMPARISON, VECTOR));
      } else {
        push(species(number));
        array(k);
        start(k);
        code.arrayLoad(TypeKind.from(elements(type)));
        code.invokestatic(
            vector(number), "broadcast", type(vector(number), SPECIES, elements(type)));
      }
      return;
    }
    ClassDesc vector = type == DType.BOOL ? BYTES : vector(number);
    push(type == DType.BOOL ? bytes() : species(number));
    array(k);
    index(k, element);
    ClassDesc array = elements(type).arrayType();
    if (masked) {
      code.aload(type == DType.BOOL ? byteMask : mask);
      code.invokestatic(vector, "fromArray", type(vector, SPECIES, array, INT, MASK));
    } else {
      code.invokestatic(vector, "fromArray", type(vector, SPECIES, array, INT));
    }
    if (type == DType.BOOL) {
      code.getstatic(OPERATORS, "NE", COMPARISON).iconst_0();
      code.invokevirtual(BYTES, "compare", type(MASK, COMPARISON, ConstantDescs.CD_byte));
      push(species(number));
      code.invokevirtual(MASK, "cast", type(MASK, SPECIES));
    }
  }

  /// A vector of equal numbers.
  private void broadcast(ClassDesc vector, String species, double number) {
    push(species);
    if (vector.equals(FLOATS)) {
      code.loadConstant((float) number);
      code.invokestatic(vector, "broadcast", type(vector, SPECIES, ConstantDescs.CD_float));
    } else if (vector.equals(DOUBLES)) {
      code.loadConstant(number);
      code.invokestatic(vector, "broadcast", type(vector, SPECIES, ConstantDescs.CD_double));
    } else {
      code.loadConstant((long) number);
      code.invokestatic(vector, "broadcast", type(vector, SPECIES, LONG));
    }
  }

  private static ClassDesc vector(Kind kind) {
    return switch (kind) {
      case F32 -> FLOATS;
      case F64 -> DOUBLES;
      case I32 -> INTS;
      case MASK -> MASK;
      case I64 -> throw new IllegalStateException("no vectors of int64");
    };
  }

  /// A species as class and field in one text.
  private String species(Kind kind) {
    return vector(kind).displayName() + ".SPECIES_" + bits;
  }

  private String bytes() {
    return BYTES.displayName() + ".SPECIES_" + lanes * 8;
  }

  private void push(String species) {
    int dot = species.indexOf('.');
    code.getstatic(
        ClassDesc.of(ROOM + species.substring(0, dot)), species.substring(dot + 1), SPECIES);
  }

  private static MethodTypeDesc type(ClassDesc result, ClassDesc... parameters) {
    return MethodTypeDesc.of(result, parameters);
  }
}
