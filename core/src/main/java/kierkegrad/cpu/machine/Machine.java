package kierkegrad.cpu.machine;

import java.lang.System.Logger.Level;

/// Whether and how wide this process computes in vectors.
///
/// The Vector API is the JDK's module `jdk.incubator.vector`, which a process has to ask for.
/// Without it everything works on plain loops, and one warning says so. For tests, the system
/// property `kierkegrad.vector=false` does the same, and `kierkegrad.vector.bits` sets another
/// width.
public final class Machine {
  private static final String FLAG = "--add-modules jdk.incubator.vector";
  private static final int BITS = bits();

  private Machine() {}

  /// Whether kernels may use the Vector API.
  public static boolean hasVectors() {
    return BITS > 0;
  }

  /// The width of vectors in bits: 128, 256 or 512; 0 without the Vector API.
  public static int vectorBits() {
    return BITS;
  }

  private static int bits() {
    if (!Boolean.parseBoolean(System.getProperty("kierkegrad.vector", "true"))) {
      return 0;
    }
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      System.getLogger("kierkegrad")
          .log(
              Level.WARNING,
              "the Vector API is not available, so kernels run on plain loops, several times slower;"
                  + " start java with "
                  + FLAG);
      return 0;
    }
    return Integer.getInteger("kierkegrad.vector.bits", VectorWidth.preferred());
  }
}
