package kierkegrad.conformance.oracle;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import kierkegrad.conformance.Values;
import kierkegrad.tensor.DType;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.MultiheadAttentionImpl;
import org.bytedeco.pytorch.MultiheadAttentionOptions;
import org.bytedeco.pytorch.StringTensorDict;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TransformerDecoderLayerImpl;
import org.bytedeco.pytorch.TransformerDecoderLayerOptions;
import org.bytedeco.pytorch.TransformerImpl;
import org.bytedeco.pytorch.TransformerOptions;
import org.bytedeco.pytorch.global.torch;

/// LibTorch's own modules of attention, with parameters that follow from their names.
public final class TorchModules {
  private TorchModules() {}

  /// The numbers of a parameter.
  public static double[] numbers(String name, int count) {
    int start = Math.floorMod(name.hashCode(), 97);
    return IntStream.range(0, count).mapToDouble(i -> 0.4 * Math.sin(0.9 * i + start)).toArray();
  }

  private static <M extends Module> Theirs filled(
      Function<DType, M> make, BiFunction<M, List<Tensor>, List<Tensor>> call) {
    return xs -> {
      boolean wide = xs.getFirst().scalar_type().intern() == torch.ScalarType.Double;
      M module = make.apply(wide ? DType.F64 : DType.F32);
      if (wide) {
        module.to(torch.ScalarType.Double, false);
      }
      StringTensorDict parameters = module.named_parameters();
      for (long i = 0; i < parameters.size(); i++) {
        String name = parameters.get(i).key().getString();
        Tensor parameter = parameters.get(i).value();
        int[] shape = Torch.values(parameter).shape();
        double[] numbers = numbers(name, (int) parameter.numel());
        parameter.detach().copy_(Torch.tensor(new Values(DType.F64, shape, numbers)));
      }
      return call.apply(module, xs);
    };
  }

  /// Attention with two heads of q, k, v, padding and a mask: the result and the mean weights.
  public static Theirs attention(int kdim, int vdim, boolean biasKv, boolean zero) {
    return filled(
        _ -> {
          MultiheadAttentionOptions options = new MultiheadAttentionOptions(6, 2);
          options.kdim().put((long) kdim);
          options.vdim().put((long) vdim);
          options.add_bias_kv().put(biasKv);
          options.add_zero_attn().put(zero);
          return new MultiheadAttentionImpl(options);
        },
        (module, xs) -> {
          T_TensorTensor_T both =
              module.forward(xs.getFirst(), xs.get(1), xs.get(2), xs.get(3), true, xs.get(4), true);
          return List.of(both.get0(), both.get1());
        });
  }

  /// A decoder's layer of x, memory and a mask for x.
  public static Theirs decoderLayer() {
    return filled(
        _ -> {
          TransformerDecoderLayerOptions options = new TransformerDecoderLayerOptions(6, 2);
          options.dim_feedforward().put(5);
          options.dropout().put(0.0);
          return new TransformerDecoderLayerImpl(options);
        },
        (module, xs) ->
            List.of(
                module.forward(
                    xs.getFirst(),
                    xs.get(1),
                    xs.get(2),
                    new Tensor(),
                    new Tensor(),
                    new Tensor())));
  }

  /// A transformer of two layers each, of source, target, a mask for the target, and the source's
  /// padding.
  public static Theirs transformer() {
    return filled(
        _ -> {
          TransformerOptions options = new TransformerOptions(6, 2, 2, 2);
          options.dim_feedforward().put(5);
          options.dropout().put(0.0);
          return new TransformerImpl(options);
        },
        (module, xs) ->
            List.of(
                module.forward(
                    xs.getFirst(),
                    xs.get(1),
                    new Tensor(),
                    xs.get(2),
                    new Tensor(),
                    xs.get(3),
                    new Tensor(),
                    xs.get(3))));
  }
}
