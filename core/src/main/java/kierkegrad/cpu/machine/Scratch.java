package kierkegrad.cpu.machine;

/// Work arrays that kernels use again and again: one per thread and purpose, so that running a
/// kernel allocates nothing. Every purpose has a `static final Scratch` of its own; what lies in it
/// is lost at the next use of the same one on the same thread.
public final class Scratch {
  private final ThreadLocal<float[]> floats = ThreadLocal.withInitial(() -> new float[0]);
  private final ThreadLocal<double[]> doubles = ThreadLocal.withInitial(() -> new double[0]);

  /// A purpose.
  public Scratch() {}

  /// This thread's array, of at least that length, with whatever was left in it.
  public float[] floats(int length) {
    float[] array = floats.get();
    if (array.length < length) {
      array = new float[length];
      floats.set(array);
    }
    return array;
  }

  /// This thread's array, of at least that length, with whatever was left in it.
  public double[] doubles(int length) {
    double[] array = doubles.get();
    if (array.length < length) {
      array = new double[length];
      doubles.set(array);
    }
    return array;
  }
}
