package kierkegrad.cpu.loops;

import java.lang.reflect.Array;
import java.util.List;
import kierkegrad.cpu.machine.Warming;
import kierkegrad.tensor.DType;

/// What generated loops share. Each runs its plain loop at first, and its vectors once they are
/// warm; both give the same bits, so nobody can tell when.
abstract class Compiled implements Loop {
  /// So many elements, with some more for every call, until it pays to warm the vectors.
  private static final long OFTEN = 1 << 17;

  private static final int CALL = 32;

  /// Elements per call while warming; not a whole number of vectors.
  private static final int WARMING = 16 * 32 + 5;

  /// At most so many nanoseconds per instruction and vector, once compiled; before, hundreds.
  private static final int FAST = 3;

  /// Whether [#run] goes to the vectors. Read by generated code.
  boolean hot;

  private long seen;
  private List<DType> types = List.of();
  private int instructions;
  private int lanes = 1;

  /// The loop in vectors.
  abstract void vectors(Object[] arrays, int[] starts, int from, int to);

  /// Says what vectors of this loop work on.
  void describe(List<DType> types, int instructions, int lanes) {
    this.types = types;
    this.instructions = instructions;
    this.lanes = lanes;
  }

  /// Counts a call that went to the plain loop. Called by generated code.
  final void cold(int size) {
    if (seen < OFTEN) {
      seen += CALL + size;
      if (seen >= OFTEN) {
        warm();
      }
    }
  }

  private void warm() {
    Object[] arrays = new Object[types.size()];
    for (int k = 0; k < arrays.length; k++) {
      Class<?> element =
          switch (types.get(k)) {
            case F32 -> float.class;
            case F64 -> double.class;
            case I32 -> int.class;
            case I64 -> long.class;
            case U8, BOOL -> byte.class;
          };
      arrays[k] = Array.newInstance(element, WARMING);
    }
    int[] starts = new int[arrays.length];
    long fast = (long) FAST * (instructions + 4) * (2 * WARMING / lanes);
    Warming.request(() -> exercise(arrays, starts), fast, () -> hot = true);
  }

  /// Goes every way that the loop can take; what the compiler has not seen it would compile anew.
  private void exercise(Object[] arrays, int[] starts) {
    vectors(arrays, starts, 0, WARMING);
    vectors(arrays, starts, 0, WARMING - WARMING % 16);
    vectors(arrays, starts, 1, 4);
    vectors(arrays, starts, 1, 1);
  }
}
