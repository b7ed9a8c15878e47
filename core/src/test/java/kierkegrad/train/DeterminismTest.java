package kierkegrad.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kierkegrad.data.Dataset;
import kierkegrad.data.Loader;
import kierkegrad.data.TensorDataset;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.ReLU;
import kierkegrad.nn.activation.Tanh;
import kierkegrad.nn.dropout.Dropout;
import kierkegrad.optim.Adam;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The same seed gives the same bits: with initialisation, shuffling and dropout, for layers large
/// enough that the kernels' work is cut into pieces.
class DeterminismTest {
  private static final String THREADS = "kierkegrad.threads";
  private final Optional<String> before = Optional.ofNullable(System.getProperty(THREADS));

  @AfterEach
  void restoreThreads() {
    before.ifPresentOrElse(
        count -> System.setProperty(THREADS, count), () -> System.clearProperty(THREADS));
  }

  @Test
  void trainsToTheSameBitsWithAnyNumberOfThreads() {
    List<Tensor> expected = trained(1, 42);
    for (int threads : new int[] {1, 2, 2, 8, 8}) {
      List<Tensor> actual = trained(threads, 42);
      for (int i = 0; i < expected.size(); i++) {
        assertThat(actual.get(i).sameBits(expected.get(i)))
            .as("parameter %d with %d threads", i, threads)
            .isTrue();
      }
    }
  }

  @Test
  void trainsToOtherBitsWithAnotherSeed() {
    assertThat(trained(2, 42).getFirst().sameBits(trained(2, 43).getFirst())).isFalse();
  }

  private static List<Tensor> trained(int threads, long seed) {
    System.setProperty(THREADS, Integer.toString(threads));
    Tensor classes = Tensor.rand(Seed.of(8), 700).mul(10).to(DType.I64);
    Dataset data = new TensorDataset(Tensor.randn(Seed.of(7), 700, 256), classes);
    return Seed.use(
        Seed.of(seed),
        () -> {
          Layer model =
              new Sequential(
                  new Linear(256, 256),
                  new ReLU(),
                  new Dropout(0.2),
                  new Linear(256, 256),
                  new Tanh(),
                  new Linear(256, 10));
          Trainer.of(model, new CrossEntropyLoss(), new Adam(model.parameters(), 1e-3))
              .epochs(2)
              .clipNorm(1)
              .build()
              .fit(new Loader(data, 256).shuffled(seed));
          List<Tensor> values = new ArrayList<>();
          model.parameters().forEach(p -> values.add(p.value().copy()));
          return values;
        });
  }
}
