package kierkegrad.bench.peer;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.bench.Stage;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// A network of stages, as calls of LibTorch's functions. (Its `Sequential` is a little slower.)
final class TorchModel {
  private static final TensorOptional NO_MASK = new TensorOptional();
  private static final DoubleOptional NO_SCALE = new DoubleOptional();
  private static final double EPS = 1e-5;
  private static final long[] ONES = {1, 1};
  private static final long[] ZEROS = {0, 0};

  private final List<Stage> stages;
  private final List<Tensor> parameters;
  private final List<TensorOptional> optionals = new ArrayList<>();
  private int used;

  TorchModel(List<Stage> stages, List<Tensor> parameters) {
    this.stages = stages;
    this.parameters = parameters;
    parameters.forEach(p -> optionals.add(new TensorOptional(p)));
  }

  Tensor forward(Tensor x) {
    used = 0;
    Tensor y = x;
    for (Stage stage : stages) {
      y =
          switch (stage) {
            case Stage.Dense _ -> linear(y);
            case Stage.Conv _ -> conv(y);
            case Stage.Pool(int size) -> torch.max_pool2d(y, size, size);
            case Stage.Flatten() -> torch.flatten(y, 1, -1);
            case Stage.Activation.RELU -> torch.relu(y);
            case Stage.Activation.SIGMOID -> torch.sigmoid(y);
            case Stage.Block block -> block(block, y);
          };
    }
    return y;
  }

  private Tensor linear(Tensor x) {
    Tensor weight = parameters.get(used);
    TensorOptional bias = optionals.get(used + 1);
    used += 2;
    return torch.linear(x, weight, bias);
  }

  private Tensor conv(Tensor x) {
    Tensor weight = parameters.get(used);
    TensorOptional bias = optionals.get(used + 1);
    used += 2;
    return torch.conv2d(x, weight, bias, ONES, ZEROS, ONES, 1);
  }

  private Tensor norm(Tensor x, long width) {
    TensorOptional weight = optionals.get(used);
    TensorOptional bias = optionals.get(used + 1);
    used += 2;
    return torch.layer_norm(x, new long[] {width}, weight, bias, EPS, true);
  }

  private Tensor block(Stage.Block block, Tensor x) {
    int width = block.width();
    TensorVector qkv = linear(norm(x, width)).split(width, 2);
    Tensor q = heads(qkv.get(0), block);
    Tensor k = heads(qkv.get(1), block);
    Tensor v = heads(qkv.get(2), block);
    Tensor a = torch.scaled_dot_product_attention(q, k, v, NO_MASK, 0, true, NO_SCALE, false);
    Tensor y = x.add(linear(a.transpose(1, 2).flatten(2, -1)));
    return y.add(linear(torch.gelu(linear(norm(y, width)))));
  }

  /// `[n, length, width]` to `[n, heads, length, width/heads]`.
  private static Tensor heads(Tensor x, Stage.Block block) {
    return x.view(x.size(0), x.size(1), block.heads(), block.width() / block.heads())
        .transpose(1, 2);
  }
}
