package kierkegrad.cpu.loops;

/// One instruction of a [Program]: what it computes from which values.
///
/// @param code what it does
/// @param kind the type of its result
/// @param a the first operand: a value, or an array for [Code#LOAD]
/// @param b the second operand
/// @param c the third operand
/// @param number the constant's number, the count of a shift, or 0
/// @param invariant whether it is the same for all elements
record Value(Code code, Kind kind, int a, int b, int c, double number, boolean invariant) {
  /// Types of values. A narrow integer is an [#I32].
  enum Kind {
    F32,
    F64,
    I32,
    I64,
    /// A truth value.
    MASK
  }

  /// What instructions do.
  enum Code {
    LOAD(0),
    CONSTANT(0),
    ADD(2),
    SUB(2),
    MUL(2),
    DIV(2),
    MAX(2),
    MIN(2),
    FMA(3),
    NEG(1),
    ABS(1),
    SQRT(1),
    /// Comparisons give a mask.
    EQ(2),
    NE(2),
    LT(2),
    LE(2),
    GT(2),
    GE(2),
    /// `b` where the mask `a` holds, else `c`.
    SELECT(3),
    AND(2),
    OR(2),
    XOR(2),
    NOT(1),
    /// Shifts of integers by a constant.
    SHL(1),
    SHR(1),
    /// The bits of a float32 as an int32, and back.
    BITS(1),
    FLOAT(1),
    /// The number in another type, by Java's cast.
    CAST(1),
    /// A function on doubles, one element at a time; `number` is the constant's ordinal.
    UNARY(1),
    BINARY(2),
    /// A function on int64, one element at a time; `number` is the [Binary]'s ordinal.
    WHOLE(2);

    final int arity;

    Code(int arity) {
      this.arity = arity;
    }
  }
}
