package kierkegrad.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import kierkegrad.data.Dataset;
import kierkegrad.data.Loader;
import kierkegrad.data.TensorDataset;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.loss.Loss;
import kierkegrad.loss.MSELoss;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.Tanh;
import kierkegrad.optim.Adam;
import kierkegrad.optim.SGD;
import kierkegrad.tensor.Seed;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.History.Ending;
import org.junit.jupiter.api.Test;

class TrainerTest {
  /// `y = w·x` for x `[n, 1]`, starting at w = 0, so that every step can be done by hand.
  record Slope(Parameter w) implements Layer {
    Slope() {
      this(new Parameter(Tensor.zeros(1)));
    }

    @Override
    public Tensor forward(Tensor x) {
      return x.mul(w.value());
    }

    double now() {
      return w.value().item();
    }
  }

  private static Dataset points(double... xy) {
    float[][] x = new float[xy.length / 2][1];
    float[][] y = new float[xy.length / 2][1];
    for (int i = 0; i < x.length; i++) {
      x[i][0] = (float) xy[2 * i];
      y[i][0] = (float) xy[2 * i + 1];
    }
    return new TensorDataset(Tensor.of(x), Tensor.of(y));
  }

  private static TrainerBuilder slope(Slope model, double lr) {
    return Trainer.of(model, new MSELoss(), new SGD(model.parameters(), lr));
  }

  /// The losses that validation gives, one after another, whatever the model says.
  private static Loss scripted(Slope model, double... validation) {
    AtomicInteger next = new AtomicInteger();
    Loss real = new MSELoss();
    return (prediction, target) -> {
      Tensor loss = real.of(prediction, target);
      return loss.isTracked() ? loss : Tensor.scalar(validation[next.getAndIncrement()]);
    };
  }

  @Test
  void learnsXor() {
    Dataset xor =
        new TensorDataset(
            Tensor.of(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}),
            Tensor.of(new long[] {0, 1, 1, 0}));
    Layer model =
        Seed.use(Seed.of(1), () -> new Sequential(new Linear(2, 8), new Tanh(), new Linear(8, 2)));
    Trainer trainer =
        Trainer.of(model, new CrossEntropyLoss(), new Adam(model.parameters(), 0.05))
            .epochs(200)
            .build();

    History history = trainer.fit(new Loader(xor, 4));

    assertThat(history.ending()).isEqualTo(Ending.COMPLETED);
    assertThat(history.epochs()).hasSize(200);
    EpochReport last = history.epochs().getLast();
    assertThat(last.trainLoss()).isLessThan(0.01);
    assertThat(last.trainAccuracy()).hasValue(1);
    assertThat(last.steps()).isEqualTo(200);
    assertThat(Evaluation.of(model, new CrossEntropyLoss(), xor).accuracy()).hasValue(1);
  }
}
