package kierkegrad.conformance.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kierkegrad.conformance.Deviation;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.conformance.Values;
import kierkegrad.conformance.oracle.TorchNet;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.conv.Conv2d;
import kierkegrad.nn.recurrent.LSTM;
import kierkegrad.nn.recurrent.RecurrentOptions;
import kierkegrad.nn.transformer.TransformerEncoderLayer;
import kierkegrad.nn.transformer.TransformerOptions;
import kierkegrad.op.Window;
import kierkegrad.optim.Adam;
import kierkegrad.optim.Optimizer;
import kierkegrad.optim.SGD;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.CompiledStep;

/// The same networks, drawn from the same seed and trained on the same data for 100 steps by both,
/// each with its own layers, derivatives and optimizers; no weights are copied. Compared are the
/// losses of all steps.
public final class WholeTraining {
  private static final int STEPS = 100;
  private static final int BATCHES = 4;
  private static final int SIZE = 8;

  private WholeTraining() {}

  /// Three linear layers.
  public record Mlp(Linear fc1, Linear fc2, Linear fc3) implements Layer {
    Mlp() {
      this(new Linear(6, 16), new Linear(16, 12), new Linear(12, 3));
    }

    @Override
    public Tensor forward(Tensor x) {
      return fc3.forward(fc2.forward(fc1.forward(x).tanh()).relu());
    }
  }

  /// Two convolutions, pooling and a linear layer.
  public record Cnn(Conv2d conv1, Conv2d conv2, Linear fc) implements Layer {
    Cnn() {
      this(new Conv2d(2, 6, Window.of(3)), new Conv2d(6, 8, Window.of(2)), new Linear(32, 3));
    }

    @Override
    public Tensor forward(Tensor x) {
      Tensor pooled = conv1.forward(x).relu().maxPool2d(Window.of(2).stride(2), false);
      return fc.forward(conv2.forward(pooled).relu().flatten(1, 3));
    }
  }

  /// Two layers of LSTM and a linear layer at the last step.
  public record Recurring(LSTM lstm, Linear fc) implements Layer {
    Recurring() {
      this(new LSTM(new RecurrentOptions(4, 10).withLayers(2)), new Linear(10, 3));
    }

    @Override
    public Tensor forward(Tensor x) {
      return fc.forward(lstm.forward(x).select(0, -1));
    }
  }

  /// A linear layer, an encoder's layer, the mean over time and a linear layer.
  public record Attending(Linear in, TransformerEncoderLayer layer, Linear fc) implements Layer {
    Attending() {
      this(
          new Linear(4, 8),
          new TransformerEncoderLayer(
              new TransformerOptions(8, 2).withFeedForward(16).withDropout(0)),
          new Linear(8, 3));
    }

    @Override
    public Tensor forward(Tensor x) {
      return fc.forward(layer.forward(in.forward(x)).mean(0));
    }
  }

  /// Adds the rows.
  public static void rows(Table table) {
    for (TorchNet.Kind kind : TorchNet.Kind.values()) {
      Row row =
          table
              .row(Kind.TRAINING, kind.name().toLowerCase(Locale.ROOT) + " training")
              .torch()
              .remark("100 steps from the same seed; the losses of all steps")
              .within(1e-9, "");
      for (long seed : new long[] {0, 7}) {
        for (DType type : List.of(DType.F64, DType.F32)) {
          for (boolean adam : List.of(false, true)) {
            for (boolean compiled : List.of(false, true)) {
              String label =
                  (adam ? "Adam" : "SGD") + ", seed " + seed + (compiled ? ", compiled " : " ");
              row.check(label + type, () -> compare(kind, seed, type, adam, compiled));
            }
          }
        }
      }
    }
  }

  private static Deviation compare(
      TorchNet.Kind kind, long seed, DType type, boolean adam, boolean compiled) {
    Tensor examples = Tensor.randn(Seed.of(5), BATCHES * SIZE, numbers(kind)).to(type);
    List<Tensor> xs = new ArrayList<>();
    List<Tensor> ys = new ArrayList<>();
    for (Tensor batch : examples.split(0, SIZE)) {
      xs.add(shaped(kind, batch));
      ys.add(batch.slice(1, -3, numbers(kind)).argmax(1));
    }
    Layer model = Seed.use(Draws.generator(seed), () -> of(kind));
    model.to(type);
    double[] theirs =
        TorchNet.losses(
            kind,
            seed,
            type == DType.F64,
            adam,
            xs.stream().map(Values::of).toList(),
            ys.stream().map(Values::of).toList(),
            STEPS);
    return Deviation.of(type, losses(model, adam, compiled, xs, ys), theirs);
  }

  private static double[] losses(
      Layer model, boolean adam, boolean compiled, List<Tensor> xs, List<Tensor> ys) {
    Optimizer optimizer =
        adam
            ? new Adam(model.parameters(), 0.01)
            : new SGD(model.parameters(), new SGD.Options(0.05).withMomentum(0.9));
    CrossEntropyLoss loss = new CrossEntropyLoss();
    CompiledStep step = new CompiledStep(model, loss, optimizer);
    double[] losses = new double[STEPS];
    for (int i = 0; i < STEPS; i++) {
      Tensor x = xs.get(i % BATCHES);
      Tensor y = ys.get(i % BATCHES);
      if (compiled) {
        losses[i] = step.run(x, y);
      } else {
        Tensor error = loss.of(model.forward(x), y);
        losses[i] = error.item();
        optimizer.step(error.backward());
      }
    }
    return losses;
  }

  private static Layer of(TorchNet.Kind kind) {
    return switch (kind) {
      case MLP -> new Mlp();
      case CNN -> new Cnn();
      case LSTM -> new Recurring();
      case TRANSFORMER -> new Attending();
    };
  }

  /// How many numbers an example has; its class says which of the last three is the largest.
  private static int numbers(TorchNet.Kind kind) {
    return switch (kind) {
      case MLP -> 6;
      case CNN -> 2 * 8 * 8;
      case LSTM, TRANSFORMER -> 7 * 4;
    };
  }

  private static Tensor shaped(TorchNet.Kind kind, Tensor batch) {
    return switch (kind) {
      case MLP -> batch;
      case CNN -> batch.reshape(SIZE, 2, 8, 8);
      case LSTM, TRANSFORMER -> batch.reshape(SIZE, 7, 4).transpose(0, 1).copy();
    };
  }
}
