package kierkegrad.nn.transformer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.init.Init;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Attention with several heads (Vaswani et al., 2017): each head projects q, k and v to a width of
/// its own `d = e/h`, the results of all heads side by side are projected once more. PyTorch
/// `MultiheadAttention(batch_first=True)`.
///
/// The state is that of PyTorch: `in_proj_weight` `[3e, e]` with the projections of q, k and v one
/// below the other, `in_proj_bias` `[3e]`, `out_proj.weight` `[e, e]`, `out_proj.bias` `[e]`.
///
/// @param heads the number of heads h, which divides e
/// @param causal whether row i sees rows 0 to i only
/// @param inProjWeight the projections of q, k and v
/// @param inProjBias their biases, if there are any
/// @param outProj the projection of the heads' results
public record MultiheadAttention(
    int heads,
    boolean causal,
    Parameter inProjWeight,
    Optional<Parameter> inProjBias,
    Linear outProj)
    implements Layer {
  /// Every row sees all rows; with biases.
  ///
  /// @param embed e, the size of the last dimension
  public MultiheadAttention(int embed, int heads) {
    this(embed, heads, false, true);
  }

  /// With or without biases, with PyTorch's initialisation: Glorot's for the projections of q, k
  /// and v, that of [Linear] for the last one, biases 0.
  public MultiheadAttention(int embed, int heads, boolean causal, boolean bias) {
    this(
        heads,
        causal,
        new Parameter(Init.xavierUniform(DType.F32, Shape.of(3 * embed, embed), 1)),
        bias
            ? Optional.of(new Parameter(Init.zeros(DType.F32, Shape.of(3 * embed))))
            : Optional.empty(),
        new Linear(
            new Parameter(Init.linear(DType.F32, Shape.of(embed, embed), embed)),
            bias
                ? Optional.of(new Parameter(Init.zeros(DType.F32, Shape.of(embed))))
                : Optional.empty()));
  }

  /// @throws ShapeException if the number of heads does not divide e
  public MultiheadAttention {
    int embed = inProjWeight.value().size(-1);
    if (heads < 1 || embed % heads != 0) {
      throw new ShapeException(
          "multihead_attention: " + heads + " heads do not divide the " + embed + " features");
    }
  }

  /// e, the size of the last dimension.
  public int embed() {
    return inProjWeight.value().size(-1);
  }

  @Override
  public SequencedMap<String, Object> children() {
    SequencedMap<String, Object> parts = new LinkedHashMap<>();
    parts.put("in_proj_weight", inProjWeight);
    inProjBias.ifPresent(b -> parts.put("in_proj_bias", b));
    parts.put("out_proj", outProj);
    return parts;
  }

  /// Attention of a sequence `[…, s, e]` to itself.
  @Override
  public Tensor forward(Tensor x) {
    check("x", x);
    return outProj.forward(
        new Linear(inProjWeight, inProjBias).forward(x).selfAttention(heads, causal));
  }

  /// Attention of q `[…, s, e]` to k and v, both `[…, t, e]`.
  public Tensor forward(Tensor q, Tensor k, Tensor v) {
    return forward(q, k, v, Optional.empty());
  }

  /// Attention with a mask `[…, s, t]` that broadcasts to `[…, h, s, t]`: truth values say which
  /// rows of k and v a row of q sees (in PyTorch's `attn_mask` true means the opposite), numbers
  /// are added to the scores.
  public Tensor forward(Tensor q, Tensor k, Tensor v, Optional<Tensor> mask) {
    List<Tensor> weights = inProjWeight.value().split(0, embed());
    List<Tensor> in = List.of(check("q", q), check("k", k), check("v", v));
    Tensor[] apart = new Tensor[3];
    for (int i = 0; i < 3; i++) {
      int part = i;
      Tensor projected = in.get(i).matmul(weights.get(i).mT());
      apart[i] =
          split(
              inProjBias
                  .map(b -> projected.add(b.value().split(0, embed()).get(part)))
                  .orElse(projected));
    }
    Tensor y = apart[0].scaledDotProductAttention(apart[1], apart[2], mask, causal);
    return outProj.forward(y.transpose(-3, -2).reshape(q.shape()));
  }

  /// `[…, s, e]` to `[…, h, s, d]`.
  private Tensor split(Tensor x) {
    int[] sizes = x.shape().toArray();
    int[] wide = Arrays.copyOf(sizes, sizes.length + 1);
    wide[sizes.length - 1] = heads;
    wide[sizes.length] = embed() / heads;
    return x.reshape(wide).transpose(-3, -2);
  }

  private Tensor check(String name, Tensor x) {
    if (x.rank() < 2 || x.size(-1) != embed()) {
      throw new ShapeException(
          "multihead_attention"
              + inProjWeight.layer("in_proj_weight")
              + ": expects "
              + name
              + " […, rows, "
              + embed()
              + "], got "
              + x.shape());
    }
    return x;
  }

  /// Such as `MultiheadAttention(256, heads=8, causal)`.
  @Override
  public String toString() {
    return "MultiheadAttention("
        + embed()
        + ", heads="
        + heads
        + (causal ? ", causal" : "")
        + (inProjBias.isPresent() ? ")" : ", bias=false)");
  }
}
