package kierkegrad.cpu.loops;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.List;
import kierkegrad.cpu.loops.Value.Code;
import kierkegrad.tensor.DType;

/// Writes the byte code of a [Program]: a static method with the parameters of [Loop#run]. How
/// values are held, as numbers or as vectors, is for the subclasses.
abstract class Assembly {
  static final int ARRAYS = 0;
  static final int STARTS = 1;
  static final int FROM = 2;
  static final int TO = 3;

  final CodeBuilder code;
  final Program program;
  final int[] slots;
  private final int[] arrays;
  private final int[] starts;

  Assembly(CodeBuilder code, Program program) {
    this.code = code;
    this.program = program;
    this.slots = new int[program.values.size()];
    this.arrays = new int[program.inputs.size() + 1];
    this.starts = new int[arrays.length];
  }

  /// The whole method.
  final void write() {
    for (int k = 0; k < arrays.length; k++) {
      arrays[k] = code.allocateLocal(TypeKind.REFERENCE);
      starts[k] = code.allocateLocal(TypeKind.INT);
      code.aload(ARRAYS).loadConstant(k).aaload().checkcast(elements(program.type(k)).arrayType());
      code.astore(arrays[k]).aload(STARTS).loadConstant(k).iaload().istore(starts[k]);
    }
    values(true);
    loop();
    code.return_();
  }

  /// The loop over the elements, around one or several bodies.
  abstract void loop();

  /// Computes a value and leaves it on the stack.
  abstract void push(Value value);

  /// The type in which a value is kept in a local variable.
  abstract TypeKind local(Value value);

  /// Computes the values that are the same for all elements, or those that are not.
  final void values(boolean invariant) {
    List<Value> values = program.values;
    for (int v = 0; v < values.size(); v++) {
      Value value = values.get(v);
      if (value.invariant() == invariant) {
        push(value);
        slots[v] = code.allocateLocal(local(value));
        code.storeLocal(local(value), slots[v]);
      }
    }
  }

  final void get(int v) {
    code.loadLocal(local(program.values.get(v)), slots[v]);
  }

  final void operands(Value value) {
    int arity = value.code().arity;
    if (arity > 0) {
      get(value.a());
    }
    if (arity > 1) {
      get(value.b());
    }
    if (arity > 2) {
      get(value.c());
    }
  }

  /// The array of an operand or result.
  final void array(int k) {
    code.aload(arrays[k]);
  }

  /// The index of a scalar.
  final void start(int k) {
    code.iload(starts[k]);
  }

  /// The index of the element whose number is in a local variable.
  final void index(int k, int element) {
    code.iload(starts[k]).iload(element).iadd();
  }

  static ClassDesc elements(DType type) {
    return switch (type) {
      case F32 -> ConstantDescs.CD_float;
      case F64 -> ConstantDescs.CD_double;
      case I32 -> ConstantDescs.CD_int;
      case I64 -> ConstantDescs.CD_long;
      case U8, BOOL -> ConstantDescs.CD_byte;
    };
  }

  static boolean isComparison(Code code) {
    return switch (code) {
      case EQ, NE, LT, LE, GT, GE -> true;
      default -> false;
    };
  }
}
