package kierkegrad.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.nn.Flatten;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.ReLU;
import kierkegrad.nn.conv.Conv2d;
import kierkegrad.nn.pool.MaxPool2d;
import kierkegrad.optim.Adam;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A compiled step works in memory that was planned beforehand. What it allocates beside that, once
/// the JIT compiler has seen it often enough, is held below 1.5 times its activations; one kernel
/// whose vectors are allocated as objects takes dozens of times as much.
class AllocationTest {
  private static final String THREADS = "kierkegrad.threads";
  private static final int MOST_ROUNDS = 200;
  private static final int STEPS = 100;

  @BeforeEach
  void onThisThread() {
    System.setProperty(THREADS, "1");
  }

  @AfterEach
  void restore() {
    System.clearProperty(THREADS);
  }

  @Test
  void aStepOfAPerceptronHardlyAllocates() throws Exception {
    hardlyAllocates(
        new Sequential(new Linear(64, 128), new ReLU(), new Linear(128, 10)),
        Tensor.randn(Seed.of(1), 32, 64));
  }

  @Test
  void aStepOfAConvolutionalNetworkHardlyAllocates() throws Exception {
    hardlyAllocates(
        new Sequential(
            new Conv2d(1, 8, 3),
            new ReLU(),
            new MaxPool2d(2),
            new Flatten(),
            new Linear(8 * 5 * 5, 10)),
        Tensor.randn(Seed.of(1), 8, 1, 12, 12));
  }

  private static void hardlyAllocates(Sequential model, Tensor x) throws Exception {
    Tensor y = Tensor.zeros(DType.I64, Shape.of(x.size(0)));
    CompiledStep step =
        new CompiledStep(
            model,
            new CrossEntropyLoss(),
            new Adam(model.parameters(), 1e-3),
            new Clipping.Norm(1));
    double activations = bytes(model.layers(), x);
    double least = Double.MAX_VALUE;
    for (int round = 0; round < MOST_ROUNDS && least >= 1.5 * activations; round++) {
      long before = allocated();
      for (int i = 0; i < STEPS; i++) {
        step.run(x, y);
      }
      least = Math.min(least, (allocated() - before) / (double) STEPS);
    }
    assertThat(least).as("bytes of a step").isLessThan(1.5 * activations);
  }

  /// The size of what every layer gives.
  private static double bytes(List<Layer> layers, Tensor x) {
    double bytes = 0;
    Tensor y = x;
    for (Layer layer : layers) {
      y = layer.forward(y);
      bytes += 4.0 * y.elements();
    }
    return bytes;
  }

  /// What this thread has allocated so far, in bytes. By reflection, because the library's module
  /// does without the JDK's management.
  private static long allocated() throws Exception {
    Object threads =
        Class.forName("java.lang.management.ManagementFactory")
            .getMethod("getThreadMXBean")
            .invoke(null);
    Method bytes =
        Class.forName("com.sun.management.ThreadMXBean")
            .getMethod("getCurrentThreadAllocatedBytes");
    return (long) bytes.invoke(threads);
  }
}
