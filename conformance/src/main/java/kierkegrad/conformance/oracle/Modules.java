package kierkegrad.conformance.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import kierkegrad.conformance.Values;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.MultiheadAttentionImpl;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// The parameters with which layers of LibTorch's own start after its seed is set.
public final class Modules {
  private Modules() {}

  /// Weight and bias.
  public static List<Values> linear(long seed, int in, int out) {
    return started(seed, () -> new LinearImpl(in, out));
  }

  /// Weight and bias.
  public static List<Values> conv2d(long seed, int in, int out, int kernel) {
    return started(seed, () -> new Conv2dImpl(in, out, new LongPointer(kernel, kernel)));
  }

  /// The rows.
  public static List<Values> embedding(long seed, int rows, int width) {
    return started(seed, () -> new EmbeddingImpl(rows, width));
  }

  /// Weights and biases of one layer.
  public static List<Values> lstm(long seed, int input, int hidden) {
    return started(seed, () -> new LSTMImpl(input, hidden));
  }

  /// The joint projection and the last one, each with its bias.
  public static List<Values> multiheadAttention(long seed, int embed, int heads) {
    return started(seed, () -> new MultiheadAttentionImpl(embed, heads));
  }

  private static List<Values> started(long seed, Supplier<? extends Module> layer) {
    Torch.load();
    try (PointerScope _ = new PointerScope()) {
      torch.manual_seed(seed);
      TensorVector parameters = layer.get().parameters();
      List<Values> values = new ArrayList<>();
      for (long i = 0; i < parameters.size(); i++) {
        values.add(Torch.values(parameters.get(i)));
      }
      return values;
    }
  }
}
