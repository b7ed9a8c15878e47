package kierkegrad.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kierkegrad.grad.Grad;
import kierkegrad.nn.activation.ReLU;
import kierkegrad.nn.dropout.Dropout;
import kierkegrad.random.Seed;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// One model answers many threads at once, without a lock, as it answers one.
class ConcurrentInferenceTest {
  @Test
  void manyThreadsGetTheAnswersOfOne() throws Exception {
    Sequential model =
        Seed.use(
            Seed.of(1),
            () ->
                new Sequential(
                    new Linear(64, 256), new ReLU(), new Dropout(0.5), new Linear(256, 10)));
    model.eval();
    List<Tensor> inputs = new ArrayList<>();
    List<Tensor> expected = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      Tensor x = Tensor.randn(Seed.of(i), 128, 64);
      inputs.add(x);
      expected.add(Grad.noGrad(() -> model.forward(x)));
    }

    List<Future<Tensor>> answers = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(16)) {
      for (Tensor x : inputs) {
        answers.add(threads.submit(() -> Grad.noGrad(() -> model.forward(x))));
      }
    }

    for (int i = 0; i < inputs.size(); i++) {
      assertThat(answers.get(i).get().sameBits(expected.get(i))).isTrue();
    }
  }
}
