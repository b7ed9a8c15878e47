package kierkegrad.conformance.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import kierkegrad.conformance.Values;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LSTMOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.TransformerEncoderLayerImpl;
import org.bytedeco.pytorch.TransformerEncoderLayerOptions;
import org.bytedeco.pytorch.global.torch;

/// A network of LibTorch's own modules, which it draws, differentiates and trains by itself.
///
/// @param modules in the order in which their parameters are trained
/// @param forward what the network computes
public record TorchNet(List<Module> modules, UnaryOperator<Tensor> forward) {
  /// The networks.
  public enum Kind {
    /// Three linear layers.
    MLP,
    /// Two convolutions, pooling and a linear layer.
    CNN,
    /// Two layers of LSTM and a linear layer at the last step.
    LSTM,
    /// A linear layer, an encoder's layer, the mean over time and a linear layer.
    TRANSFORMER
  }

  /// The losses of a training, before each step.
  ///
  /// @param seed from which the start is drawn, in single precision
  /// @param wide whether it is then trained in double precision
  /// @param adam whether Adam trains it, with a rate of 0.01, otherwise SGD with a rate of 0.05 and
  ///   a momentum of 0.9
  /// @param xs batches, which take turns
  /// @param ys their classes
  public static double[] losses(
      Kind kind,
      long seed,
      boolean wide,
      boolean adam,
      List<Values> xs,
      List<Values> ys,
      int steps) {
    Torch.load();
    try (PointerScope _ = new PointerScope()) {
      torch.manual_seed(seed);
      TorchNet net = of(kind);
      List<Tensor> parameters = new ArrayList<>();
      for (Module module : net.modules()) {
        if (wide) {
          module.to(torch.ScalarType.Double, false);
        }
        TensorVector own = module.parameters();
        for (long i = 0; i < own.size(); i++) {
          parameters.add(own.get(i));
        }
      }
      Optimizer optimizer = optimizer(adam, new TensorVector(parameters.toArray(new Tensor[0])));
      double[] losses = new double[steps];
      for (int step = 0; step < steps; step++) {
        try (PointerScope _ = new PointerScope()) {
          Tensor x = Torch.tensor(xs.get(step % xs.size()));
          Tensor y = Torch.tensor(ys.get(step % ys.size()));
          optimizer.zero_grad();
          Tensor loss = torch.cross_entropy_loss(net.forward().apply(x), y);
          loss.backward();
          optimizer.step();
          losses[step] = Torch.values(loss).numbers()[0];
        }
      }
      return losses;
    }
  }

  private static Optimizer optimizer(boolean adam, TensorVector parameters) {
    if (adam) {
      return new Adam(parameters, new AdamOptions(0.01));
    }
    SGDOptions options = new SGDOptions(0.05);
    options.momentum().put(0.9);
    return new SGD(parameters, options);
  }

  private static TorchNet of(Kind kind) {
    return switch (kind) {
      case MLP -> mlp();
      case CNN -> cnn();
      case LSTM -> lstm();
      case TRANSFORMER -> transformer();
    };
  }

  private static TorchNet mlp() {
    LinearImpl a = new LinearImpl(6, 16);
    LinearImpl b = new LinearImpl(16, 12);
    LinearImpl c = new LinearImpl(12, 3);
    return new TorchNet(
        List.of(a, b, c), x -> c.forward(torch.relu(b.forward(torch.tanh(a.forward(x))))));
  }

  private static TorchNet cnn() {
    Conv2dImpl a = new Conv2dImpl(new Conv2dOptions(2, 6, new LongPointer(3, 3)));
    Conv2dImpl b = new Conv2dImpl(new Conv2dOptions(6, 8, new LongPointer(2, 2)));
    LinearImpl c = new LinearImpl(32, 3);
    return new TorchNet(
        List.of(a, b, c),
        x -> {
          Tensor pooled = torch.max_pool2d(torch.relu(a.forward(x)), 2, 2);
          return c.forward(torch.relu(b.forward(pooled)).flatten(1, 3));
        });
  }

  private static TorchNet lstm() {
    LSTMOptions options = new LSTMOptions(4, 10);
    options.num_layers().put(2);
    LSTMImpl a = new LSTMImpl(options);
    LinearImpl b = new LinearImpl(10, 3);
    return new TorchNet(List.of(a, b), x -> b.forward(a.forward(x).get0().select(0, -1)));
  }

  private static TorchNet transformer() {
    LinearImpl a = new LinearImpl(4, 8);
    TransformerEncoderLayerOptions options = new TransformerEncoderLayerOptions(8, 2);
    options.dim_feedforward().put(16);
    options.dropout().put(0.0);
    TransformerEncoderLayerImpl b = new TransformerEncoderLayerImpl(options);
    LinearImpl c = new LinearImpl(8, 3);
    return new TorchNet(List.of(a, b, c), x -> c.forward(b.forward(a.forward(x)).mean(0L)));
  }
}
