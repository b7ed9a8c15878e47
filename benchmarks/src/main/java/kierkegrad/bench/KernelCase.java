package kierkegrad.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// A single kernel, with its operands given by a formula.
public sealed interface KernelCase {
  /// `C[m,n] = A·B` over k, where A or B may be the transpose of what lies in memory.
  record Gemm(int m, int n, int k, boolean transA, boolean transB) implements KernelCase {
    @Override
    public String name() {
      return "gemm:" + letter(transA) + letter(transB) + ":" + m + "x" + n + "x" + k;
    }

    @Override
    public double flops() {
      return 2.0 * m * n * k;
    }

    private static String letter(boolean transposed) {
      return transposed ? "T" : "N";
    }
  }

  /// A pass through the second convolution of case c: `[64,32,26,26]`, 64 filters of 3×3.
  record Conv(Pass pass) implements KernelCase {
    @Override
    public String name() {
      return "conv:" + pass.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public double flops() {
      return 2.0 * 64 * 24 * 24 * 64 * 288;
    }
  }

  /// Which pass through a convolution.
  enum Pass {
    FORWARD,
    INPUT,
    WEIGHT
  }

  /// An element-wise function, or a sum of all, of that many numbers; softmax in rows of 64.
  record Elementwise(String op, int size) implements KernelCase {
    /// Length of the rows of softmax.
    public static final int ROW = 64;

    static final List<String> OPS =
        List.of("relu", "sigmoid", "tanh", "exp", "add", "softmax", "sum");

    @Override
    public String name() {
      return op + ":" + (size >= 1 << 18 ? (size >> 18) + "MiB" : (size >> 8) + "KiB");
    }

    @Override
    public double flops() {
      return 0;
    }
  }

  /// Such as `gemm:NT:128x512x784`.
  String name();

  /// Floating-point operations of the matrix products; 0 if there are none.
  double flops();

  /// The kernels of a group, `gemm`, `conv` or `elementwise`; none for another word.
  static List<KernelCase> group(String name) {
    List<KernelCase> cases = new ArrayList<>();
    switch (name) {
      case "gemm" -> {
        int[][] shapes = {{128, 512, 784}, {128, 512, 512}, {512, 512, 512}, {128, 10, 512}};
        for (int[] s : shapes) {
          for (int t = 0; t < 4; t++) {
            cases.add(new Gemm(s[0], s[1], s[2], t >= 2, t % 2 == 1));
          }
        }
      }
      case "conv" -> {
        for (Pass pass : Pass.values()) {
          cases.add(new Conv(pass));
        }
      }
      case "elementwise" -> {
        for (String op : Elementwise.OPS) {
          cases.add(new Elementwise(op, 1 << 12));
          cases.add(new Elementwise(op, 1 << 22));
        }
      }
      default -> {}
    }
    return cases;
  }

  /// The kernel of that name.
  static KernelCase of(String name) {
    return List.of("gemm", "conv", "elementwise").stream()
        .flatMap(group -> group(group).stream())
        .filter(kernel -> kernel.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such kernel: " + name));
  }

  /// Operand number i: uniform on ±1.
  static float[] operand(int i, int size) {
    SplittableRandom random = new SplittableRandom(4000 + i);
    float[] values = new float[size];
    for (int j = 0; j < size; j++) {
      values[j] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  /// The mean of all elements and a weighted one, so that an element in the wrong place shows.
  static double digest(float[] values) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += Math.abs(values[i]) * (1 + i % 7);
    }
    return sum / values.length;
  }
}
