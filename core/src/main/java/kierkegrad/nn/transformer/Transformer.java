package kierkegrad.nn.transformer;

import java.util.Optional;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.init.Init;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// An encoder of one sequence, and a decoder of another that attends to what the encoder made of it
/// (Vaswani et al., 2017). PyTorch `Transformer`, with its state names and its start: Glorot's for
/// all matrices.
public record Transformer(TransformerEncoder encoder, TransformerDecoder decoder) implements Layer {
  /// Six layers each, as in PyTorch.
  public Transformer(int width, int heads) {
    this(new TransformerOptions(width, heads), 6, 6);
  }

  /// With these options and so many layers.
  public Transformer(TransformerOptions options, int encoderLayers, int decoderLayers) {
    this(
        new TransformerEncoder(
            new TransformerEncoderLayer(options),
            encoderLayers,
            Optional.of(FeedForward.norm(options))),
        new TransformerDecoder(
            new TransformerDecoderLayer(options),
            decoderLayers,
            Optional.of(FeedForward.norm(options))));
    for (Parameter parameter : parameters()) {
      Shape shape = parameter.value().shape();
      if (shape.rank() > 1) {
        parameter.set(Init.xavierUniform(DType.F32, shape, 1));
      }
    }
  }

  /// Numbers to add to scores so that row i sees rows 0 to i only: 0 there, −∞ elsewhere, `[size,
  /// size]`. PyTorch `generate_square_subsequent_mask`.
  public static Tensor generateSquareSubsequentMask(int size) {
    Tensor rows = Tensor.arange(size);
    return Tensor.where(
        rows.unsqueeze(1).ge(rows),
        Tensor.zeros(DType.F32, Shape.SCALAR),
        Tensor.full(DType.F32, Shape.SCALAR, Double.NEGATIVE_INFINITY));
  }

  /// With one sequence as source and target; `forward(source, target)` is what it is for.
  @Override
  public Tensor forward(Tensor x) {
    return forward(x, x);
  }

  /// Every row sees all.
  public Tensor forward(Tensor source, Tensor target) {
    AttentionMasks none = new AttentionMasks();
    return forward(source, target, none, none, none);
  }

  /// Rows do not see what the masks hide.
  ///
  /// @param sourceMasks of the encoder
  /// @param targetMasks of the decoder's attention to itself
  /// @param memoryMasks of the decoder's attention to the encoder's result
  public Tensor forward(
      Tensor source,
      Tensor target,
      AttentionMasks sourceMasks,
      AttentionMasks targetMasks,
      AttentionMasks memoryMasks) {
    boolean batchFirst = encoder.layers().getFirst().options().batchFirst();
    int batch = batchFirst ? 0 : 1;
    boolean fits =
        source.rank() == target.rank()
            && (source.rank() != 3 || source.size(batch) == target.size(batch));
    if (!fits) {
      throw new ShapeException(
          "transformer: source "
              + source.shape()
              + " and target "
              + target.shape()
              + " are not of one batch; its size is dimension "
              + batch);
    }
    return decoder.forward(target, encoder.forward(source, sourceMasks), targetMasks, memoryMasks);
  }

  /// Such as `Transformer(TransformerEncoder(…), TransformerDecoder(…))`.
  @Override
  public String toString() {
    return "Transformer(" + encoder + ", " + decoder + ")";
  }
}
